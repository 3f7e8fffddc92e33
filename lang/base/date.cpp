// Parsing, arithmetic and printing of dates, on std::chrono's calendar. Months are added with the day clamped to the
// end of the resulting month; a string that names no day of the calendar is rejected.
#include "lang/base/date.hpp"

#include <array>
#include <chrono>

#include "lang/base/fold.hpp"

namespace cepol {

namespace {

namespace chr = std::chrono;

Day to_day(chr::year_month_day ymd) { return static_cast<Day>(chr::sys_days(ymd).time_since_epoch().count()); }

chr::year_month_day of_day(Day day) { return chr::sys_days(chr::days(day)); }

// The numbers of a date as written, with their digit counts; the day may not exist.
struct DateText {
  int count = 0;  // 1: year, 2: and month, 3: and day
  std::array<int, 3> numbers{};
};

std::optional<DateText> written(std::string_view text) {
  std::string buffer;
  text = folded(text, buffer);
  std::array<std::string_view, 3> groups{}, marks{};
  int count = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    if (count == 3) return std::nullopt;
    const std::size_t begin = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    if (at == begin) return std::nullopt;
    groups[static_cast<std::size_t>(count)] = text.substr(begin, at - begin);
    std::size_t length = 0;
    if (at < text.size()) {
      if (text[at] == '-' || text[at] == '/' || text[at] == '.') length = 1;
      for (std::string_view mark : {"年", "月", "日"})
        if (text.substr(at).starts_with(mark)) length = mark.size();
      if (length == 0) return std::nullopt;
    }
    marks[static_cast<std::size_t>(count)] = text.substr(at, length);
    at += length;
    ++count;
  }
  if (count == 0) return std::nullopt;
  auto number = [](std::string_view digits) {
    int value = 0;
    for (char c : digits) value = value * 10 + (c - '0');
    return value;
  };
  DateText result;
  if (count == 1 && marks[0].empty() && (groups[0].size() == 8 || groups[0].size() == 6)) {
    result.count = groups[0].size() == 8 ? 3 : 2;
    result.numbers = {number(groups[0].substr(0, 4)), number(groups[0].substr(4, 2)),
                      groups[0].size() == 8 ? number(groups[0].substr(6, 2)) : 0};
    return result;
  }
  if (groups[0].size() != 4) return std::nullopt;
  for (int i = 1; i < count; ++i)
    if (groups[static_cast<std::size_t>(i)].size() > 2) return std::nullopt;
  // Either 年, 月 and 日 follow each of the numbers, or one separator is between them and none at the end.
  const bool chinese = marks[0] == "年";
  const std::array<std::string_view, 3> names{"年", "月", "日"};
  for (int i = 0; i < count; ++i) {
    const std::string_view mark = marks[static_cast<std::size_t>(i)];
    const bool last = i == count - 1;
    if (chinese ? mark != names[static_cast<std::size_t>(i)]
                : (last ? !mark.empty() : mark != marks[0] || mark.size() != 1))
      return std::nullopt;
  }
  result.count = count;
  for (int i = 0; i < count; ++i)
    result.numbers[static_cast<std::size_t>(i)] = number(groups[static_cast<std::size_t>(i)]);
  return result;
}

std::optional<Date> date_of(const DateText& parts) {
  const auto [year, month, day] = parts.numbers;
  if (year < first_year || year > last_year) return std::nullopt;
  if (parts.count == 1) return Date{*day_of(year, 1, 1), *day_of(year, 12, 31)};
  if (month < 1 || month > 12) return std::nullopt;
  if (parts.count == 2) return Date{*day_of(year, month, 1), *day_of(year, month, days_in_month(year, month))};
  const auto exact = day_of(year, month, day);
  if (!exact) return std::nullopt;
  return Date{*exact, *exact};
}

std::string padded(int value, int width) {
  std::string digits = std::to_string(value);
  while (static_cast<int>(digits.size()) < width) digits.insert(digits.begin(), '0');
  return digits;
}

}  // namespace

Day first_day() { return to_day(chr::year(first_year) / 1 / 1); }
Day last_day() { return to_day(chr::year(last_year) / 12 / 31); }

int days_in_month(int year, int month) {
  return static_cast<int>(
      static_cast<unsigned>((chr::year(year) / chr::month(static_cast<unsigned>(month)) / chr::last).day()));
}

std::optional<Day> day_of(int year, int month, int day) {
  if (year < first_year || year > last_year || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
    return std::nullopt;
  return to_day(chr::year(year) / chr::month(static_cast<unsigned>(month)) / chr::day(static_cast<unsigned>(day)));
}

Civil civil_of(Day day) {
  const auto ymd = of_day(day);
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

std::optional<Day> plus_months(Day day, std::int64_t months) {
  constexpr std::int64_t year_months = 12, most = year_months * (last_year + 1);
  if (months > most || months < -most) return std::nullopt;
  const Civil civil = civil_of(day);
  const std::int64_t index = static_cast<std::int64_t>(civil.year) * 12 + (civil.month - 1) + months;
  if (index < first_year * year_months || index >= most) return std::nullopt;
  const int year = static_cast<int>(index / 12), month = static_cast<int>(index % 12) + 1;
  const int last = days_in_month(year, month);
  return day_of(year, month, civil.day < last ? civil.day : last);
}

std::optional<Day> plus_days(Day day, std::int64_t days) {
  const std::int64_t most = static_cast<std::int64_t>(last_day()) - first_day();
  if (days > most || days < -most) return std::nullopt;
  const std::int64_t sum = static_cast<std::int64_t>(day) + days;
  if (sum < first_day() || sum > last_day()) return std::nullopt;
  return static_cast<Day>(sum);
}

std::int64_t full_months(Day from, Day to) {
  const Civil a = civil_of(from), b = civil_of(to);
  std::int64_t months = static_cast<std::int64_t>(b.year - a.year) * 12 + (b.month - a.month);
  // plus_months(from, months) is in the month of `to`; it may be after `to`.
  const int last = days_in_month(b.year, b.month);
  const int day = a.day < last ? a.day : last;
  if (day > b.day) --months;
  return months;
}

std::optional<Date> parse_date(std::string_view text) {
  const auto parts = written(text);
  if (!parts) return std::nullopt;
  return date_of(*parts);
}

bool names_no_day(std::string_view text) {
  const auto parts = written(text);
  return parts && !date_of(*parts);
}

std::string to_string(Date date) {
  const Civil first = civil_of(date.first), last = civil_of(date.last);
  auto whole = [](const Civil& civil) {
    return padded(civil.year, 4) + "-" + padded(civil.month, 2) + "-" + padded(civil.day, 2);
  };
  if (date.exact()) return whole(first);
  if (first.year == last.year && first.day == 1) {
    if (first.month == last.month && last.day == days_in_month(last.year, last.month))
      return padded(first.year, 4) + "-" + padded(first.month, 2);
    if (first.month == 1 && last.month == 12 && last.day == 31) return padded(first.year, 4);
  }
  return whole(first) + ".." + whole(last);
}

}  // namespace cepol
