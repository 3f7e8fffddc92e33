// RowsElsewhere: what is kept of the rows of a table that were read and are decided about in other parts
// (division.hpp): what the rest of the reading, and engines, ask of all rows.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "interpreter/data/state.hpp"
#include "lang/base/bulk.hpp"
#include "lang/base/date.hpp"

namespace cepol::data {

struct ColumnElsewhere {
  std::array<std::uint64_t, 5> states{};  // cells in each State
  std::uint64_t blanks = 0;               // cells that are not known, or days known in part
  // Of days: how many are known, two months that they are in, and whether one is not the first of a month.
  std::uint64_t days = 0;
  std::optional<Day> month, other_month;
  bool within_month = false;

  std::uint64_t in(State state) const { return states[static_cast<std::size_t>(state)]; }
};

struct RowsElsewhere {
  std::uint64_t rows = 0;
  std::vector<ColumnElsewhere> columns;
  Bulk<std::uint32_t> blanks_of_owner;  // by row of the owners' table: blank cells in such rows; empty: none
};

}  // namespace cepol::data
