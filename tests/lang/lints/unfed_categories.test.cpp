// Categories of a credit that no source gives (W0435).
#include <catch2/catch.hpp>

#include "tests/lang/lints/support.hpp"

using namespace cepol;

namespace {

Messages unfed(const std::string& body) { return warnings_of("W0435", records + body); }

}  // namespace

TEST_CASE("a category that no source gives") {
  const std::string credit =
      "credit c for person in hours by kind { from study gives hours of (if worth > 3 then law else craft) in y }\n";
  const auto asked = [&](const std::string& of) {
    return unfed(credit + "decision d for person: a | b { a when c of " + of + " during 2020 > 3 hours; b otherwise }");
  };
  CHECK(asked("arts") == Messages{"no source of “c” ever gives “arts”"});
  CHECK(asked("soft") == Messages{"no source of “c” ever gives “arts”, “sport”"});
  CHECK(asked("law").empty());
  CHECK(asked("craft").empty());
  CHECK(asked("kind").empty());  // of an expression
  CHECK(unfed(credit + "equivalence more to c { from study gives 1 hours of arts in y }\n"
                       "decision d for person: a | b { a when c of arts during 2020 > 3 hours; b otherwise }")
            .empty());
  CHECK(unfed("credit c for person in hours by kind { from study gives hours of kind in y }\n"
              "decision d for person: a | b { a when c of arts during 2020 > 3 hours; b otherwise }")
            .empty());
}

TEST_CASE("a source whose condition restricts what its category can be") {
  const auto asked = [&](const std::string& when, const std::string& of) {
    return unfed("credit c for person in hours by kind { from study gives hours of kind in y when " + when +
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
  CHECK(unfed(use + "credit c for person in hours by kind { from study gives hours of law in y\n"
                    "  at most 5 hours a year of arts }")
            .size() == 1);
  CHECK(unfed(use + "credit c for person in hours by kind { from study gives hours of law in y\n"
                    "  at most 5 hours a year of law }")
            .empty());
  // An equivalence's limit is for its own rows.
  CHECK(unfed(use + "credit c for person in hours by kind { from study gives hours of arts in y }\n"
                    "equivalence more to c { from study gives 1 hours of law in y at most 5 hours a year of arts }")
            .size() == 1);
  const std::string assessed =
      "credit c for person in hours by kind { from study gives hours of law in y }\n"
      "assessment all for person of c { met ok; unmet not_ok }\n"
      "requirement one of all { when yes; window 2020; total 5 hours; must some_: c of sport during window > 0 hours "
      "}\n";
  CHECK(unfed(assessed) == Messages{"no source of “c” ever gives “sport”"});
}

TEST_CASE("a member that is only a category, and none that counts") {
  const std::string credit =
      "enum sort { own, other, third }\n"
      "credit c for person in hours by sort { from study gives hours of own in y\n"
      "  from study gives hours of other in y }\n"
      "decision d for person: a | b { a when c during 2020 > 3 hours; b otherwise }\n";
  CHECK(unfed(credit) == Messages{"no source of “c” ever gives “third”"});
  CHECK(unfed(credit + "record course of person { sort: sort }\n").empty());
  CHECK(unfed(credit + "define f(s: sort) = if s is third then 1 else 2\n").empty());
  CHECK(unfed(credit + "equivalence more to c { from study gives 1 hours of third in y }\n").empty());
  CHECK(warnings_of("W0435", records + credit, true).empty());
}
