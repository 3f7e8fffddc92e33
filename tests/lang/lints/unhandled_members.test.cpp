// Members of an enumeration that no case handles (W0436).
#include <catch2/catch.hpp>

#include "tests/lang/lints/support.hpp"

using namespace cepol;

namespace {

Messages unhandled(const std::string& body) { return warnings_of("W0436", records + body); }

}  // namespace

TEST_CASE("a member that no case names") {
  CHECK(unhandled("decision d for person: a | b { a when kind is law; b when kind in { craft, sport } and done }") ==
        Messages{"every case of “d” asks for “kind”, and none names “arts”"});
  CHECK(unhandled(
            "decision d for person, first that fits: a | b { a when level is low and done; b when level is low }") ==
        Messages{"every case of “d” asks for “level”, and none names “middle”, “high”"});
  CHECK(unhandled("decision d for person: a | b { a when kind is law; b when kind in { craft, soft } }").empty());
  CHECK(unhandled("decision d for person: a | b { a when kind is law; b otherwise }").empty());
  CHECK(unhandled("decision d for person: a | b { a when kind is law; b when kind is not law }").empty());
  CHECK(unhandled("decision d for person: a | b { a when kind is law; b when kind is not law and kind is not arts }")
            .empty());
  CHECK(unhandled("decision d for person: a | b { a when kind is law; b when done }").empty());
  CHECK(unhandled("decision d for person: a | b { a when kind is law; b when kind is craft or done }").empty());
  CHECK(unhandled("decision d for person: a | b { a when kind is law; b when last is craft }").empty());
}

TEST_CASE("a member that a case names in one part of an `or` only") {
  const auto two = [](const std::string& a, const std::string& b) {
    return unhandled("decision d for person, first that fits: a | b { a when " + a + "; b when " + b + " }");
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
  CHECK(unhandled(decision + "example \"e\" { person { level: high } expect d is 未规定 }\n").empty());
  CHECK(unhandled(decision + "example \"e\" { person [ level\n low\n high ] expect d is \"not covered\" }\n").empty());
  CHECK(unhandled(decision + "example \"e\" { person { level: high } expect d is a }\n").size() == 1);
  CHECK(unhandled(decision + "decision e for person: a | b { a when level is low; b otherwise }\n"
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
  CHECK(unhandled(assessed + two) == Messages{"every requirement of “all” asks for “level”, and none names “middle”"});
  CHECK(unhandled(assessed + "requirement two of all { when level is not low; window 2020; total 5 hours }\n").empty());
  // Waivers need not treat everybody; a module's assessments may get more requirements.
  CHECK(unhandled("credit c for person in hours { from study gives hours in y }\n"
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
  CHECK(unhandled(table + use) == Messages{"every row of “rate” asks for “which”, and none names “sport”"});
  CHECK(unhandled("table rate(which: kind): number { law: 1; any: 2 }\n"
                  "decision d for person: a | b { a when rate(kind) > 1; b otherwise }\n")
            .empty());
  // It may be asked for other values only, or its having none is provided for.
  CHECK(unhandled(table +
                  "decision d for person: a | b { a when kind is law and rate(kind, age) > 1 hours; b otherwise }")
            .empty());
  CHECK(unhandled(table + "decision d for person: a | b { a when rate(kind, age) is none; b otherwise }").empty());
  CHECK(unhandled(table + "decision d for person: a | b { a when rate(law, age) > 1 hours; b otherwise }").empty());
}
