// Arithmetic and rounding on ranges. Each end is computed exactly; one that cannot be is replaced by infinity, and the
// result may then fail.
#include <algorithm>
#include <numeric>

#include "interpreter/reference/numbers.hpp"
#include "interpreter/reference/set_operations.hpp"

namespace cepol::reference {

using namespace core;

RangeEnds sum_of(Exact a_low, Exact a_high, Exact b_low, Exact b_high) {
  auto end = [](Exact a, Exact b, Exact instead, bool& overflowed) {
    if (a.infinite()) return a;
    if (b.infinite()) return b;
    const auto sum = quick_plus(a, b);
    overflowed = overflowed || !sum;
    return sum.value_or(instead);
  };
  RangeEnds range;
  range.low = end(a_low, b_low, Exact::lowest(), range.overflowed);
  range.high = a_low == a_high && b_low == b_high && !range.overflowed
                   ? range.low
                   : end(a_high, b_high, Exact::highest(), range.overflowed);
  return range;
}

namespace {

// Most denominators are small: after one division little is left.
std::int64_t divisor_of_ratio(std::int64_t num, std::int64_t den) {
  if (den == 0) return std::gcd(num, den);
  const std::int64_t rest = num % den;
  return rest == 0 ? den : std::gcd(rest, den);
}

}  // namespace

std::optional<Exact> quick_plus(Exact a, Exact b) {
  if (a.num == 0 && !b.infinite()) return b;
  if (b.num == 0 && !a.infinite()) return a;
  std::int64_t num = 0;
  if (a.den == b.den && a.den != 0 && !__builtin_add_overflow(a.num, b.num, &num) && num != INT64_MIN) {
    if (a.den == 1) return Exact(num);
    const std::int64_t divisor = divisor_of_ratio(num, a.den);
    return Exact::reduced_ratio(num / divisor, a.den / divisor);
  }
  constexpr std::int64_t small = std::int64_t{1} << 30;
  if (a.den < small && b.den < small && a.num < small && a.num > -small && b.num < small && b.num > -small) {
    num = a.num * b.den + b.num * a.den;
    const std::int64_t den = a.den * b.den, divisor = divisor_of_ratio(num, den);
    return Exact::reduced_ratio(num / divisor, den / divisor);
  }
  return plus(a, b);
}

namespace {

constexpr const char *overflow_zh = "数太大，无法准确计算", *overflow_en = "a number too large to compute exactly";
constexpr const char *zero_zh = "除数为零", *zero_en = "division by zero";

Exact negated(Exact value) {
  if (value.infinite()) return value.num < 0 ? Exact::highest() : Exact::lowest();
  return Exact::reduced_ratio(-value.num, value.den);
}

Exact times_end(Exact a, Exact b, bool& overflowed) {
  const bool zero = a.num == 0 || b.num == 0;
  if (zero) return 0;
  const Exact instead = (a.num < 0) == (b.num < 0) ? Exact::highest() : Exact::lowest();
  if (a.infinite() || b.infinite()) return instead;
  const auto product = times(a, b);
  overflowed = overflowed || !product;
  return product.value_or(instead);
}

RangeEnds product_of(Exact a_low, Exact a_high, Exact b_low, Exact b_high) {
  RangeEnds range;
  range.low = range.high = times_end(a_low, b_low, range.overflowed);
  for (const auto& [x, y] : {std::pair{a_low, b_high}, std::pair{a_high, b_low}, std::pair{a_high, b_high}}) {
    const Exact corner = times_end(x, y, range.overflowed);
    range.low = std::min(range.low, corner);
    range.high = std::max(range.high, corner);
  }
  return range;
}

RangeEnds quotient_of(const NumberRange& a, const NumberRange& b) {
  const Exact zero(0);
  if (b.low <= zero && b.high >= zero) return {Exact::lowest(), Exact::highest(), true};
  RangeEnds inverse;  // 1/b falls on each side of 0
  auto end = [&](Exact of, Exact instead) {
    if (of.infinite()) return zero;
    const auto value = over(1, of);
    inverse.overflowed = inverse.overflowed || !value;
    return value.value_or(instead);
  };
  inverse.low = end(b.high, Exact::lowest());
  inverse.high = end(b.low, Exact::highest());
  RangeEnds range = product_of(a.low, a.high, inverse.low, inverse.high);
  range.overflowed = range.overflowed || inverse.overflowed;
  return range;
}

std::optional<Exact> one_number(Operation operation, Exact a, Exact b) {
  switch (operation) {
    case Operation::add: return quick_plus(a, b);
    case Operation::subtract: return quick_plus(a, negated(b));
    case Operation::multiply: return times(a, b);
    case Operation::divide: return over(a, b);
    case Operation::minimum: return a < b ? a : b;
    case Operation::maximum: return a < b ? b : a;
  }
  return std::nullopt;
}

}  // namespace

bool is_wider(const NumberRange& a, const NumberRange& b) {
  if (a.low.infinite() || a.high.infinite()) return true;
  if (b.low.infinite() || b.high.infinite()) return false;
  const auto one = minus(a.high, a.low), other = minus(b.high, b.low);
  return !other || (one && *one > *other);
}

void keep_part(TrackedSet& of, const TrackedSet& part, Exact factor) {
  if (!part.some || is_point(part.range()) || (part.source != Source::cell && part.source != Source::part)) return;
  const Slope slope = part.source == Source::part ? part.slope : Slope{};
  const auto product = times(Exact::reduced_ratio(slope.num, slope.den), factor);
  constexpr std::int64_t most = INT32_MAX;
  if (!product || product->num == 0 || product->num > most || product->num < -most || product->den > most) return;
  of.source = Source::part;
  of.blank = part.blank;
  of.slope = {static_cast<std::int32_t>(product->num), static_cast<std::int32_t>(product->den)};
}

namespace {

void keep_wider_part(TrackedSet& of, const TrackedSet& a, const TrackedSet& b, Exact factor_of_b) {
  if (is_wider(b.range(), a.range())) {
    keep_part(of, a);
    keep_part(of, b, factor_of_b);
  } else {
    keep_part(of, b, factor_of_b);
    keep_part(of, a);
  }
}

// A comparison of the result tells where to split a blank that is a part of it.
void keep_parts(TrackedSet& result, Operation operation, const TrackedSet& a, const TrackedSet& b) {
  switch (operation) {
    case Operation::add:
    case Operation::minimum:
    case Operation::maximum: return keep_wider_part(result, a, b, 1);
    case Operation::subtract: return keep_wider_part(result, a, b, -1);
    case Operation::multiply:
      if (is_point(b.range())) keep_part(result, a, b.range().low);
      if (is_point(a.range())) keep_part(result, b, a.range().low);
      return;
    case Operation::divide:
      if (is_point(b.range()))
        if (const auto inverse = over(1, b.range().low)) keep_part(result, a, *inverse);
      return;
  }
}

}  // namespace

TrackedSet range_from(const TrackedSet& a, const TrackedSet& b) {
  TrackedSet result = engine::nothing(Shape::range);
  result.none = a.none || b.none;
  result.failure = join_failures(a.failure, b.failure);
  result.open_blanks = a.open_blanks | b.open_blanks;
  return result;
}

std::int64_t floor_of(Exact value) {
  std::int64_t whole = value.num / value.den;
  if (value.num % value.den < 0) --whole;
  return whole;
}

std::int64_t units_between(Day from, Day to, Calendar unit) {
  switch (unit) {
    case Calendar::days: return static_cast<std::int64_t>(to) - from;
    case Calendar::months: return full_months(from, to);
    case Calendar::years: return floor_of(Exact::reduced_ratio(full_months(from, to), 12));
  }
  return 0;
}

// In operations of two operands neither surely fails.
TrackedSet SetOperations::arithmetic_of(Operation operation, Kind kind, ExprId at, const TrackedSet& a,
                                        const TrackedSet& b) {
  TrackedSet result = range_from(a, b);
  if (!a.some || !b.some) return result;
  if (is_point(a.range()) && is_point(b.range()))
    arithmetic_of_points(operation, kind, at, a.range().low, b.range().low, result);
  else
    arithmetic_of_ranges(operation, kind, at, a.range(), b.range(), result);
  if (result.some && !is_point(result.range())) keep_parts(result, operation, a, b);
  if (result.none && result.failure != 0) note_open(result.open_blanks);  // fails, or is none
  return result;
}

void SetOperations::arithmetic_of_points(Operation operation, Kind kind, ExprId at, Exact a, Exact b,
                                         TrackedSet& result) {
  const bool adds = operation == Operation::add || operation == Operation::subtract;
  if (adds && kind == Kind::year && !b.whole())  // a year and a fraction
    return may_fail(result, fail(at, fraction_zh, fraction_en));
  const auto value = one_number(operation, a, b);
  if (!value) {
    may_fail(result, operation == Operation::divide && b == Exact(0) ? fail(at, zero_zh, zero_en)
                                                                     : fail(at, overflow_zh, overflow_en));
  } else {
    result.some = true;
    result.range() = {*value, *value, value->whole()};
  }
}

void SetOperations::arithmetic_of_ranges(Operation operation, Kind kind, ExprId at, const NumberRange& a,
                                         const NumberRange& b, TrackedSet& result) {
  const bool divides = operation == Operation::divide;
  RangeEnds ends;
  switch (operation) {
    case Operation::add: ends = sum_of(a.low, a.high, b.low, b.high); break;
    case Operation::subtract: ends = sum_of(a.low, a.high, negated(b.high), negated(b.low)); break;
    case Operation::multiply: ends = product_of(a.low, a.high, b.low, b.high); break;
    case Operation::divide: ends = quotient_of(a, b); break;
    case Operation::minimum: ends = {std::min(a.low, b.low), std::min(a.high, b.high)}; break;
    case Operation::maximum: ends = {std::max(a.low, b.low), std::max(a.high, b.high)}; break;
  }
  if (ends.overflowed) {
    const bool by_zero = divides && b.low <= Exact(0) && b.high >= Exact(0);
    may_fail(result, by_zero ? fail(at, zero_zh, zero_en) : fail(at, overflow_zh, overflow_en));
    note_open(result.open_blanks);
  }
  if (divides && is_point(b) && b.low == Exact(0)) return;
  result.some = true;
  result.range() = {ends.low, ends.high, is_whole(a) && is_whole(b) && !divides};
  if (kind == Kind::year && !is_whole(result.range())) {  // what is not a whole year fails
    may_fail(result, fail(at, fraction_zh, fraction_en));
    note_open(result.open_blanks);
    NumberRange& years = result.range();
    if (!years.low.infinite() && !years.low.whole()) years.low = floor_of(years.low) + 1;
    if (!years.high.infinite() && !years.high.whole()) years.high = floor_of(years.high);
    years.whole = true;
    result.some = years.low <= years.high;
    if (!result.some) return;
  }
  if (is_point(result.range()) && !result.none) result.open_blanks = 0;
}

TrackedSet SetOperations::rounded(Exact step, Rounding mode, ExprId at, TrackedSet value) {
  if (!value.some) return value;
  const TrackedSet given = value;
  value.source = Source::several;
  keep_part(value, given);
  NumberRange& range = value.range();
  const bool one = is_point(range);
  const auto low = range.low.infinite() ? std::optional(range.low) : round_to(range.low, step, mode);
  const auto high = one ? low : range.high.infinite() ? std::optional(range.high) : round_to(range.high, step, mode);
  if (!low || !high) {
    may_fail(value, fail(at, overflow_zh, overflow_en));
    note_open(value.open_blanks);
  }
  if (one && !low) value.some = false;
  range = {low.value_or(Exact::lowest()), high.value_or(Exact::highest()), step.whole()};
  return value;
}

}  // namespace cepol::reference
