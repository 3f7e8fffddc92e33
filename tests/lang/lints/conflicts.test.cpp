// Rules that can apply at the same time without one being over the other (W0446), and gaps between cases (W0447,
// W0448).
#include <catch2/catch.hpp>

#include "tests/lang/lints/support.hpp"

using namespace cepol;

namespace {

Messages conflicts_of(const std::string& body) { return warnings_of("W0446", records + body); }
Messages conflicts_of_two(const std::string& one, const std::string& other, const std::string& words = "d for person") {
  return conflicts_of("decision " + words + ": a | b { a when " + one + "; b when " + other + " }");
}
Messages gaps_of(const std::string& one, const std::string& other, const std::string& rest = "") {
  return warnings_of("W0447",
                     records + "decision d for person: a | b { a when " + one + "; b when " + other + rest + " }");
}
const std::string an_assessment =
    "credit c for person in hours { from study gives hours in y }\n"
    "assessment all for person of c { met ok; unmet not_ok; waived free }\n";

}  // namespace

TEST_CASE("waivers of which one's range lies within the other's") {
  const std::string one = an_assessment + "requirement r of all { when yes; window 2020; total 5 hours }\n";
  CHECK(conflicts_of(one + "waiver w of all { when age >= 50; total becomes 1 hours }\n"
                           "waiver v of all { when age >= 55; needs nothing }") ==
        Messages{"“w” and “v” of “all” can apply at the same time, and neither is `over` the other: age 55 or more"});
  CHECK(conflicts_of(one + "waiver w of all { when age >= 50; total becomes 1 hours }\n"
                           "waiver v of all over w { when age >= 55; needs nothing }")
            .empty());
}

TEST_CASE("requirements and cases with a member in common") {
  CHECK(conflicts_of(an_assessment +
                     "requirement r of all { when level is low; window 2020; total 5 hours }\n"
                     "requirement s of all { when level in { low, high }; window 2020; total 6 hours }") ==
        Messages{"“r” and “s” of “all” can apply at the same time, and neither is `over` the other: level is “low”"});
  CHECK(conflicts_of_two("level in { low, middle }", "level in { middle, high }") ==
        Messages{"“a” and “b” of “d” can apply at the same time, and neither is `over` the other: level is “middle”"});
  CHECK(conflicts_of_two("done", "done and new_").size() == 1);
}

TEST_CASE("no conflict where something keeps the two apart, a third takes both, or the first that fits is taken") {
  CHECK(conflicts_of_two("level is low", "level is high").empty());
  CHECK(conflicts_of_two("age >= 50", "age >= 55", "d for person, first that fits").empty());
  CHECK(conflicts_of_two("level in { low, middle } and done", "level is low and not done").empty());
  CHECK(conflicts_of_two("done", "new_").empty());  // nothing in common: perhaps they never go together
  CHECK(conflicts_of_two("born <= 2018-12-31", "born >= 2018-12-31").empty());  // W0433
  CHECK(conflicts_of("decision d for person: a | b | c { a when age >= 50; b when age >= 55\n"
                     "  c over a, b when age >= 55 }")
            .empty());
}

TEST_CASE("a gap between two ranges") {
  CHECK(gaps_of("age < 18", "age > 18") == Messages{"the cases of “d” leave a gap: age 18"});
  CHECK(gaps_of("age <= 17", "age >= 18") ==
        Messages{"the cases of “d” leave a gap: age more than 17 to less than 18"});
  CHECK(gaps_of("born < 2020-01-01", "born > 2020-01-02") ==
        Messages{"the cases of “d” leave a gap: born 2020-01-01 to 2020-01-02"});
  CHECK(gaps_of("age < 18 and done", "age > 18 and not done").size() == 1);
}

TEST_CASE("no gap where ranges meet, whole values have none between, or the rest is covered") {
  CHECK(gaps_of("age < 18", "age >= 18").empty());
  CHECK(gaps_of("since <= 2017", "since >= 2018").empty());
  CHECK(gaps_of("full_years(born, came) <= 17 years", "full_years(born, came) >= 18 years").empty());
  CHECK(gaps_of("age < 18", "age > 18", "; a otherwise").empty());
  CHECK(gaps_of("age < 18", "level is low").empty());
}

TEST_CASE("most of no rows is none, and no case fits") {
  const std::string most = "most(hours over study)";
  const auto of = [&](const std::string& rest) {
    return warnings_of("W0448",
                       records + "decision d for person: a | b { a when " + most + " < 3 hours; b " + rest + " }");
  };
  CHECK(of("when " + most + " >= 3 hours").size() == 1);
  CHECK(of("otherwise").empty());
  CHECK(of("when " + most + " >= 3 hours or " + most + " is none").empty());
}

TEST_CASE("a wording after an `or` without brackets") {
  CHECK(warnings_of("W0445", records + "decision d for person: a | b { a when done or new_ \"both\"; b otherwise }") ==
        Messages{"“both” is the wording of “new_” alone, not of the whole `or`"});
  for (const std::string condition :
       {"(done or new_) \"both\"", "done \"one\" or new_ \"the other\"", "done or new_", "done and new_ \"both\""})
    CHECK(warnings_of("W0445", records + "decision d for person: a | b { a when " + condition + "; b otherwise }")
              .empty());
}
