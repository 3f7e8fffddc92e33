// Dates: the calendar against a count of days by the rule of leap years, months against counting them, and texts of
// dates.
#include "lang/base/date.hpp"

#include <algorithm>

#include "tests/fuzz/bytes.hpp"
#include "tests/fuzz/target.hpp"

namespace cepol::fuzz {

namespace {

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int month_length(int year, int month) {
  constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

// Days since 1970-01-01: whole years and their leap days, then months.
Day counted(int year, int month, int day) {
  const int before = year - 1;
  int days = before * 365 + before / 4 - before / 100 + before / 400;
  for (int m = 1; m < month; ++m) days += month_length(year, m);
  return days + day - 1 - 719162;
}

void check_day(Day day) {
  const Civil civil = civil_of(day);
  require(civil.month >= 1 && civil.month <= 12 && civil.day >= 1 && civil.day <= month_length(civil.year, civil.month),
          "a day is one of its month");
  require(counted(civil.year, civil.month, civil.day) == day, "days are counted by the rule of leap years");
  require(day_of(civil.year, civil.month, civil.day) == day, "a day of the calendar is the day that it came from");
  require(days_in_month(civil.year, civil.month) == month_length(civil.year, civil.month), "months have their lengths");
  require(parse_date(to_string(Date{day, day})) == Date{day, day}, "a day that is printed is read as itself");
}

void check_months(Day day, std::int64_t months) {
  const auto later = plus_months(day, months);
  if (!later) return;
  const Civil from = civil_of(day), to = civil_of(*later);
  require((to.year - from.year) * 12 + to.month - from.month == months, "so many months later is in that month");
  require(to.day == std::min(from.day, month_length(to.year, to.month)), "a day too many is the last of the month");
}

void check_full_months(Day from, Day to) {
  const std::int64_t months = full_months(from, to);
  const auto reached = plus_months(from, months), next = plus_months(from, months + 1);
  require(!reached || *reached <= to, "full months do not go beyond the day");
  require(!next || *next > to, "one month more goes beyond the day");
}

void check_date(std::string_view text) {
  const auto date = parse_date(text);
  if (!date) return;
  require(first_day() <= date->first && date->first <= date->last && date->last <= last_day(),
          "a date read is a range of days", text);
  require(!names_no_day(text), "a date read names a day", text);
  require(parse_date(to_string(*date)) == *date, "a date that is printed is read as itself", text);
}

}  // namespace

void targets::date(std::string_view input) {
  Bytes bytes(input);
  const auto day_from = [&] {
    const std::uint64_t range = static_cast<std::uint64_t>(last_day() - first_day()) + 1;
    return static_cast<Day>(first_day() + static_cast<Day>(static_cast<std::uint64_t>(bytes.number()) % range));
  };
  const Day one = day_from(), other = day_from();
  const std::int64_t amount = bytes.number();
  check_day(one);
  check_months(one, amount);
  check_full_months(one, other);
  if (const auto later = plus_days(one, amount)) {
    require(*later - one == amount && first_day() <= *later && *later <= last_day(), "days are added one by one");
    require(plus_days(*later, -amount) == one, "days that are added can be taken off");
  }
  check_date(input);
}

}  // namespace cepol::fuzz
