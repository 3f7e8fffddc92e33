// The calendar on ranges of dates and years. An end outside the years 1 to 9999 is replaced by the first or last day,
// and the result may then fail.
#include <algorithm>

#include "interpreter/reference/numbers.hpp"
#include "interpreter/reference/set_operations.hpp"

namespace cepol::reference {

using namespace core;

namespace {

constexpr const char *calendar_zh = "日期超出公历范围（1至9999年）",
                     *calendar_en = "a date outside the years 1 to 9999";

Day as_day(Exact value) { return static_cast<Day>(value.num); }

enum class Side : std::uint8_t { before, within, after };  // of the calendar
struct MovedDay {
  std::optional<Day> day;
  Side side = Side::within;
};
MovedDay moved(Exact from, Exact by, Calendar unit) {
  const MovedDay outside{std::nullopt, by.num < 0 ? Side::before : Side::after};
  if (by.infinite()) return outside;
  std::int64_t units = floor_of(by);
  if (unit == Calendar::years && __builtin_mul_overflow(units, 12, &units)) return outside;
  const auto day = unit == Calendar::days ? plus_days(as_day(from), units) : plus_months(as_day(from), units);
  return day ? MovedDay{day, Side::within} : outside;
}

Source time_since(Calendar unit) {
  switch (unit) {
    case Calendar::days: return Source::days_since;
    case Calendar::months: return Source::months_since;
    case Calendar::years: return Source::years_since;
  }
  return Source::several;
}
Source time_until(Calendar unit) {
  switch (unit) {
    case Calendar::days: return Source::days_until;
    case Calendar::months: return Source::months_until;
    case Calendar::years: return Source::years_until;
  }
  return Source::several;
}

}  // namespace

// Later dates and larger amounts give later days, so the ends of the result come from the ends of the operands.
TrackedSet SetOperations::moved_date(Calendar unit, ExprId at, const TrackedSet& date, const TrackedSet& amount) {
  TrackedSet result = range_from(date, amount);
  if (!date.some || !amount.some) return result;
  const NumberRange &dates = date.range(), &amounts = amount.range();
  if (!is_whole(amounts)) {
    note_open(amount.open_blanks);
    may_fail(result, fail(at, fraction_zh, fraction_en));
    if (is_point(amounts)) return result;
  }
  const MovedDay first = moved(dates.low, amounts.low, unit);
  const MovedDay last = is_point(dates) && is_point(amounts) ? first : moved(dates.high, amounts.high, unit);
  if (!first.day || !last.day) {
    may_fail(result, fail(at, calendar_zh, calendar_en));
    note_open(result.open_blanks);
  }
  if (first.side == Side::after || last.side == Side::before) return result;  // all of it is outside the calendar
  result.some = true;
  result.range() = {static_cast<std::int64_t>(first.day.value_or(first_day())),
                    static_cast<std::int64_t>(last.day.value_or(last_day())), true};
  return result;
}

// The time rises with `to` and falls with `from`.
TrackedSet SetOperations::time_between(Calendar unit, const TrackedSet& from, const TrackedSet& to) {
  TrackedSet result = range_from(from, to);
  if (!from.some || !to.some) return result;
  const NumberRange &starts = from.range(), &ends = to.range();
  auto between = [&](Exact a, Exact b) { return Exact(units_between(as_day(a), as_day(b), unit)); };
  const bool from_known = is_point(starts), to_known = is_point(ends);
  const Exact low = between(starts.high, ends.low);
  result.some = true;
  result.range() = {low, from_known && to_known ? low : between(starts.low, ends.high), true};
  if (from_known == to_known) return result;
  const TrackedSet& open = from_known ? to : from;
  if (open.source != Source::cell) return result;
  result.source = from_known ? time_since(unit) : time_until(unit);
  result.blank = open.blank;
  result.known_day = as_day(from_known ? starts.low : ends.low);
  return result;
}

TrackedSet SetOperations::part_of_date(DatePart part, TrackedSet value) {
  if (!value.some) return value;
  const bool year_of_cell = value.source == Source::cell && part == DatePart::year;
  value.source = year_of_cell ? Source::year : Source::several;
  NumberRange& range = value.range();
  const bool one = is_point(range);
  const Civil first = civil_of(as_day(range.low)), last = one ? first : civil_of(as_day(range.high));
  const bool same_year = first.year == last.year, same_month = same_year && first.month == last.month;
  auto day = [](int year, int month, int number) {
    return Exact(static_cast<std::int64_t>(*day_of(year, month, number)));
  };
  auto set = [&](Exact low, Exact high) {
    range.low = low;
    range.high = one ? low : high;
  };
  switch (part) {
    case DatePart::year: set(first.year, last.year); break;
    case DatePart::month: set(same_year ? first.month : 1, same_year ? last.month : 12); break;
    case DatePart::day: set(same_month ? first.day : 1, same_month ? last.day : 31); break;
    case DatePart::month_first: set(day(first.year, first.month, 1), day(last.year, last.month, 1)); break;
    case DatePart::month_last:
      set(day(first.year, first.month, days_in_month(first.year, first.month)),
          day(last.year, last.month, days_in_month(last.year, last.month)));
      break;
    case DatePart::year_first: set(day(first.year, 1, 1), day(last.year, 1, 1)); break;
    case DatePart::year_last: set(day(first.year, 12, 31), day(last.year, 12, 31)); break;
  }
  return value;
}

TrackedSet SetOperations::day_of_year(bool last, ExprId at, TrackedSet value) {
  if (!value.some) return value;
  value.source = Source::several;
  NumberRange& range = value.range();
  const Exact low = std::max(range.low, Exact(first_year)), high = std::min(range.high, Exact(last_year));
  if (low != range.low || high != range.high) {
    may_fail(value, fail(at, calendar_zh, calendar_en));
    note_open(value.open_blanks);
  }
  if (high < low) {
    value.some = false;
    return value;
  }
  auto day = [&](Exact year) {
    return Exact(static_cast<std::int64_t>(*day_of(static_cast<int>(floor_of(year)), last ? 12 : 1, last ? 31 : 1)));
  };
  range = {day(low), day(high), true};
  return value;
}

}  // namespace cepol::reference
