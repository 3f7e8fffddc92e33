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
