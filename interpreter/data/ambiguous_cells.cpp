#include "interpreter/data/ambiguous_cells.hpp"

#include <algorithm>
#include <utility>

#include "interpreter/data/day_and_time.hpp"
#include "interpreter/data/written_dates.hpp"
#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"

namespace cepol::data {

namespace {

std::optional<AmbiguousCell> group_member(const core::Enumeration& enumeration, std::string_view text) {
  if (enumeration.groups.empty()) return std::nullopt;
  const std::string wanted = folded(text);
  for (const core::Enumeration::Group& group : enumeration.groups) {
    if (comparable(group.name) != wanted || group.members.size() < 2) continue;
    AmbiguousCell cell;
    std::string names;
    for (core::Member member : group.members) {
      cell.values.push_back({State::known, 0, 0, member});
      names += (names.empty() ? "" : "\n") + enumeration.members[member];
    }
    cell.fault = {Fault::group_given, {std::string(text), names}};
    return cell;
  }
  return std::nullopt;
}

// The days of the range that the column allows.
std::optional<CellValue> days_in(const core::Column& column, const Date& range) {
  Day first = range.first, last = range.last;
  if (!column.lowest.infinite()) first = std::max(first, static_cast<Day>(column.lowest.num));
  if (!column.highest.infinite()) last = std::min(last, static_cast<Day>(column.highest.num));
  if (first > last) return std::nullopt;
  return CellValue{State::known, first, last, 0};
}

std::optional<AmbiguousCell> month_without_zero(const core::Column& column, std::string_view text) {
  constexpr std::size_t length = 6;  // characters, of at most three bytes
  if (text.size() < length || text.size() > 3 * length) return std::nullopt;
  std::string buffer;
  const std::string_view half = folded(text, buffer);
  if (half.size() != length || !half.ends_with(".1")) return std::nullopt;
  const std::string year(half.substr(0, 4));
  const auto january = parse_date(year + "-01"), october = parse_date(year + "-10");
  if (!january || !october) return std::nullopt;
  AmbiguousCell cell;
  for (const Date& month : {*january, *october})
    if (const auto days = days_in(column, month)) cell.values.push_back(*days);
  if (cell.values.size() < 2) return std::nullopt;
  cell.fault = {Fault::month_without_zero, {excerpt(text), year}};
  return cell;
}

// With a zone, or at 24:00: the day that was meant is that of the clock where the text was first written, of which the
// text does not tell the zone.
std::optional<AmbiguousCell> day_of_zone(const core::Column& column, std::string_view text) {
  constexpr int west = -12 * 60, east = 14 * 60, day_length = 24 * 60;  // minutes; the zones of the earth
  std::string buffer;
  const auto time = split_time(folded(text, buffer));
  const auto day = time && !time->is_that_day() ? parse_date(time->day) : std::nullopt;
  if (!day || !day->exact()) return std::nullopt;
  const auto days_later = [&](int minutes) { return (minutes + 4 * day_length) / day_length - 4; };  // rounds down
  const int greenwich = time->minutes - time->zone.value_or(0);
  const int first = time->zone ? std::min(0, days_later(greenwich + west)) : 0,
            last = time->zone ? std::max(0, days_later(greenwich + east)) : 1;
  AmbiguousCell cell;
  std::string days;
  for (int i = first; i <= last; ++i) {
    const auto one = plus_days(day->first, i);
    if (!one || !days_in(column, {*one, *one})) continue;
    cell.values.push_back({State::known, *one, *one, 0});
    days += (days.empty() ? "" : "\n") + to_string(Date{*one, *one});
  }
  if (cell.values.size() < 2) return std::nullopt;
  cell.fault = {Fault::day_not_sure, {excerpt(text), days}};
  return cell;
}

// 2026-07-08: there is no other reading.
bool is_year_month_day(std::string_view text) {
  constexpr std::string_view form = "0000-00-00";
  return text.size() == form.size() && std::equal(text.begin(), text.end(), form.begin(), [](char c, char of_form) {
           return of_form == '0' ? is_digit(c) : c == of_form;
         });
}

// 8/7/2026: the day of either order. Where the column's bounds leave one of them, the other may still be meant.
std::optional<AmbiguousCell> day_or_month(const core::Column& column, std::string_view text) {
  std::string buffer;
  const auto date = written_date(folded(text, buffer));
  if (!date || date->readings.size() < 2) return std::nullopt;
  AmbiguousCell cell;
  for (const Date& one : date->readings)
    if (const auto days = days_in(column, one)) cell.values.push_back(*days);
  if (cell.values.size() < 2) return std::nullopt;
  cell.fault = {Fault::day_or_month, {excerpt(text), listed_days(*date)}};
  return cell;
}

}  // namespace

std::optional<AmbiguousCell> ambiguous_cell(const core::Program& program, const core::Column& column,
                                            std::string_view text) {
  switch (column.type.kind) {
    case core::Kind::enumeration: return group_member(program.enumerations[column.type.enumeration], text);
    case core::Kind::date: {
      if (is_year_month_day(text)) return std::nullopt;
      auto month = month_without_zero(column, text);
      if (!month) month = day_of_zone(column, text);
      return month ? std::move(month) : day_or_month(column, text);
    }
    case core::Kind::truth:
    case core::Kind::number:
    case core::Kind::year:
    case core::Kind::text:
    case core::Kind::row: break;
  }
  return std::nullopt;
}

std::optional<Day> date_of_serial(std::string_view text) {
  const std::string_view whole = text.substr(0, text.find('.'));
  // Five digits: from 1927 to 2173. A fraction is the time of day.
  if (whole.size() != 5 || !std::all_of(whole.begin(), whole.end(), is_digit)) return std::nullopt;
  int days = 0;
  for (char c : whole) days = days * 10 + (c - '0');
  const auto start = day_of(1899, 12, 30);
  if (!start || whole.front() == '0') return std::nullopt;
  return plus_days(*start, days);
}

}  // namespace cepol::data
