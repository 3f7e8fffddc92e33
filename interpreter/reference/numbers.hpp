// Sums of interval ends, for arithmetic and for folds.
#pragma once

#include <optional>

#include "lang/base/date.hpp"
#include "lang/base/exact.hpp"
#include "lang/core/expr.hpp"

namespace cepol::reference {

struct Range {
  Exact low, high;
  bool broke = false;  // an end could not be computed exactly, and is infinite
};
Range sum_of(Exact a_low, Exact a_high, Exact b_low, Exact b_high);

std::int64_t floor_of(Exact value);
std::int64_t units_between(Day from, Day to, core::Calendar unit);  // full units, as DateDiff

// As plus(), faster for small fractions.
std::optional<Exact> quick_plus(Exact a, Exact b);

}  // namespace cepol::reference
