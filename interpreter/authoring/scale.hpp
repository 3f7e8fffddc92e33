// A cell's values as whole numbers in which neighbours differ by one: days, years, units of the last decimal place.
#pragma once

#include "interpreter/engine/value_set.hpp"

namespace cepol::authoring {

struct Scale {
  core::Kind kind;  // number, year or date
  int places = 0;   // decimals of a number

  std::optional<std::int64_t> read(const std::string& text) const;
  std::string write(std::int64_t value) const;
  std::int64_t one() const;  // the whole number for 1: with two places 100
};

// For a cell with that text; nullopt if its values have no order, or too many places.
std::optional<Scale> scale_of(const core::Column& column, const std::string& text);

}  // namespace cepol::authoring
