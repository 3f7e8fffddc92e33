#include "interpreter/data/ambiguous_cells.hpp"

#include <algorithm>

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

// The days of the month that the column allows.
std::optional<CellValue> month_in(const core::Column& column, const Date& month) {
  Day first = month.first, last = month.last;
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
    if (const auto days = month_in(column, month)) cell.values.push_back(*days);
  if (cell.values.size() < 2) return std::nullopt;
  cell.fault = {Fault::month_without_zero, {excerpt(text), year}};
  return cell;
}

}  // namespace

std::optional<AmbiguousCell> ambiguous_cell(const core::Program& program, const core::Column& column,
                                            std::string_view text) {
  switch (column.type.kind) {
    case core::Kind::enumeration: return group_member(program.enumerations[column.type.enumeration], text);
    case core::Kind::date: return month_without_zero(column, text);
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
