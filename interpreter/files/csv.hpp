// Comma-separated rows from a stream of bytes: RFC 4180 quotes; lines end in LF, CRLF or CR; blank lines are no rows.
// What is wrong with a cell costs that cell, where it still can be told which one it is; else the row, and reading goes
// on at the next line. Memory is bounded by the longest row allowed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "interpreter/data/dataset.hpp"

namespace cepol::files {

constexpr std::size_t longest_row = std::size_t{10} * 1024 * 1024;  // bytes

// Fills the space with the next bytes, at least one unless there are none left.
using Bytes = std::function<std::size_t(char* space, std::size_t size)>;

struct CsvRow {
  std::vector<std::string_view> cells;  // until the next row is asked for; unquoted, not trimmed
  std::uint64_t line = 0;               // of the file, where the row begins; with a fault: which line to look at
  std::optional<data::Fault> fault;     // then there are no cells
  std::vector<std::pair<std::size_t, data::Fault>>
      bad;  // cells that cannot be read, and why; in order, they hold nothing
};

class CsvRows {
 public:
  explicit CsvRows(Bytes bytes, std::size_t chunk = 1 << 20);
  bool next(CsvRow& row);

 private:
  enum class Scan { complete, wants_more, too_long, open_quote };

  void fill();
  static void check_cells(CsvRow& row);
  Scan scan(CsvRow& row, std::size_t end, bool last);
  void skip_line();
  void consume(std::size_t until);

  Bytes bytes_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0;  // what has been read and not yet used
  bool at_end_ = false, started_ = false, any_nul_ = false;
  std::uint64_t line_ = 1;  // of buffer_[begin_]
  // Of the last scan: where it stopped, whether the row has quotes.
  std::size_t row_end_ = 0;
  bool quoted_ = false;
  std::vector<std::pair<std::size_t, std::size_t>> escaped_;  // cell, and where it begins: those with doubled quotes
  // Going back after quotes that were never closed could make reading quadratic. When so many bytes have been read
  // again, a quoted cell must from then on close on its own line.
  std::size_t read_again_ = 0;
};

}  // namespace cepol::files
