// The numbers and dates that are read out of a clause: those in words, in digits of any width, and what is none.
#include "lang/notice/numbers.hpp"

#include <catch2/catch.hpp>

using namespace cepol;

namespace {

// "170 20%": the numbers by value; with ? what is not certain to be one.
std::string numbers(std::string_view text) {
  std::string found;
  for (const notice::WrittenNumber& one : notice::numbers_of(text).numbers) {
    const Exact value = one.percent ? *times(one.value, Exact(100)) : one.value;
    found += (found.empty() ? "" : " ") + to_string(value) + (one.percent ? "%" : "") + (one.exact ? "" : "?");
  }
  return found;
}

// "2017-5-31"; 0 for what is not said; ! where the calendar has no such day.
std::string dates(std::string_view text) {
  std::string found;
  for (const notice::WrittenDate& one : notice::numbers_of(text).dates)
    found += (found.empty() ? "" : " ") + std::to_string(one.year) + "-" + std::to_string(one.month) + "-" +
             std::to_string(one.day) + (one.exists() ? "" : "!");
  return found;
}

}  // namespace

TEST_CASE("numbers in digits and in Chinese") {
  CHECK(numbers("总学时达到 170 学时，１３０学时，2.5学分，1,200人，3万元") == "170 130 2.5 1200 30000");
  CHECK(numbers("一百七十学时、五十、二十四、十五、两、一百零五、三百五、一千二百") == "170 50 24 15 2 105 350 1200");
  CHECK(numbers("完成1/3，三分之二，20%，百分之五，百分之五十") == "1/3 2/3 20% 5% 50%");
  CHECK(numbers("近三年连续，第三十一条，40余人，统一组织，半年") == "3 31? 40? 1? 0.5?");
  CHECK(numbers("B2017-99号").empty() == false);  // a number of a document: none of a unit
  CHECK(numbers("没有数").empty());
}

TEST_CASE("numbers that cannot be altered, and those with a point") {
  CHECK(numbers("壹佰柒拾学时，叁拾，伍仟零陆，贰佰") == "170 30 5006 200");
  CHECK(numbers("大陆陆续收拾拾金，第陆条").empty());
  CHECK(numbers("十二点五学时，三点二五，一百点五") == "12.5 3.25 100.5");
  CHECK(numbers("十点三十分，八点五分，三点") == "10 30 8 5 3");
  CHECK(numbers("一半，减半，半年，一半年") == "0.5 0.5 0.5? 1? 0.5?");
}

TEST_CASE("numbers in English") {
  CHECK(numbers("twenty-four hours, one hundred and twenty hours, forty hours") == "24 120 40");
  CHECK(numbers("one third, two-thirds, one-half, 20 percent, ten per cent") == "1/3 2/3 0.5 20% 10%");
  CHECK(numbers("half of the hours, half an hour") == "0.5 0.5?");
  CHECK(numbers("three quarters, the thirty-fifth day, twenty-third") == "0.75 30 20");
  CHECK(numbers("one hour of the canton, no bone, a tense word") == "1?");
}

TEST_CASE("dates") {
  CHECK(dates("截止到 2017 年 5 月 31 日，6月30日，2018年，2019年3月") == "2017-5-31 0-6-30 2018-0-0 2019-3-0");
  CHECK(dates("二〇一七年五月三十一日，十二月") == "2017-5-31 0-12-0");
  CHECK(dates("2017-05-31，2017/6/1，2017.6.2，6/30/2025，1.2.3.4，127.0.0.1") ==
        "2017-5-31 2017-6-1 2017-6-2 2025-6-30");
  CHECK(dates("June 30, 2017; July 4th; 30 June 2018; December 2019; they may leave, he may 5") ==
        "2017-6-30 0-7-4 2018-6-30 2019-12-0 0-5-5");
  CHECK(dates("6月1日至30日，7月1日-31日") == "0-6-1 0-6-30 0-7-1 0-7-31");
  CHECK(numbers("2017年5月31日").empty());
  CHECK(numbers("24月，3年") == "24 3");
}

TEST_CASE("dates with short months, endings, and ranges of days") {
  CHECK(dates("Feb. 3, 2026; Sept. 30; Sep 30, 2025; 3 Dec 2025; Mar. 2026; marching 5; a decade 5; Junk 3") ==
        "2026-2-3 0-9-30 2025-9-30 2025-12-3 2026-3-0");
  CHECK(dates("the 30th of June; the 31st of May, 2026; 1 of July; 2nd August 2026") ==
        "0-6-30 2026-5-31 0-7-1 2026-8-2");
  CHECK(dates("6月20-30日，6月1至5日，2026年6月份30日，6月份") == "0-6-20 0-6-30 0-6-1 0-6-5 2026-6-30 0-6-0");
  CHECK(dates("第2025-11-31号文件，2025-11-30号文，2025-11-30") == "2025-11-30");
}

TEST_CASE("days that the calendar does not have") {
  CHECK(dates("Feb. 30, 2026; Sept. 31; the 31st of June；6月20-31日；6月份31日") ==
        "2026-2-30! 0-9-31! 0-6-31! 0-6-20 0-6-31! 0-6-31!");
  CHECK(dates("2017年2月29日，2016年2月29日，2月29日，2月30日，6月31日，13月1日") ==
        "2017-2-29! 2016-2-29 0-2-29 0-2-30! 0-6-31! 0-13-1!");
  CHECK(dates("2017-11-31，June 31, 2020，30 February，六月三十一日，6月1日至31日") ==
        "2017-11-31! 2020-6-31! 0-2-30! 0-6-31! 0-6-1 0-6-31!");
}
