// The values of a cell as whole numbers, so that neighbours differ by one: days, years, units of the last decimal.
#pragma once

#include "interpreter/engine/value_set.hpp"

namespace cepol::authoring {

struct Scale {
  core::Kind kind;  // number, year or date
  int places = 0;   // of a number, after the point

  std::optional<std::int64_t> read(const std::string& text) const;
  std::string write(std::int64_t value) const;
  std::int64_t one() const;  // 1 of what the cell counts: with two places 100
};

// Of a cell with that text; nothing where its values have no order, or too many places.
std::optional<Scale> scale_of(const core::Column& column, const std::string& text);

}  // namespace cepol::authoring
