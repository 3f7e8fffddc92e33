// What a spreadsheet shows of a number, by its format.
#include "interpreter/files/number_format.hpp"

#include <catch2/catch.hpp>

using namespace cepol::files;

TEST_CASE("number formats: the parts of a date that are shown") {
  for (const char* code : {"General", "G/通用格式", "0", "0.00", "#,##0", "0.00E+00", "0%", "@", "0\"年\"", "0\"d\"",
                           "[Red]0.0;[Blue]-0.0", "0学时", "_ * #,##0.00_ ", "# ?/?", "[DBNum1]0", "\\y0"}) {
    INFO(code);
    CHECK(shown_by(code) == Shown::number);
  }
  for (const char* code : {"yyyy-mm-dd", "yyyy/m/d;@", "yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy\"年\"m\"月\"d\"日\";@",
                           "m/d/yy", "dd\\-mmm\\-yyyy", "YYYY.MM.DD", "[$-411]e\"年\"m\"月\"d\"日\"",
                           "dddd, mmmm d, yyyy", "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\";@", "yyyy年mm月dd日"}) {
    INFO(code);
    CHECK(shown_by(code) == Shown::day);
  }
  for (const char* code : {"yyyy\"年\"m\"月\"", "yyyy-mm", "mmm-yy", "yyyy.m", "[$-804]yyyy\"年\"m\"月\";@"}) {
    INFO(code);
    CHECK(shown_by(code) == Shown::month);
  }
  for (const char* code : {"yyyy", "yyyy\"年\"", "yy"}) {
    INFO(code);
    CHECK(shown_by(code) == Shown::year);
  }
  for (const char* code : {"m\"月\"d\"日\"", "d-mmm", "m", "mmmm", "d", "m/d h:mm", "yyyy d"}) {
    INFO(code);
    CHECK(shown_by(code) == Shown::part);
  }
  for (const char* code : {"yyyy-mm-dd hh:mm", "yyyy/m/d h:mm;@", "m/d/yy h:mm AM/PM", "yyyy-mm-dd hh:mm:ss.000"}) {
    INFO(code);
    CHECK(shown_by(code) == Shown::moment);
  }
  for (const char* code : {"h:mm", "mm:ss", "[h]:mm:ss", "h:mm:ss AM/PM", "上午/下午h\"时\"mm\"分\"", "mm:ss.0"}) {
    INFO(code);
    CHECK(shown_by(code) == Shown::time);
  }
}

TEST_CASE("number formats: those that need no definition") {
  CHECK(shown_by_number(0) == Shown::number);
  CHECK(shown_by_number(14) == Shown::day);
  CHECK(shown_by_number(17) == Shown::month);
  CHECK(shown_by_number(22) == Shown::moment);
  CHECK(shown_by_number(49) == Shown::number);
  CHECK(shown_by_number(57) == Shown::month);
  CHECK(shown_by_number(58) == Shown::part);
}

TEST_CASE("numbers have the 15 digits that a spreadsheet holds") {
  CHECK(decimal_of("1.0100000000000000089") == "1.01");
  CHECK(decimal_of("0.30000000000000004") == "0.3");
  CHECK(decimal_of("1967.1") == "1967.1");
  CHECK(decimal_of("1967.10") == "1967.1");
  CHECK(decimal_of("00012") == "12");
  CHECK(decimal_of("-2.5E-3") == "-0.0025");
  CHECK(decimal_of("1.2E+3") == "1200");
  CHECK(decimal_of("1.5230119900101123E+17") == "152301199001011000");
  CHECK(decimal_of("152301199001011234") == "152301199001011000");
  CHECK(decimal_of("9999999999999999") == "10000000000000000");
  CHECK(decimal_of("0") == "0");
  CHECK(decimal_of("-0.0") == "0");
  CHECK(decimal_of("0E400") == "0");
  for (const char* text : {"", "-", ".", "1e", "1e+", "1x", "1.2.3", "1E+300", "1e99999", "NaN", "INF", "０"}) {
    INFO(text);
    CHECK(decimal_of(text) == std::nullopt);
  }
}

TEST_CASE("days by number, in both systems") {
  CHECK(date_text("31107", Shown::day, false) == "1985-03-01");
  CHECK(date_text("31118", Shown::month, false) == "1985-03");
  CHECK(date_text("42886", Shown::day, false) == "2017-05-31");
  CHECK(date_text("42886.75", Shown::day, false) == "2017-05-31");
  CHECK(date_text("42886.75", Shown::moment, false) == "2017-05-31 18:00:00");
  CHECK(date_text("42886", Shown::moment, false) == "2017-05-31");
  CHECK(date_text("42886.999999999", Shown::moment, false) == "2017-05-31 23:59:59");  // not the day after
  CHECK(date_text("42886", Shown::year, false) == "2017");
  CHECK(date_text("29645", Shown::day, true) == "1985-03-01");
  CHECK(date_text("0", Shown::day, true) == "1904-01-01");
  CHECK(date_text("1", Shown::day, false) == "1900-01-01");
  CHECK(date_text("59", Shown::day, false) == "1900-02-28");
  CHECK(date_text("60", Shown::day, false) == "1900-02-29");
  CHECK(date_text("61", Shown::day, false) == "1900-03-01");
  CHECK(date_text("2958465", Shown::day, false) == "9999-12-31");
  CHECK(date_text("0.5", Shown::time, false) == "12:00:00");
  for (const char* serial : {"0", "-1", "2958466", "1E+9", "x"})
    CHECK(date_text(serial, Shown::day, false) == std::nullopt);
  CHECK(date_text("42886", Shown::part, false) == std::nullopt);
  CHECK(date_text("2017-05-31T00:00:00", Shown::moment) == "2017-05-31");
  CHECK(date_text("2017-05-31T08:30:00.5", Shown::moment) == "2017-05-31 08:30:00");
  CHECK(date_text("2017-05-31", Shown::month) == "2017-05");
}
