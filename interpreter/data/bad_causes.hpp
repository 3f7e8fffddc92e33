// Bad rows by cause: the faults of one kind in one column, with what to do about them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/data/dataset.hpp"

namespace cepol::data {

struct BadCause {
  std::string table, column;  // column empty: whole rows, or the table
  Fault fault;
  std::uint64_t count = 0;
  std::vector<std::uint64_t> rows;     // of the first few places; empty: the whole table
  std::vector<std::string> arguments;  // of the first
  bool alike = true;                   // all have the same arguments
  std::uint64_t without_result = 0;    // rows that have no result by it
};
constexpr std::size_t most_places_of_cause = 3;

// The name of the table of bad rows among the results, by which the results of an earlier run are known.
inline std::string bad_rows_name(bool english) { return english ? "bad-rows" : "坏行"; }

// In the order of their first faults.
std::vector<BadCause> causes_of(const std::vector<BadRow>& bad);

// The reason; of causes whose faults differ that of the first, as an example.
std::string reason_of(const BadCause& cause, bool english);
// The places: 3、7、12 等
std::string places_of(const BadCause& cause, bool english);
// What to do, where the reason does not say it itself; else empty.
std::string_view remedy_of(Fault fault, bool english);

}  // namespace cepol::data
