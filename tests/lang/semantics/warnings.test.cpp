// The warnings that reason about conditions: given where they are right, and not where they nearly are.
#include "tests/lang/semantics/support.hpp"

#include <catch2/catch.hpp>

using namespace cepol;

namespace {

Messages untreated(const std::string& body) { return warnings_of("W0436", records + body); }

}  // namespace

TEST_CASE("a member that no case names") {
  CHECK(untreated("decision d for person: a | b { a when kind is law; b when kind in { craft, sport } and done }") ==
        Messages{"every case of “d” asks for “kind”, and none names “arts”"});
  CHECK(untreated(
            "decision d for person, first that fits: a | b { a when level is low and done; b when level is low }") ==
        Messages{"every case of “d” asks for “level”, and none names “middle”, “high”"});
  CHECK(untreated("decision d for person: a | b { a when kind is law; b when kind in { craft, soft } }").empty());
  CHECK(untreated("decision d for person: a | b { a when kind is law; b otherwise }").empty());
  CHECK(untreated("decision d for person: a | b { a when kind is law; b when kind is not law }").empty());
  CHECK(untreated("decision d for person: a | b { a when kind is law; b when kind is not law and kind is not arts }")
            .empty());
  CHECK(untreated("decision d for person: a | b { a when kind is law; b when done }").empty());
  CHECK(untreated("decision d for person: a | b { a when kind is law; b when kind is craft or done }").empty());
  CHECK(untreated("decision d for person: a | b { a when kind is law; b when last is craft }").empty());
}

TEST_CASE("a member that a case names in one part of an `or` only") {
  const auto two = [](const std::string& a, const std::string& b) {
    return untreated("decision d for person, first that fits: a | b { a when " + a + "; b when " + b + " }");
  };
  CHECK(two("level is high or level is middle", "level is middle and age > 4").size() == 1);
  CHECK(two("(level is high and done) or (level is middle and new_)", "level is middle") ==
        Messages{"every case of “d” asks for “level”, and none names “low”"});
  CHECK(two("not (level is not high and level is not middle)", "level is middle and done").size() == 1);
  CHECK(two("(level is high and done) or new_", "level is middle").empty());
  CHECK(two("(level is high and done) or (level is low and new_)", "level is middle").empty());
  CHECK(two("(level is high and done) or (level is not low and new_)", "level is middle").empty());
}

TEST_CASE("a member of which an example expects that nothing is said") {
  const std::string decision = "decision d for person: a | b { a when level is low; b when level is middle }\n";
  CHECK(untreated(decision + "example \"e\" { person { level: high } expect d is 未规定 }\n").empty());
  CHECK(untreated(decision + "example \"e\" { person [ level\n low\n high ] expect d is \"not covered\" }\n").empty());
  CHECK(untreated(decision + "example \"e\" { person { level: high } expect d is a }\n").size() == 1);
  CHECK(untreated(decision + "decision e for person: a | b { a when level is low; b otherwise }\n"
                             "example \"e\" { person { level: high } expect e is 未规定 }\n")
            .size() == 1);
}

TEST_CASE("a member that no requirement names") {
  const std::string assessed =
      "credit c for person in hours { from study gives hours in y }\n"
      "assessment all for person of c { met ok; unmet not_ok }\n"
      "requirement one of all { when level is low; window 2020; total 5 hours }\n"
      "waiver done_ of all { when done; total becomes 1 hours }\n";
  const std::string two = "requirement two of all { when level is high; window 2020; total 5 hours }\n";
  CHECK(untreated(assessed + two) == Messages{"every requirement of “all” asks for “level”, and none names “middle”"});
  CHECK(untreated(assessed + "requirement two of all { when level is not low; window 2020; total 5 hours }\n").empty());
  // Waivers need not treat everybody; a module's assessments may get more requirements.
  CHECK(untreated("credit c for person in hours { from study gives hours in y }\n"
                  "assessment all for person of c { met ok; unmet not_ok }\n"
                  "requirement one of all { when yes; window 2020; total 5 hours }\n"
                  "waiver low_ of all { when level is low; total becomes 1 hours }\n")
            .empty());
  CHECK(warnings_of("W0436", records + assessed + two, true).empty());
}

TEST_CASE("a member that no row of a table names") {
  const std::string table =
      "table rate(which: kind, n: number): hours { law, < 5: 1 hours; { craft, arts }, any: 2 hours }\n";
  const std::string use = "decision d for person: a | b { a when rate(kind, age) > 1 hours; b otherwise }\n";
  CHECK(untreated(table + use) == Messages{"every row of “rate” asks for “which”, and none names “sport”"});
  CHECK(untreated("table rate(which: kind): number { law: 1; any: 2 }\n"
                  "decision d for person: a | b { a when rate(kind) > 1; b otherwise }\n")
            .empty());
  // It may be asked for other values only, or its having none is provided for.
  CHECK(untreated(table +
                  "decision d for person: a | b { a when kind is law and rate(kind, age) > 1 hours; b otherwise }")
            .empty());
  CHECK(untreated(table + "decision d for person: a | b { a when rate(kind, age) is none; b otherwise }").empty());
  CHECK(untreated(table + "decision d for person: a | b { a when rate(law, age) > 1 hours; b otherwise }").empty());
}

namespace {

Messages overlapping(const std::string& body) { return warnings_of("W0433", records + body); }
Messages two_cases(const std::string& one, const std::string& other, const std::string& words = "d for person") {
  return overlapping("decision " + words + ": a | b { a when " + one + "; b when " + other + " }");
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
  CHECK(overlapping("define end_ = 2018-12-31\n"
                    "decision d for person: a | b { a when born <= end_; b when born >= end_ }")
            .size() == 1);
  CHECK(overlapping("define years_at for person = full_years(born, 2020-01-01)\n"
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
  CHECK(overlapping("decision d for person: a | b { a over b when age <= 60; b when age >= 50 }").empty());
  CHECK(overlapping("decision d for person: a | b | c { a when age <= 60; b when age >= 50\n"
                    "  c over a, b when age >= 50 and age <= 60 }")
            .empty());
  CHECK(overlapping("decision d for person: a | b { a when age <= 60; a when age >= 50; b when age is none }").empty());
}

TEST_CASE("of the first that fits only windows with both ends") {
  const std::string first = "d for person, first that fits";
  CHECK(two_cases("since within from 2015 to 2017", "since within from 2017 to 2018", first).size() == 1);
  CHECK(two_cases("born >= 2015-01-01 and born <= 2016-01-01", "born within from 2016-01-01 to 2016-05-31", first) ==
        Messages{"“a” and “b” of “d” overlap in part: born 2016-01-01"});
  CHECK(two_cases("since within from 2015 to 2017", "since within from 2018 to 2019", first).empty());
  CHECK(two_cases("since <= 2017", "since within from 2017 to 2018", first).empty());
  CHECK(two_cases("age >= 10 and age <= 20", "age >= 20 and age <= 30", first).empty());
  CHECK(overlapping("decision d for person, first that fits: a | b | c { c when since = 2017\n"
                    "  a when since within from 2015 to 2017; b when since within from 2017 to 2018 }")
            .empty());  // the first takes all of it
  const std::string table = "decision d for person: a | b { a when rate(since, kind) > 1; b otherwise }\n";
  CHECK(overlapping(table + "table rate(y: year, k: kind): number { 2015 to 2017, law: 1; 2017 to 2018, any: 2 }")
            .size() == 1);
  CHECK(overlapping(table + "table rate(y: year, k: kind): number { 2015 to 2017, law: 1; 2017 to 2018, arts: 2 }")
            .empty());
  CHECK(overlapping(table + "table rate(y: year, k: kind): number { 2015 to 2017, any: 1; 2017 to 2018, any: 1 }")
            .empty());
}

TEST_CASE("requirements whose ranges overlap in part") {
  const std::string assessed =
      "credit c for person in hours { from study gives hours in y }\n"
      "assessment all for person of c { met ok; unmet not_ok }\n"
      "requirement one of all { when since <= 2017; window 2020; total 5 hours }\n";
  CHECK(overlapping(assessed + "requirement two of all { when since >= 2017; window 2020; total 5 hours }") ==
        Messages{"“one” and “two” of “all” overlap in part: since 2017"});
  CHECK(overlapping(assessed + "requirement two of all over one { when since >= 2017; window 2020; total 5 hours }")
            .empty());
}

TEST_CASE("windows of one credit that are added up") {
  const std::string credits =
      "credit c for person in hours by kind { from study gives hours of kind in day }\n"
      "credit e for person in hours { from study gives hours in day }\n";
  const auto added = [&](const std::string& sum) {
    return overlapping(credits + "decision d for person: a | b { a when " + sum + " > 3 hours; b otherwise }");
  };
  CHECK(added("c during from 2015 to 2017 + c during from 2017 to 2018") ==
        Messages{"“c during from 2015 to 2017” and “c during from 2017 to 2018” of “c” overlap in part: 2017"});
  CHECK(added("c during last 3 years to 2017 + e during 2019 + c during 2016").size() == 1);
  CHECK(added("c during from 2015-01-01 to 2015-06-30 + c during from 2015-06-30 to 2015-12-31").size() == 1);
  CHECK(added("c of law during from 2015 to 2017 + c of law during 2017").size() == 1);
  CHECK(added("c during from 2015 to 2016 + c during from 2017 to 2018").empty());
  CHECK(added("c of law during from 2015 to 2017 + c of craft during from 2017 to 2018").empty());
  CHECK(added("c during from 2015 to 2017 + e during from 2017 to 2018").empty());
  CHECK(added("c during from 2015 to 2017 - c during from 2017 to 2018").empty());
  CHECK(added("c during from 2015 to since + c during from 2017 to 2018").empty());
}

namespace {

Messages uncounted(const std::string& body) { return warnings_of("W0435", records + body); }

}  // namespace

TEST_CASE("a category that no source gives") {
  const std::string credit =
      "credit c for person in hours by kind { from study gives hours of (if worth > 3 then law else craft) in y }\n";
  const auto asked = [&](const std::string& of) {
    return uncounted(credit + "decision d for person: a | b { a when c of " + of +
                     " during 2020 > 3 hours; b otherwise }");
  };
  CHECK(asked("arts") == Messages{"no source of “c” ever gives “arts”"});
  CHECK(asked("soft") == Messages{"no source of “c” ever gives “arts”, “sport”"});
  CHECK(asked("law").empty());
  CHECK(asked("craft").empty());
  CHECK(asked("kind").empty());  // of an expression
  CHECK(uncounted(credit + "equivalence more to c { from study gives 1 hours of arts in y }\n"
                           "decision d for person: a | b { a when c of arts during 2020 > 3 hours; b otherwise }")
            .empty());
  CHECK(uncounted("credit c for person in hours by kind { from study gives hours of kind in y }\n"
                  "decision d for person: a | b { a when c of arts during 2020 > 3 hours; b otherwise }")
            .empty());
}

TEST_CASE("a source whose condition restricts what its category can be") {
  const auto asked = [&](const std::string& when, const std::string& of) {
    return uncounted("credit c for person in hours by kind { from study gives hours of kind in y when " + when +
                     " }\ndecision d for person: a | b { a when c of " + of + " during 2020 > 3 hours; b otherwise }");
  };
  CHECK(asked("study.kind in { law, craft }", "arts") == Messages{"no source of “c” ever gives “arts”"});
  CHECK(asked("study.kind in { law, craft }", "law").empty());
  CHECK(asked("study.kind is not arts", "arts").size() == 1);
  CHECK(asked("study.kind is law or worth > 3", "arts").empty());
  CHECK(asked("person.kind is law", "arts").empty());  // of another row
}

TEST_CASE("a limit or a must of a category that no source gives") {
  const std::string use = "decision d for person: a | b { a when c during 2020 > 3 hours; b otherwise }\n";
  CHECK(uncounted(use + "credit c for person in hours by kind { from study gives hours of law in y\n"
                        "  at most 5 hours a year of arts }")
            .size() == 1);
  CHECK(uncounted(use + "credit c for person in hours by kind { from study gives hours of law in y\n"
                        "  at most 5 hours a year of law }")
            .empty());
  // An equivalence's limit is for its own rows.
  CHECK(uncounted(use + "credit c for person in hours by kind { from study gives hours of arts in y }\n"
                        "equivalence more to c { from study gives 1 hours of law in y at most 5 hours a year of arts }")
            .size() == 1);
  const std::string assessed =
      "credit c for person in hours by kind { from study gives hours of law in y }\n"
      "assessment all for person of c { met ok; unmet not_ok }\n"
      "requirement one of all { when yes; window 2020; total 5 hours; must some_: c of sport during window > 0 hours "
      "}\n";
  CHECK(uncounted(assessed) == Messages{"no source of “c” ever gives “sport”"});
}

TEST_CASE("a member that is only a category, and none that counts") {
  const std::string credit =
      "enum sort { own, other, third }\n"
      "credit c for person in hours by sort { from study gives hours of own in y\n"
      "  from study gives hours of other in y }\n"
      "decision d for person: a | b { a when c during 2020 > 3 hours; b otherwise }\n";
  CHECK(uncounted(credit) == Messages{"no source of “c” ever gives “third”"});
  CHECK(uncounted(credit + "record course of person { sort: sort }\n").empty());
  CHECK(uncounted(credit + "define f(s: sort) = if s is third then 1 else 2\n").empty());
  CHECK(uncounted(credit + "equivalence more to c { from study gives 1 hours of third in y }\n").empty());
  CHECK(warnings_of("W0435", records + credit, true).empty());
}
