// Arithmetic and the calendar over intervals. Each end is computed exactly; one that cannot be is replaced by the
// nearest that is sure (infinity, the first or last day), and the result may then fail.
#include <array>

#include "interpreter/reference/machine.hpp"

namespace cepol::reference {

using namespace core;

namespace {

constexpr const char* too_large = "overflow";

struct Ends {
  Exact low, high;
  bool broke = false;  // an end could not be computed
};

std::optional<Exact> add(Exact a, Exact b) {
  if (a.infinite()) return a;
  if (b.infinite()) return b;
  return plus(a, b);
}

std::optional<Exact> multiply(Exact a, Exact b) {
  if (a.infinite() || b.infinite()) {
    const Exact zero(0);
    if (a == zero || b == zero) return zero;
    return (a < zero) == (b < zero) ? Exact::highest() : Exact::lowest();
  }
  return times(a, b);
}

Exact negated(Exact value) {
  if (value.infinite()) return value.num < 0 ? Exact::highest() : Exact::lowest();
  return *minus(Exact(0), value);
}

Ends sum_of(Exact a_low, Exact a_high, Exact b_low, Exact b_high) {
  Ends ends;
  const auto low = add(a_low, b_low), high = add(a_high, b_high);
  ends.low = low.value_or(Exact::lowest());
  ends.high = high.value_or(Exact::highest());
  ends.broke = !low || !high;
  return ends;
}

Ends product_of(const Value& a, const Value& b) {
  Ends ends{Exact::highest(), Exact::lowest(), false};
  for (Exact x : {a.low, a.high})
    for (Exact y : {b.low, b.high}) {
      const auto corner = multiply(x, y);
      if (!corner) return {Exact::lowest(), Exact::highest(), true};
      if (*corner < ends.low) ends.low = *corner;
      if (*corner > ends.high) ends.high = *corner;
    }
  return ends;
}

std::int64_t floor_of(Exact value) {
  std::int64_t whole = value.num / value.den;
  if (value.num % value.den < 0) --whole;
  return whole;
}

std::int64_t floor_div(std::int64_t value, std::int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

Day day_of_exact(Exact value) { return static_cast<Day>(value.num); }

}  // namespace

Value Machine::arithmetic(const Arithmetic& term, ExprId id) {
  const Value a = evaluate(term.left), b = evaluate(term.right);
  if (a.some && b.some && a.low == a.high && b.low == b.high && !a.none && !b.none && a.failure == 0 && b.failure == 0) {
    std::optional<Exact> value;
    const char* what = too_large;
    switch (term.operation) {
      case Operation::add: value = plus(a.low, b.low); break;
      case Operation::subtract: value = minus(a.low, b.low); break;
      case Operation::multiply: value = times(a.low, b.low); break;
      case Operation::divide:
        value = over(a.low, b.low);
        if (b.low == Exact(0)) what = "division by zero";
        break;
      case Operation::minimum: value = a.low < b.low ? a.low : b.low; break;
      case Operation::maximum: value = a.low < b.low ? b.low : a.low; break;
    }
    if (!value) return failed(Shape::range, fail(id, what));
    return of_range(*value, *value);
  }
  Value result = nothing(Shape::range);
  result.none = a.none || b.none;
  result.failure = a.failure != 0 ? a.failure : b.failure;
  if (!a.some || !b.some) return result;
  result.some = true;
  Ends ends;
  const char* what = too_large;
  switch (term.operation) {
    case Operation::add: ends = sum_of(a.low, a.high, b.low, b.high); break;
    case Operation::subtract: ends = sum_of(a.low, a.high, negated(b.high), negated(b.low)); break;
    case Operation::multiply: ends = product_of(a, b); break;
    case Operation::divide: {
      const Exact zero(0);
      if (b.low <= zero && b.high >= zero) {
        ends = {Exact::lowest(), Exact::highest(), true};
        what = "division by zero";
        if (b.low == b.high) result.some = false;
        break;
      }
      Value inverse = b;  // 1/b, decreasing on each side of 0
      const auto low = b.high.infinite() ? std::optional(zero) : over(1, b.high);
      const auto high = b.low.infinite() ? std::optional(zero) : over(1, b.low);
      if (!low || !high) {
        ends = {Exact::lowest(), Exact::highest(), true};
        break;
      }
      inverse.low = *low;
      inverse.high = *high;
      ends = product_of(a, inverse);
      break;
    }
    case Operation::minimum: ends = {a.low < b.low ? a.low : b.low, a.high < b.high ? a.high : b.high, false}; break;
    case Operation::maximum: ends = {a.low < b.low ? b.low : a.low, a.high < b.high ? b.high : a.high, false}; break;
  }
  result.low = ends.low;
  result.high = ends.high;
  if (ends.broke && result.failure == 0) result.failure = fail(id, what);
  return result;
}

Value Machine::round(const Round& term, ExprId id) {
  Value value = evaluate(term.value);
  if (!value.some) return value;
  const bool one = value.low == value.high;
  const auto low = value.low.infinite() ? std::optional(value.low) : round_to(value.low, term.step, term.mode);
  const auto high = value.high.infinite() ? std::optional(value.high) : round_to(value.high, term.step, term.mode);
  if ((!low || !high) && value.failure == 0) value.failure = fail(id, too_large);
  if (one && !low) value.some = false;
  value.low = low.value_or(Exact::lowest());
  value.high = high.value_or(Exact::highest());
  return value;
}

Value Machine::shift(const Shift& term, ExprId id) {
  const Value date = evaluate(term.date), amount = evaluate(term.amount);
  Value result = nothing(Shape::range);
  result.none = date.none || amount.none;
  result.failure = date.failure != 0 ? date.failure : amount.failure;
  if (!date.some || !amount.some) return result;
  const bool one = amount.low == amount.high;
  if (one && !amount.low.whole()) {
    if (result.failure == 0) result.failure = fail(id, "part of a day or month");
    return result;
  }
  // Later dates and larger amounts give later days.
  auto moved = [&](Exact from, Exact by, bool up) -> std::optional<Day> {
    if (by.infinite()) return std::nullopt;
    std::int64_t units = floor_of(by);
    if (up && !by.whole()) ++units;
    if (term.unit == Calendar::years && __builtin_mul_overflow(units, 12, &units)) return std::nullopt;
    return term.unit == Calendar::days ? plus_days(day_of_exact(from), units) : plus_months(day_of_exact(from), units);
  };
  const auto first = moved(date.low, amount.low, false), last = moved(date.high, amount.high, true);
  const bool inexact = !one && (!amount.low.whole() || !amount.high.whole());
  if ((!first || !last || inexact) && result.failure == 0) result.failure = fail(id, "date out of the calendar");
  if (one && date.low == date.high && !first) return result;
  result.some = true;
  result.low = static_cast<std::int64_t>(first.value_or(first_day()));
  result.high = static_cast<std::int64_t>(last.value_or(last_day()));
  if (!one) {
    // An amount that is not known may be a fraction, which fails.
    if (result.failure == 0) result.failure = fail(id, "part of a day or month");
  }
  return result;
}

Value Machine::elapsed(const Elapsed& term) {
  const Value from = evaluate(term.from), to = evaluate(term.to);
  Value result = nothing(Shape::range);
  result.none = from.none || to.none;
  result.failure = from.failure != 0 ? from.failure : to.failure;
  if (!from.some || !to.some) return result;
  auto between = [&](Exact a, Exact b) -> std::int64_t {
    const Day first = day_of_exact(a), last = day_of_exact(b);
    switch (term.unit) {
      case Calendar::days: return static_cast<std::int64_t>(last) - first;
      case Calendar::months: return full_months(first, last);
      case Calendar::years: return floor_div(full_months(first, last), 12);
    }
    return 0;
  };
  result.some = true;
  result.low = between(from.high, to.low);  // falls with `from`, rises with `to`
  result.high = from.low == from.high && to.low == to.high ? result.low : Exact(between(from.low, to.high));
  return result;
}

Value Machine::part(const Part& term) {
  Value value = evaluate(term.date);
  if (!value.some) return value;
  const Civil first = civil_of(day_of_exact(value.low)), last = civil_of(day_of_exact(value.high));
  const bool same_year = first.year == last.year, same_month = same_year && first.month == last.month;
  auto day = [](int year, int month, int number) { return Exact(static_cast<std::int64_t>(*day_of(year, month, number))); };
  switch (term.part) {
    case DatePart::year:
      value.low = first.year;
      value.high = last.year;
      break;
    case DatePart::month:
      value.low = same_year ? first.month : 1;
      value.high = same_year ? last.month : 12;
      break;
    case DatePart::day:
      value.low = same_month ? first.day : 1;
      value.high = same_month ? last.day : 31;
      break;
    case DatePart::month_first:
      value.low = day(first.year, first.month, 1);
      value.high = day(last.year, last.month, 1);
      break;
    case DatePart::month_last:
      value.low = day(first.year, first.month, days_in_month(first.year, first.month));
      value.high = day(last.year, last.month, days_in_month(last.year, last.month));
      break;
    case DatePart::year_first:
      value.low = day(first.year, 1, 1);
      value.high = day(last.year, 1, 1);
      break;
    case DatePart::year_last:
      value.low = day(first.year, 12, 31);
      value.high = day(last.year, 12, 31);
      break;
  }
  return value;
}

Value Machine::year_day(const YearDay& term, ExprId id) {
  Value value = evaluate(term.year);
  if (!value.some) return value;
  const bool one = value.low == value.high;
  bool outside = false;
  auto day = [&](Exact year, bool first_end) -> Exact {
    const bool good = !year.infinite() && year >= Exact(first_year) && year <= Exact(last_year);
    outside = outside || !good;
    if (!good) return first_end ? Exact(static_cast<std::int64_t>(first_day())) : Exact(static_cast<std::int64_t>(last_day()));
    const int number = static_cast<int>(floor_of(year));
    return static_cast<std::int64_t>(*(term.last ? day_of(number, 12, 31) : day_of(number, 1, 1)));
  };
  const Exact low = day(value.low, true), high = day(value.high, false);
  if (outside && value.failure == 0) value.failure = fail(id, "date out of the calendar");
  if (outside && one) {
    value.some = false;
    return value;
  }
  value.low = low;
  value.high = high;
  return value;
}

}  // namespace cepol::reference
