// The faults of the data read so far, returned sorted by table, file, row and column, independent of the order in which
// they were found.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/data/dataset.hpp"

namespace cepol::data {

class FaultList {
 public:
  struct Place {
    std::string_view table;  // as named in messages; may be unknown to the program
    std::uint32_t file = 0;  // from add_file(); 0: no file
    std::uint64_t row = 0;   // 0: the whole table
    std::string_view column = {};
  };

  explicit FaultList(const core::Program& program) : program_(&program) {}

  // One more file, by its name in messages.
  std::uint32_t add_file(std::string_view name);
  const std::string& file_name(std::uint32_t file) const { return files_[file]; }

  // `excluded` as in BadRow. Valid until the next one is added.
  BadRow& add(const Place& place, Fault fault, std::vector<std::string> arguments, bool excluded = false);
  // The list in its order; it is empty afterwards, as are the files.
  std::vector<BadRow> take();

 private:
  struct SortKey {
    std::uint32_t table, file;
    std::uint64_t row;
    std::uint32_t column;
    std::uint32_t index;  // in `bad_`
    friend auto operator<=>(const SortKey&, const SortKey&) = default;
  };

  void sort();

  const core::Program* program_;
  std::vector<std::string> files_{""};
  std::vector<BadRow> bad_;
  std::vector<SortKey> keys_;  // of `bad_`
};

}  // namespace cepol::data
