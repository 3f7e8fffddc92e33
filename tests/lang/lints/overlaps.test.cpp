// Cases whose ranges overlap in part (W0433).
#include <catch2/catch.hpp>

#include "tests/lang/lints/support.hpp"

using namespace cepol;

namespace {

Messages overlaps_of(const std::string& body) { return warnings_of("W0433", records + body); }
Messages two_cases(const std::string& one, const std::string& other, const std::string& words = "d for person") {
  return overlaps_of("decision " + words + ": a | b { a when " + one + "; b when " + other + " }");
}

}  // namespace

TEST_CASE("cases whose ranges overlap in part") {
  CHECK(two_cases("born <= 2018-12-31", "born >= 2018-12-31") ==
        Messages{"“a” and “b” of “d” overlap in part: born 2018-12-31"});
  CHECK(two_cases("born < 2019-01-02", "born > 2018-12-30") ==
        Messages{"“a” and “b” of “d” overlap in part: born 2018-12-31 to 2019-01-01"});
  CHECK(two_cases("since <= 2018 and done", "since >= 2017 and level is low") ==
        Messages{"“a” and “b” of “d” overlap in part: since 2017 to 2018"});
  CHECK(two_cases("age <= 60", "age > 50") == Messages{"“a” and “b” of “d” overlap in part: age more than 50 to 60"});
  CHECK(overlaps_of("define end_ = 2018-12-31\n"
                    "decision d for person: a | b { a when born <= end_; b when born >= end_ }")
            .size() == 1);
  CHECK(overlaps_of("define years_at for person = full_years(born, 2020-01-01)\n"
                    "decision d for person: a | b { a when years_at <= 30 years; b when years_at >= 30 years }")
            .size() == 1);
}

TEST_CASE("ranges that follow from both parts of an `or`") {
  const std::string either = "(age <= 60 and done) or (age <= 40 and new_)";
  CHECK(two_cases(either, "age >= 50").empty());  // at 50 it may be done or not
  CHECK(warnings_of("W0421",
                    records + "decision d for person: a | b { a when age > 60 and (" + either + "); b otherwise }")
            .size() == 1);
  CHECK(two_cases("age <= 60 and ((level is low and done) or (level is middle and new_))", "age >= 50").size() == 1);
}

TEST_CASE("cases whose ranges do not overlap, or where something may keep them apart") {
  CHECK(two_cases("born < 2018-12-31", "born >= 2018-12-31").empty());
  CHECK(two_cases("since < 2018", "since > 2017").empty());
  CHECK(two_cases("age >= 50", "age >= 60").empty());  // within
  CHECK(two_cases("age <= 60 and done", "age >= 50 and not done").empty());
  CHECK(two_cases("age <= 60 and level is low", "age >= 50 and level in { middle, high }").empty());
  CHECK(two_cases("age <= 60 and (done or new_)", "age >= 50 and not (done or new_)").empty());
  CHECK(two_cases("age <= 60 and (done or weight > 3)", "age >= 50 and weight < 2").empty());  // of one column
  CHECK(two_cases("age <= 60 and age + weight > 3", "age >= 50").empty());
  CHECK(overlaps_of("decision d for person: a | b { a over b when age <= 60; b when age >= 50 }").empty());
  CHECK(overlaps_of("decision d for person: a | b | c { a when age <= 60; b when age >= 50\n"
                    "  c over a, b when age >= 50 and age <= 60 }")
            .empty());
  CHECK(overlaps_of("decision d for person: a | b { a when age <= 60; a when age >= 50; b when age is none }").empty());
}

TEST_CASE("of the first that fits only windows with both ends") {
  const std::string first = "d for person, first that fits";
  CHECK(two_cases("since within from 2015 to 2017", "since within from 2017 to 2018", first).size() == 1);
  CHECK(two_cases("born >= 2015-01-01 and born <= 2016-01-01", "born within from 2016-01-01 to 2016-05-31", first) ==
        Messages{"“a” and “b” of “d” overlap in part: born 2016-01-01"});
  CHECK(two_cases("since within from 2015 to 2017", "since within from 2018 to 2019", first).empty());
  CHECK(two_cases("since <= 2017", "since within from 2017 to 2018", first).empty());
  CHECK(two_cases("age >= 10 and age <= 20", "age >= 20 and age <= 30", first).empty());
  CHECK(overlaps_of("decision d for person, first that fits: a | b | c { c when since = 2017\n"
                    "  a when since within from 2015 to 2017; b when since within from 2017 to 2018 }")
            .empty());  // the first takes all of it
  const std::string table = "decision d for person: a | b { a when rate(since, kind) > 1; b otherwise }\n";
  CHECK(overlaps_of(table + "table rate(y: year, k: kind): number { 2015 to 2017, law: 1; 2017 to 2018, any: 2 }")
            .size() == 1);
  CHECK(overlaps_of(table + "table rate(y: year, k: kind): number { 2015 to 2017, law: 1; 2017 to 2018, arts: 2 }")
            .empty());
  CHECK(overlaps_of(table + "table rate(y: year, k: kind): number { 2015 to 2017, any: 1; 2017 to 2018, any: 1 }")
            .empty());
}

TEST_CASE("requirements whose ranges overlap in part") {
  const std::string assessed =
      "credit c for person in hours { from study gives hours in y }\n"
      "assessment all for person of c { met ok; unmet not_ok }\n"
      "requirement one of all { when since <= 2017; window 2020; total 5 hours }\n";
  CHECK(overlaps_of(assessed + "requirement two of all { when since >= 2017; window 2020; total 5 hours }") ==
        Messages{"“one” and “two” of “all” overlap in part: since 2017"});
  CHECK(overlaps_of(assessed + "requirement two of all over one { when since >= 2017; window 2020; total 5 hours }")
            .empty());
}
