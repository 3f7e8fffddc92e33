// Exact arithmetic on the ends of ranges, for arithmetic terms and for folds.
#pragma once

#include <optional>

#include "interpreter/reference/tracked_set.hpp"
#include "lang/base/date.hpp"

namespace cepol::reference {

struct RangeEnds {
  Exact low, high;
  bool overflowed = false;  // an end could not be computed exactly, and is infinite
};
RangeEnds sum_of(Exact a_low, Exact a_high, Exact b_low, Exact b_high);

bool is_wider(const NumberRange& a, const NumberRange& b);

std::int64_t floor_of(Exact value);
std::int64_t units_between(Day from, Day to, core::Calendar unit);  // full units, as DateDiff

// As plus(), faster for small fractions.
std::optional<Exact> quick_plus(Exact a, Exact b);

// The start of the result of two operands: both operands' none, failures and blanks; no ordinary value yet.
TrackedSet range_from(const TrackedSet& a, const TrackedSet& b);
inline void may_fail(TrackedSet& value, std::uint32_t failure) {
  value.failure = join_failures(value.failure, failure);
}

// Why a number cannot be computed.
constexpr const char *fraction_zh = "年、月、日数不是整数",
                     *fraction_en = "a number of years, months or days that is not whole";

}  // namespace cepol::reference
