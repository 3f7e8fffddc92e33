#include "interpreter/data/written_dates.hpp"

#include <catch2/catch.hpp>

using namespace cepol;
using data::written_date;

namespace {

// The readings; "short": a year of two digits; "no day": a form of date that names none; "": another form.
std::string readings_of(std::string_view text) {
  const auto date = written_date(text);
  if (!date) return "";
  if (date->short_year) return "short";
  std::string all;
  for (const Date& one : date->readings) all += (all.empty() ? "" : " or ") + to_string(one);
  return all.empty() ? "no day" : all;
}

}  // namespace

TEST_CASE("a date with the name of its month has one reading, in any order") {
  for (const std::string text :
       {"20 Aug 2026", "20-Aug-2026", "20/aug/2026", "20 AUGUST 2026", "Aug 20, 2026", "August 20 2026",
        "20th Aug 2026", "Aug. 20, 2026", "20. August 2026", "2026 Aug 20", "2026-Aug-20"}) {
    CAPTURE(text);
    CHECK(readings_of(text) == "2026-08-20");
  }
  CHECK(readings_of("1 Sept 2026") == "2026-09-01");
  CHECK(readings_of("Aug 2026") == "2026-08");
  CHECK(readings_of("31 Jun 2026") == "no day");
}

TEST_CASE("a date with its year at the end is one day where only one number can be the month, else either") {
  CHECK(readings_of("8/20/2026") == "2026-08-20");
  CHECK(readings_of("20/8/2026") == "2026-08-20");
  CHECK(readings_of("20.08.2026") == "2026-08-20");
  CHECK(readings_of("8-20-2026") == "2026-08-20");
  CHECK(readings_of("8/20/2026 14:30") == "2026-08-20");
  CHECK(readings_of("8/8/2026") == "2026-08-08");
  CHECK(readings_of("8/7/2026") == "2026-07-08 or 2026-08-07");
  CHECK(readings_of("07.08.2026") == "2026-07-08 or 2026-08-07");
  CHECK(readings_of("2/30/2026") == "no day");
  CHECK(readings_of("13/13/2026") == "no day");
}

TEST_CASE("a year of two digits says no day") {
  for (const std::string text : {"20-Aug-26", "Aug 20, 26", "8/20/26", "26/8/20", "8.7.26"}) {
    CAPTURE(text);
    CHECK(readings_of(text) == "short");
  }
}

TEST_CASE("what is no such date") {
  for (const std::string text :
       {"", "2026", "2026-08-20", "8/2026", "3 May", "May", "20 Foo 2026", "8/20-2026", "8,20,2026", "8 20 2026",
        "8//20/2026", "8/20/2026/1", "20 Aug 2026 Sep", "120 Aug 2026", "8/20/12026", "8/20/2026T", "Aug", "1.5"}) {
    CAPTURE(text);
    CHECK(readings_of(text).empty());
  }
}
