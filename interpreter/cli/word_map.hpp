// --map FILE: the words that an office has for headings and values, beside those of the policy. A list with the columns
// 表, 列, 原文, 对应 (table, column, text, means): without a column the text is a heading, and means a column, or 不用
// (unused); else it is what cells of the column have, and means one of its values, or 空白 (blank). A line that means
// nothing yet changes nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/cli/io.hpp"
#include "interpreter/data/assumptions.hpp"
#include "interpreter/data/dataset.hpp"
#include "interpreter/files/list_file.hpp"

namespace cepol::cli {

struct MapEntry {
  std::uint32_t row = 0;
  std::string table, column, text, means;
  bool of_sheet() const { return table.empty() && column.empty(); }
};

class WordMap {
 public:
  WordMap() = default;  // without entries
  // nullopt: it cannot be read; the reason is printed.
  static std::optional<WordMap> read(const std::string& path, const Io& io);

  const std::string& path() const { return path_; }
  const std::vector<MapEntry>& entries() const { return entries_; }
  // The program by whose words data are read. Mistakes are printed: nullopt.
  std::optional<core::Program> applied(const core::Program& program, const Io& io) const;
  // The same where applied() has found no mistake in a program like it.
  core::Program applied(core::Program program) const;
  // Headings that are not used, sheets that are named otherwise.
  void add_to(data::Assumptions& assumptions) const;
  // Prints which lines were of no use.
  void report_use(const data::Dataset& data, const Io& io) const;

 private:
  std::string path_;
  std::vector<MapEntry> entries_;  // that mean something
  std::vector<std::string> open_;  // the other lines
};

bool says_unused(const std::string& means);
bool says_blank_word(const std::string& means);

}  // namespace cepol::cli
