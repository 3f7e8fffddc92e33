// What can never be computed, and what only may fail.
#include <catch2/catch.hpp>

#include "tests/lang/lints/support.hpp"

using namespace cepol;

namespace {

Messages found(const std::string& body) { return warnings_of("W0438", records + body); }
bool fails(const std::string& condition) {
  const Messages all = found("define n = 0\ndefine f for person = 1\ndecision d for person: a | b { a when " +
                             condition + "; b otherwise }\n");
  INFO(condition);
  CHECK(all.size() <= 1);
  return !all.empty();
}

}  // namespace

TEST_CASE("dates beyond the calendar") {
  CHECK(fails("2020-01-01 < 9999-12-31 + 1 days"));
  CHECK(fails("2020-01-01 < 0001-01-01 - 1 months"));
  CHECK(fails("born < born + 10000 years"));
  CHECK(fails("born < born - 4000000 days"));
  CHECK(fails("first_day(last(from 2020 to 2020) + 9000 years) > born"));
  CHECK(fails("first_day(since + 9999 years) > born"));
  CHECK(fails("last_day(since - 9000 years - 999) > born"));
  CHECK_FALSE(fails("first_day(since + 9998 years) > born"));
  CHECK_FALSE(fails("2020-01-01 < 9999-12-31 + 0 days"));
  CHECK_FALSE(fails("born < born + 9000 years"));
  CHECK_FALSE(fails("born < 2020-01-01 + 1 years"));
}

TEST_CASE("numbers that cannot be computed") {
  CHECK(fails("f / n > 1"));
  CHECK(fails("remainder(f, n) > 1"));
  CHECK(fails("9000000000000000000 * 9000000000000000000 > f"));
  CHECK(fails("born < born + 0.5 years"));
  CHECK_FALSE(fails("f / (n + 1) > 1"));
}

TEST_CASE("windows of more years than are gone through") {
  CHECK(fails("count(year x in last 201 years to since where yes) > 1"));
  CHECK(fails("count(year x in from 1000 to 1200 where yes) > 1"));
  CHECK(fails("running(a from 0, year x in last 9999 years to since: a + 1) > 1"));
  CHECK_FALSE(fails("count(year x in last 200 years to since where yes) > 1"));
  CHECK_FALSE(fails("since within last 9999 years to 2017"));
  CHECK(found("credit c for person in hours { from study gives hours in y; at most 3 hours a year }\n"
              "decision d for person: a | b { a when c during last 9999 years to 2017 > 1 hours; b otherwise }\n")
            .size() == 1);
}
