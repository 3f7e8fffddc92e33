// Dates of the Gregorian calendar, known to the day, the month or the year. A day is counted from 1970-01-01; a date
// known only in part is the range of days that it can be. Years run from 1 to 9999.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cepol {

using Day = std::int32_t;  // days since 1970-01-01

struct Civil {
  int year, month, day;
};

constexpr int first_year = 1, last_year = 9999;
Day first_day();  // 0001-01-01
Day last_day();   // 9999-12-31

std::optional<Day> day_of(int year, int month, int day);  // nullopt: no such day
Civil civil_of(Day day);
int days_in_month(int year, int month);

struct Date {  // one day when first == last
  Day first, last;
  bool exact() const { return first == last; }
  friend bool operator==(Date, Date) = default;
};

// The day `months` calendar months later (earlier if negative); a day that the month does not have becomes its last
// day: 2017-05-31 minus 3 months is 2017-02-28. nullopt outside the years 1 to 9999.
std::optional<Day> plus_months(Day day, std::int64_t months);
std::optional<Day> plus_days(Day day, std::int64_t days);
// Full calendar months from `from` to `to`: the largest n, negative too, with plus_months(from, n) <= to. A person born
// on 29 February completes a year on 28 February.
std::int64_t full_months(Day from, Day to);

// Spellings clerks use: 2017-05-31, 2017/5/31, 2017.5.31, 20170531, 2017年5月31日; to the month 2017-05, 2017/5,
// 2017.05, 201705, 2017年5月; to the year 2017, 2017年. Full-width digits and separators are read too. nullopt: not a
// date, or a day that does not exist (names_no_day distinguishes the two).
std::optional<Date> parse_date(std::string_view text);
// True when the text has the shape of a date but names no day of the calendar: 2017-02-31, 2025年11月31日, 2017-13.
bool names_no_day(std::string_view text);
std::string to_string(Date date);  // 2017-05-31, 2017-05, 2017, or first..last for any other range

}  // namespace cepol
