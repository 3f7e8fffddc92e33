// The warnings that reason about conditions: given where they are right, and not where they nearly are.
#include <algorithm>
#include <catch2/catch.hpp>

#include "lang/semantics/check.hpp"

using namespace cepol;

namespace {

// The warnings of one number, in English, of a policy that has no errors.
std::vector<std::string> warnings_of(std::string_view number, const std::string& body, bool module = false) {
  Sources sources;
  const std::string header = module ? "module one\n" : "policy test/one \"test\" { language en }\n";
  const SourceId id = sources.add({"test.cepol", header + body});
  const syntax::Parsed parsed = syntax::parse(sources, id);
  REQUIRE(parsed.problems.list.empty());
  const auto checked = semantics::check(sources, {{"test/one", id, &parsed}}, nullptr);
  std::vector<std::string> found;
  for (const Diagnostic& one : checked.problems.list) {
    INFO(message_of(one, Language::en));
    CHECK(severity_of(one.code) == Severity::warning);
    if (code_number(one.code) == number) found.push_back(message_of(one, Language::en));
  }
  return found;
}
using Messages = std::vector<std::string>;

const std::string records = R"(
unit hours
enum kind { law, craft, arts, sport; soft = { arts, sport } }
record person key id {
  id: text; level: { low, middle, high }; kind: kind; born, came: date; since: year; age, weight: number
  done, new_: bool; last: optional kind
}
record study of person { y: year; day: date; kind: kind; hours: hours; worth: number }
)";

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
  CHECK(untreated(assessed + two) == Messages{"every case of “all” asks for “level”, and none names “middle”"});
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
  CHECK(untreated(table + use) == Messages{"every case of “rate” asks for “which”, and none names “sport”"});
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

// A waiver beside requirements for low (with the must `yearly`) and middle.
Messages idle_waivers(const std::string& waivers) {
  return warnings_of("W0434", records +
                                  "credit c for person in hours { from study gives hours in y }\n"
                                  "assessment all for person of c { met ok; unmet not_ok; waived free }\n"
                                  "requirement one of all { when level is low; window 2020; total 5 hours\n"
                                  "  must yearly: done }\n"
                                  "requirement two of all { when level is middle; window 2020; total 6 hours }\n" +
                                  waivers);
}

}  // namespace

TEST_CASE("a waiver for whom no requirement is") {
  CHECK(idle_waivers("waiver w of all { when level is high; needs nothing }") ==
        Messages{"the waiver “w” never does anything: its condition contradicts every requirement of “all”, so nobody "
                 "fits both"});
  CHECK(idle_waivers("waiver w of all { when level is not low and level is not middle; needs nothing }").size() == 1);
  CHECK(idle_waivers("waiver w of all { when level in { high, middle }; needs nothing }").empty());
  CHECK(idle_waivers("waiver w of all { when level is high or done; needs nothing }").empty());
}

TEST_CASE("a waiver whose people another takes") {
  const std::string wide = "waiver wide of all over w { when age > 50; needs nothing }\n";
  CHECK(idle_waivers(wide + "waiver w of all { when age >= 60 and done; total becomes total * 1/2 }") ==
        Messages{"the waiver “w” never does anything: whoever fits it fits “wide” too, which is declared `over` it"});
  CHECK(idle_waivers(wide + "waiver w of all { when age >= 50 and done; total becomes total * 1/2 }").empty());
  CHECK(idle_waivers("waiver wide of all { when age > 50; needs nothing }\n"
                     "waiver w of all over wide { when age >= 60; total becomes total * 1/2 }")
            .empty());
  // Through a third that is between them.
  CHECK(idle_waivers("waiver wide of all over middle_ { when age > 50; needs nothing }\n"
                     "waiver middle_ of all over w { when age > 70 and done; total becomes 1 hours }\n"
                     "waiver w of all { when age >= 60; total becomes total * 1/2 }")
            .size() == 2);
}

TEST_CASE("a waiver that changes nothing") {
  for (const std::string same : {"total", "total * 1", "1 * total", "total / 1", "total * 100%"})
    CHECK(idle_waivers("waiver w of all { when done; total becomes " + same + " }") ==
          Messages{"the waiver “w” never does anything: its total becomes the total that it was"});
  CHECK(idle_waivers("waiver w of all { when done; total becomes total * 2 }").empty());
  CHECK(idle_waivers("waiver w of all { when level is middle; drops yearly }").size() == 1);
  CHECK(idle_waivers("waiver w of all { when done; drops yearly when level is middle }").size() == 1);
  CHECK(idle_waivers("waiver w of all { when done; drops yearly }").empty());
  CHECK(idle_waivers("waiver w of all { when level is middle; total becomes 1 hours; drops yearly }").empty());
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
