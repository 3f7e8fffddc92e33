// The faults of the data read so far, returned sorted by table, file, row and column, independent of the order in which
// they were found.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
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

  // `excluded` as in BadRow. Valid until the next one is added. The arguments, and the name of a column that the table
  // does not have, are kept with a bounded length. After most_single_faults of a kind in a column of a file it is the
  // one that stands for all further ones, which has no key.
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

  struct Cause {
    std::uint32_t table, file, column;
    Fault fault;
    friend auto operator<=>(const Cause&, const Cause&) = default;
  };
  struct Known {
    std::size_t count = 0;
    std::uint32_t rest = 0;  // in `bad_`: of those that are more than most_single_faults
  };

  // Adds a further fault to the one that stands for those after the first ones.
  BadRow& merge(BadRow& rest, std::uint64_t row, const std::vector<std::string>& arguments);
  void sort();

  const core::Program* program_;
  std::vector<std::string> files_{""};
  std::vector<BadRow> bad_;
  std::vector<SortKey> keys_;  // of `bad_`
  std::map<Cause, Known> known_;
};

}  // namespace cepol::data
