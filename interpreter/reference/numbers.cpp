// Arithmetic and the calendar over intervals. Each end is computed exactly; one that cannot be is replaced by the
// nearest that is sure (infinity, the first or last day), and the result may then fail.
#include <algorithm>
#include <numeric>

#include "interpreter/reference/numbers.hpp"
#include "interpreter/reference/set_evaluator.hpp"

namespace cepol::reference {

using namespace core;

Range sum_of(Exact a_low, Exact a_high, Exact b_low, Exact b_high) {
  auto end = [](Exact a, Exact b, Exact instead, bool& broke) {
    if (a.infinite()) return a;
    if (b.infinite()) return b;
    const auto sum = quick_plus(a, b);
    broke = broke || !sum;
    return sum.value_or(instead);
  };
  Range range;
  range.low = end(a_low, b_low, Exact::lowest(), range.broke);
  range.high = end(a_high, b_high, Exact::highest(), range.broke);
  return range;
}

std::optional<Exact> quick_plus(Exact a, Exact b) {
  std::int64_t num = 0;
  if (a.den == b.den && a.den != 1 && !__builtin_add_overflow(a.num, b.num, &num) && num != INT64_MIN) {
    const std::int64_t divisor = std::gcd(num, a.den);
    return Exact::reduced_ratio(num / divisor, a.den / divisor);
  }
  constexpr std::int64_t small = std::int64_t{1} << 30;
  if (a.den < small && b.den < small && a.num < small && a.num > -small && b.num < small && b.num > -small) {
    num = a.num * b.den + b.num * a.den;
    const std::int64_t den = a.den * b.den, divisor = std::gcd(num, den);
    return Exact::reduced_ratio(num / divisor, den / divisor);
  }
  return plus(a, b);
}

namespace {

constexpr const char *overflow_zh = "数太大，无法准确计算", *overflow_en = "a number too large to compute exactly";
constexpr const char *zero_zh = "除数为零", *zero_en = "division by zero";
constexpr const char *calendar_zh = "日期超出公历范围（1至9999年）",
                     *calendar_en = "a date outside the years 1 to 9999";
constexpr const char *fraction_zh = "年、月、日数不是整数",
                     *fraction_en = "a number of years, months or days that is not whole";

Exact negated(Exact value) {
  if (value.infinite()) return value.num < 0 ? Exact::highest() : Exact::lowest();
  return Exact::reduced_ratio(-value.num, value.den);
}

Exact times_end(Exact a, Exact b, bool& broke) {
  const bool zero = a.num == 0 || b.num == 0;
  if (zero) return 0;
  const Exact instead = (a.num < 0) == (b.num < 0) ? Exact::highest() : Exact::lowest();
  if (a.infinite() || b.infinite()) return instead;
  const auto product = times(a, b);
  broke = broke || !product;
  return product.value_or(instead);
}

Range product_of(Exact a_low, Exact a_high, Exact b_low, Exact b_high) {
  Range range;
  range.low = range.high = times_end(a_low, b_low, range.broke);
  for (const auto& [x, y] : {std::pair{a_low, b_high}, std::pair{a_high, b_low}, std::pair{a_high, b_high}}) {
    const Exact corner = times_end(x, y, range.broke);
    range.low = std::min(range.low, corner);
    range.high = std::max(range.high, corner);
  }
  return range;
}

Range quotient_of(const ValueSet& a, const ValueSet& b) {
  const Exact zero(0);
  if (b.low <= zero && b.high >= zero) return {Exact::lowest(), Exact::highest(), true};
  Range inverse;  // 1/b falls on each side of 0
  auto end = [&](Exact of, Exact instead) {
    if (of.infinite()) return zero;
    const auto value = over(1, of);
    inverse.broke = inverse.broke || !value;
    return value.value_or(instead);
  };
  inverse.low = end(b.high, Exact::lowest());
  inverse.high = end(b.low, Exact::highest());
  Range range = product_of(a.low, a.high, inverse.low, inverse.high);
  range.broke = range.broke || inverse.broke;
  return range;
}

Day day_of_exact(Exact value) { return static_cast<Day>(value.num); }

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

// Both operands' none and failures; nothing else yet.
ValueSet start(const ValueSet& a, const ValueSet& b) {
  ValueSet result = nothing(Shape::range);
  result.none = a.none || b.none;
  result.failure = join_failures(a.failure, b.failure);
  result.blanks = a.blanks | b.blanks;
  return result;
}

void may_fail(ValueSet& value, std::uint32_t failure) { value.failure = join_failures(value.failure, failure); }

}  // namespace

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

ValueSet SetEvaluator::arithmetic(const Arithmetic& term, ExprId id) {
  ValueSet left, right;
  const ValueSet& a = operand(term.left, left);
  if (fails(a)) return failed(Shape::range, a.failure);
  const ValueSet& b = operand(term.right, right);
  if (fails(b)) return failed(Shape::range, join_failures(a.failure, b.failure));
  ValueSet result = start(a, b);
  if (!a.some || !b.some) return result;
  const bool divides = term.operation == Operation::divide;
  const bool of_year = program_.exprs[id].type.kind == Kind::year;  // a year and a whole number
  auto reason = [&] {
    return divides && b.low <= Exact(0) && b.high >= Exact(0) ? fail(id, zero_zh, zero_en)
                                                              : fail(id, overflow_zh, overflow_en);
  };
  if (a.low == a.high && b.low == b.high) {
    const bool least = term.operation == Operation::minimum, most = term.operation == Operation::maximum;
    if ((least || most) && a.low != b.low) mark(id, (a.low < b.low) == least ? CoverageMarks::yes : CoverageMarks::no);
    const auto value = one_number(term.operation, a.low, b.low);
    if (!value) {
      may_fail(result, reason());
    } else if (of_year && !value->whole()) {
      may_fail(result, fail(id, fraction_zh, fraction_en));
    } else {
      result.some = true;
      result.whole = value->whole();
      result.low = result.high = *value;
    }
    return result;
  }
  Range range;
  switch (term.operation) {
    case Operation::add: range = sum_of(a.low, a.high, b.low, b.high); break;
    case Operation::subtract: range = sum_of(a.low, a.high, negated(b.high), negated(b.low)); break;
    case Operation::multiply: range = product_of(a.low, a.high, b.low, b.high); break;
    case Operation::divide: range = quotient_of(a, b); break;
    case Operation::minimum: range = {std::min(a.low, b.low), std::min(a.high, b.high)}; break;
    case Operation::maximum: range = {std::max(a.low, b.low), std::max(a.high, b.high)}; break;
  }
  if (range.broke) {
    may_fail(result, reason());
    note(result.blanks);
  }
  if (divides && b.low == b.high && b.low == Exact(0)) return result;
  result.some = true;
  result.low = range.low;
  result.high = range.high;
  result.whole = is_whole(a) && is_whole(b) && !divides;
  if (of_year && !is_whole(result)) {
    may_fail(result, fail(id, fraction_zh, fraction_en));
    note(result.blanks);
  }
  if (result.low == result.high && !result.none) result.blanks = 0;
  return result;
}

ValueSet SetEvaluator::round(const Round& term, ExprId id) {
  ValueSet value = evaluate(term.value);
  if (!value.some) return value;
  value.origin = 0;
  const bool one = value.low == value.high;
  const auto low = value.low.infinite() ? std::optional(value.low) : round_to(value.low, term.step, term.mode);
  const auto high = one                     ? low
                    : value.high.infinite() ? std::optional(value.high)
                                            : round_to(value.high, term.step, term.mode);
  if (!low || !high) {
    may_fail(value, fail(id, overflow_zh, overflow_en));
    note(value.blanks);
  }
  if (one && !low) value.some = false;
  value.low = low.value_or(Exact::lowest());
  value.high = high.value_or(Exact::highest());
  value.whole = term.step.whole();
  return value;
}

ValueSet SetEvaluator::shift(const DateAdd& term, ExprId id) {
  ValueSet left, right;
  const ValueSet& date = operand(term.date, left);
  if (fails(date)) return failed(Shape::range, date.failure);
  const ValueSet& amount = operand(term.amount, right);
  if (fails(amount)) return failed(Shape::range, join_failures(date.failure, amount.failure));
  ValueSet result = start(date, amount);
  if (!date.some || !amount.some) return result;
  if (!is_whole(amount)) {
    note(amount.blanks);
    may_fail(result, fail(id, fraction_zh, fraction_en));
    if (amount.low == amount.high) return result;
  }
  // Later dates and larger amounts give later days. -1, +1: before or after the calendar.
  int outside = 0;
  auto moved = [&](Exact from, Exact by) -> std::optional<Day> {
    outside = by.num < 0 ? -1 : 1;
    if (by.infinite()) return std::nullopt;
    std::int64_t units = floor_of(by);
    if (term.unit == Calendar::years && __builtin_mul_overflow(units, 12, &units)) return std::nullopt;
    const auto day =
        term.unit == Calendar::days ? plus_days(day_of_exact(from), units) : plus_months(day_of_exact(from), units);
    if (day) outside = 0;
    return day;
  };
  const auto first = moved(date.low, amount.low);
  const int first_outside = outside;
  const auto last = date.low == date.high && amount.low == amount.high ? first : moved(date.high, amount.high);
  if (!first || !last) {
    may_fail(result, fail(id, calendar_zh, calendar_en));
    note(result.blanks);
  }
  if (first_outside == outside && !first) return result;  // all on one side of the calendar
  if (first_outside > 0 || (!last && outside < 0)) return result;
  result.some = true;
  result.whole = true;
  result.low = static_cast<std::int64_t>(first.value_or(first_day()));
  result.high = static_cast<std::int64_t>(last.value_or(last_day()));
  return result;
}

ValueSet SetEvaluator::elapsed(const DateDiff& term) {
  ValueSet left, right;
  const ValueSet& from = operand(term.from, left);
  if (fails(from)) return failed(Shape::range, from.failure);
  const ValueSet& to = operand(term.to, right);
  if (fails(to)) return failed(Shape::range, join_failures(from.failure, to.failure));
  ValueSet result = start(from, to);
  if (!from.some || !to.some) return result;
  auto between = [&](Exact a, Exact b) { return units_between(day_of_exact(a), day_of_exact(b), term.unit); };
  result.some = true;
  result.whole = true;
  result.low = between(from.high, to.low);  // falls with `from`, rises with `to`
  const bool from_one = from.low == from.high, to_one = to.low == to.high;
  result.high = from_one && to_one ? result.low : Exact(between(from.low, to.high));
  if (from_one != to_one) {
    const ValueSet& open = from_one ? to : from;
    if ((open.origin & 1) == 0) return result;
    const Calendar unit = term.unit;
    const std::uint64_t since = unit == Calendar::days ? 1 : unit == Calendar::months ? 2 : 3;
    result.origin = open.origin + 1;
    result.members = from_one ? since : since + 3;  // Source
    result.row = static_cast<std::uint32_t>(day_of_exact(from_one ? from.low : to.low));
  }
  return result;
}

ValueSet SetEvaluator::part(const core::ExtractDatePart& term) {
  ValueSet value = evaluate(term.date);
  if (!value.some) return value;
  const bool of_cell = (value.origin & 1) != 0 && term.part == DatePart::year;
  value.origin = of_cell ? value.origin + 1 : 0;
  value.members = static_cast<std::uint64_t>(Source::year);
  const bool one = value.low == value.high;
  const Civil first = civil_of(day_of_exact(value.low)), last = one ? first : civil_of(day_of_exact(value.high));
  const bool same_year = first.year == last.year, same_month = same_year && first.month == last.month;
  auto day = [](int year, int month, int number) {
    return Exact(static_cast<std::int64_t>(*day_of(year, month, number)));
  };
  auto both = [&](auto&& of) {
    value.low = of(first);
    value.high = one ? value.low : Exact(of(last));
  };
  switch (term.part) {
    case DatePart::year: both([](const Civil& c) { return Exact(c.year); }); break;
    case DatePart::month:
      value.low = same_year ? first.month : 1;
      value.high = same_year ? last.month : 12;
      break;
    case DatePart::day:
      value.low = same_month ? first.day : 1;
      value.high = same_month ? last.day : 31;
      break;
    case DatePart::month_first: both([&](const Civil& c) { return day(c.year, c.month, 1); }); break;
    case DatePart::month_last:
      both([&](const Civil& c) { return day(c.year, c.month, days_in_month(c.year, c.month)); });
      break;
    case DatePart::year_first: both([&](const Civil& c) { return day(c.year, 1, 1); }); break;
    case DatePart::year_last: both([&](const Civil& c) { return day(c.year, 12, 31); }); break;
  }
  return value;
}

ValueSet SetEvaluator::year_day(const YearDay& term, ExprId id) {
  ValueSet value = evaluate(term.year);
  if (!value.some) return value;
  value.origin = 0;
  const Exact low = std::max(value.low, Exact(first_year)), high = std::min(value.high, Exact(last_year));
  if (low != value.low || high != value.high) {
    may_fail(value, fail(id, calendar_zh, calendar_en));
    note(value.blanks);
  }
  if (high < low) {
    value.some = false;
    return value;
  }
  auto day = [&](Exact year) {
    return Exact(
        static_cast<std::int64_t>(*day_of(static_cast<int>(floor_of(year)), term.last ? 12 : 1, term.last ? 31 : 1)));
  };
  value.low = day(low);
  value.high = day(high);
  value.whole = true;
  return value;
}

}  // namespace cepol::reference
