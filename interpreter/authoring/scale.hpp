// Maps the values of an ordered cell to integers, so that neighbouring values differ by one: days, years, or units of
// the last decimal place.
#pragma once

#include "interpreter/engine/value_set.hpp"

namespace cepol::authoring {

struct Scale {
  core::Kind kind;                       // number, year or date
  int places = 0;                        // decimals of a number: the column's, or the cell's where it has none
  std::int64_t lowest = 0, highest = 0;  // of the column's values

  std::optional<std::int64_t> read(const std::string& text) const;
  std::string write(std::int64_t value) const;
  std::int64_t factor() const;  // 10^places: the integer that represents 1
};

// For a cell with that text; nullopt if its values have no order, or too many places.
std::optional<Scale> scale_of(const core::Column& column, const std::string& text);

}  // namespace cepol::authoring
