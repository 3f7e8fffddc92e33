// Dates: the calendar, months added and counted, and every spelling.
#include "lang/base/date.hpp"

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>

using namespace cepol;

namespace {

Day day(int year, int month, int date) {
  const auto found = day_of(year, month, date);
  REQUIRE(found);
  return *found;
}

std::string read(std::string_view text) {
  const auto date = parse_date(text);
  return date ? to_string(*date) : names_no_day(text) ? "no such day" : "not a date";
}

// Days all over the calendar, with the ends of months and of the calendar itself often among them.
rc::Gen<Day> any_day() {
  return rc::gen::oneOf(
      rc::gen::inRange<Day>(first_day(), last_day() + 1),
      rc::gen::apply(
          [](int year, int month, int before) { return *day_of(year, month, days_in_month(year, month)) - before; },
          rc::gen::inRange(1890, 2110), rc::gen::inRange(1, 13), rc::gen::inRange(0, 4)),
      rc::gen::map(rc::gen::inRange(0, 70), [](int after) { return first_day() + after; }),
      rc::gen::map(rc::gen::inRange(0, 70), [](int before) { return last_day() - before; }));
}

}  // namespace

TEST_CASE("days are counted from 1970, within the years 1 to 9999") {
  CHECK(day(1970, 1, 1) == 0);
  CHECK(day(1969, 12, 31) == -1);
  CHECK(day(2000, 3, 1) == 11017);
  CHECK(day(2017, 5, 31) == 17317);
  CHECK(first_day() == -719162);
  CHECK(last_day() == 2932896);
  CHECK(day(1, 1, 1) == first_day());
  CHECK(day(9999, 12, 31) == last_day());
  CHECK_FALSE(day_of(0, 12, 31));
  CHECK_FALSE(day_of(10000, 1, 1));
  CHECK_FALSE(day_of(-1, 1, 1));
  CHECK_FALSE(day_of(2017, 0, 1));
  CHECK_FALSE(day_of(2017, 13, 1));
  CHECK_FALSE(day_of(2017, 1, 0));
  CHECK_FALSE(day_of(2017, 4, 31));
  CHECK_FALSE(day_of(2017, 2, 29));
  CHECK(day_of(2016, 2, 29));
  CHECK(day_of(2000, 2, 29));
  CHECK_FALSE(day_of(1900, 2, 29));
  CHECK_FALSE(day_of(2017, INT32_MAX, INT32_MAX));
  CHECK(days_in_month(2016, 2) == 29);
  CHECK(days_in_month(2100, 2) == 28);
  CHECK(days_in_month(2017, 12) == 31);
}

TEST_CASE("every day is the one after the day before") {
  Civil before = civil_of(first_day());
  CHECK((before.year == 1 && before.month == 1 && before.day == 1));
  bool right = true;
  for (Day at = first_day() + 1; at <= last_day(); ++at) {
    const Civil now = civil_of(at);
    const bool same_month = now.year == before.year && now.month == before.month && now.day == before.day + 1;
    const bool next_month = now.day == 1 && before.day == days_in_month(before.year, before.month) &&
                            now.year * 12 + now.month == before.year * 12 + before.month + 1;
    right = right && (same_month || next_month) && day_of(now.year, now.month, now.day) == at;
    before = now;
  }
  CHECK(right);
  CHECK(before.year == 9999);
}

TEST_CASE("months are added as people do it: a day that the month lacks is its last") {
  CHECK(plus_months(day(2017, 5, 31), -3) == day(2017, 2, 28));
  CHECK(plus_months(day(2016, 5, 31), -3) == day(2016, 2, 29));
  CHECK(plus_months(day(2017, 1, 31), 1) == day(2017, 2, 28));
  CHECK(plus_months(day(2017, 1, 31), 2) == day(2017, 3, 31));
  CHECK(plus_months(day(2016, 2, 29), 12) == day(2017, 2, 28));
  CHECK(plus_months(day(2016, 2, 29), 48) == day(2020, 2, 29));
  CHECK(plus_months(day(2017, 12, 15), 1) == day(2018, 1, 15));
  CHECK(plus_months(day(2017, 1, 15), -1) == day(2016, 12, 15));
  CHECK(plus_months(day(2017, 5, 31), 0) == day(2017, 5, 31));
  CHECK(plus_months(day(9999, 11, 30), 1) == day(9999, 12, 30));
  CHECK_FALSE(plus_months(day(9999, 12, 1), 1));
  CHECK(plus_months(day(1, 2, 28), -1) == day(1, 1, 28));
  CHECK_FALSE(plus_months(day(1, 1, 31), -1));
  CHECK(plus_months(first_day(), 9999 * 12 - 1) == day(9999, 12, 1));
  CHECK_FALSE(plus_months(first_day(), 9999 * 12));
  CHECK_FALSE(plus_months(0, INT64_MAX));
  CHECK_FALSE(plus_months(0, INT64_MIN));
  CHECK(plus_days(day(2016, 2, 28), 2) == day(2016, 3, 1));
  CHECK(plus_days(last_day(), 0) == last_day());
  CHECK_FALSE(plus_days(last_day(), 1));
  CHECK_FALSE(plus_days(first_day(), -1));
  CHECK(plus_days(first_day(), last_day() - first_day()) == last_day());
  CHECK_FALSE(plus_days(0, INT64_MAX));
  CHECK_FALSE(plus_days(0, INT64_MIN));
}

TEST_CASE("full months and years") {
  auto years = [](Day born, Day on) { return full_months(born, on) / 12; };
  // The day before a birthday, the birthday.
  CHECK(years(day(1968, 2, 10), day(2017, 2, 9)) == 48);
  CHECK(years(day(1968, 2, 10), day(2017, 2, 10)) == 49);
  // Born on 29 February: a year is complete on the 28th, in leap years on the 29th.
  CHECK(years(day(1968, 2, 29), day(2017, 2, 27)) == 48);
  CHECK(years(day(1968, 2, 29), day(2017, 2, 28)) == 49);
  CHECK(years(day(1968, 2, 29), day(2016, 2, 28)) == 47);
  CHECK(years(day(1968, 2, 29), day(2016, 2, 29)) == 48);
  // Ends of months.
  CHECK(full_months(day(2017, 1, 31), day(2017, 2, 27)) == 0);
  CHECK(full_months(day(2017, 1, 31), day(2017, 2, 28)) == 1);
  CHECK(full_months(day(2016, 1, 31), day(2016, 2, 28)) == 0);
  CHECK(full_months(day(2017, 1, 31), day(2017, 3, 30)) == 1);
  CHECK(full_months(day(2017, 1, 31), day(2017, 3, 31)) == 2);
  CHECK(full_months(day(2017, 4, 30), day(2017, 5, 30)) == 1);
  CHECK(full_months(day(2017, 5, 31), day(2017, 5, 31)) == 0);
  // Backwards: the largest n that does not go beyond, so a day before is a month before.
  CHECK(full_months(day(2017, 5, 31), day(2017, 5, 30)) == -1);
  CHECK(full_months(day(2017, 5, 31), day(2017, 4, 30)) == -1);
  CHECK(full_months(day(2017, 5, 31), day(2017, 4, 29)) == -2);
  CHECK(full_months(day(2017, 3, 31), day(2017, 2, 28)) == -1);
  CHECK(full_months(day(2017, 5, 15), day(2016, 5, 15)) == -12);
  CHECK(full_months(day(2017, 5, 15), day(2016, 5, 14)) == -13);
  CHECK(full_months(first_day(), last_day()) == 9999 * 12 - 1);
}

TEST_CASE("full months keep to their definition") {
  rc::prop("the largest n with plus_months(from, n) <= to", [] {
    const Day from = *any_day(), to = *any_day();
    const std::int64_t months = full_months(from, to);
    RC_LOG() << to_string({from, from}) << " to " << to_string({to, to}) << ": " << months;
    // Outside the calendar's years there is no such day: it lies before all days, or after them.
    const auto there = plus_months(from, months), next = plus_months(from, months + 1);
    RC_ASSERT((there ? *there <= to : months < 0));
    RC_ASSERT((next ? *next > to : months + 1 > 0));
  });
  rc::prop("from any day near the end of a month to every day of two years", [] {
    const Day from = *any_day();
    for (Day to = std::max(first_day(), from - 366); to <= std::min(last_day(), from + 366); ++to) {
      const std::int64_t months = full_months(from, to);
      const auto there = plus_months(from, months), next = plus_months(from, months + 1);
      RC_ASSERT((there ? *there <= to : months < 0));
      RC_ASSERT((next ? *next > to : months + 1 > 0));
    }
  });
}

TEST_CASE("dates as clerks write them") {
  for (const char* to_the_day :
       {"2017-05-31", "2017-5-31", "2017/05/31", "2017/5/31", "2017.5.31", "2017.05.31", "20170531", "2017年5月31日",
        "2017年05月31日", "２０１７－０５－３１", "２０１７／５／３１", "２０１７．５．３１", "２０１７年５月３１日",
        "２０１７０５３１", "2017－5－31"}) {
    INFO(to_the_day);
    CHECK(read(to_the_day) == "2017-05-31");
  }
  for (const char* to_the_month : {"2017-05", "2017-5", "2017/5", "2017/05", "2017.05", "2017.5", "201705", "2017年5月",
                                   "2017年05月", "２０１７年５月", "２０１７０５"}) {
    INFO(to_the_month);
    CHECK(read(to_the_month) == "2017-05");
    CHECK(parse_date(to_the_month)->first == day(2017, 5, 1));
    CHECK(parse_date(to_the_month)->last == day(2017, 5, 31));
  }
  for (const char* to_the_year : {"2017", "2017年", "２０１７", "２０１７年"}) {
    INFO(to_the_year);
    CHECK(read(to_the_year) == "2017");
    CHECK(parse_date(to_the_year)->first == day(2017, 1, 1));
    CHECK(parse_date(to_the_year)->last == day(2017, 12, 31));
  }
  CHECK(parse_date("2016-02")->last == day(2016, 2, 29));
  CHECK(read("0001-01-01") == "0001-01-01");
  CHECK(read("9999-12-31") == "9999-12-31");
}

TEST_CASE("days that do not exist are told from what is no date") {
  for (const char* impossible : {"2017-02-29", "2017-02-31", "2025年11月31日", "2017-13", "2017-00", "2017-1-0",
                                 "20170229", "201713", "2017.4.31", "0000", "0000-01-01", "2017-13-01", "2017-99-99",
                                 "00000000", "1900-02-29", "２０１７－０２－３０"}) {
    INFO(impossible);
    CHECK(read(impossible) == "no such day");
  }
  for (const char* no_date : {"",
                              "-",
                              "年",
                              "17",
                              "17-05-31",
                              "2017-05-31 ",
                              " 2017-05-31",
                              "2017-",
                              "2017-05-",
                              "-2017",
                              "2017--05",
                              "2017-05-31-1",
                              "2017-005-31",
                              "2017-05-031",
                              "2017-05/31",
                              "2017/05-31",
                              "2017.05-31",
                              "2017年5-31",
                              "2017年5月31",
                              "2017年5",
                              "5月31日",
                              "2017月5日",
                              "2017年31日",
                              "2017年5月31日上午",
                              "2017-05-31T00:00",

                              "20175",
                              "2017053",
                              "201705311",
                              "99999999999999999999",
                              "12017-05-31",
                              "五月",
                              "二〇一七年",
                              "2017-05-3\xE6",
                              "\xFF",
                              "2017\xE5\xB9",
                              "2017-05-31日",
                              "2017年-5月",
                              "2017,05,31",
                              "42886.5"}) {
    INFO(no_date);
    CHECK(read(no_date) == "not a date");
  }
  CHECK_FALSE(names_no_day("2017-05-31"));
  CHECK_FALSE(names_no_day("2017"));
}

TEST_CASE("dates as they are shown") {
  auto shown = [](Day first, Day last) { return to_string(Date{first, last}); };
  CHECK(shown(day(2017, 1, 1), day(2017, 12, 31)) == "2017");
  CHECK(shown(day(2017, 2, 1), day(2017, 2, 28)) == "2017-02");
  CHECK(shown(day(2016, 2, 1), day(2016, 2, 28)) == "2016-02-01..2016-02-28");
  CHECK(shown(day(2017, 1, 1), day(2017, 6, 30)) == "2017-01-01..2017-06-30");
  CHECK(shown(day(2016, 1, 1), day(2017, 12, 31)) == "2016-01-01..2017-12-31");
  CHECK(shown(day(2017, 1, 2), day(2017, 1, 31)) == "2017-01-02..2017-01-31");
  CHECK(shown(first_day(), first_day()) == "0001-01-01");
  rc::prop("what is shown is read back, to the day, the month and the year", [] {
    const Day at = *any_day();
    const Civil civil = civil_of(at);
    const Date month{*day_of(civil.year, civil.month, 1),
                     *day_of(civil.year, civil.month, days_in_month(civil.year, civil.month))};
    const Date year{*day_of(civil.year, 1, 1), *day_of(civil.year, 12, 31)};
    for (const Date& date : {Date{at, at}, month, year}) RC_ASSERT(parse_date(to_string(date)) == date);
  });
}
