// Parts that do not add up to their total (W0432).
#include <catch2/catch.hpp>

#include "tests/lang/lints/support.hpp"

using namespace cepol;

namespace {

Messages parts(const std::string& total, const std::string& law, const std::string& craft,
               const std::string& window = "last 1 years to 2026") {
  return warnings_of("W0432",
                     records +
                         "credit c for person in hours by kind { from study gives hours of kind in y }\n"
                         "define law_part = 40 hours\n"
                         "define named_part = law_part\n"
                         "define craft_part for person = 60 hours\n"
                         "define by_age for person = if age > 3 then 60 hours else 10 hours\n"
                         "define this_year: year = 2026\n"
                         "decision used for person: a | b { a when law_part + named_part + craft_part + by_age "
                         "> 3 hours and since = this_year; b otherwise }\n"
                         "assessment all for person of c { met ok; unmet not_ok }\n"
                         "requirement one of all { when yes; window " +
                         window + "; total " + total + "\n  must a: c of law during " + law +
                         "\n  must b: c of craft during " + craft + " }");
}

}  // namespace

TEST_CASE("parts that a definition is the name of") {
  CHECK(parts("90 hours", "window >= law_part", "window >= craft_part") ==
        Messages{"the parts of “one” add up to 100 hours, which does not agree with its total of 90 hours"});
  CHECK(parts("90 hours", "window >= named_part", "window >= 60 hours").size() == 1);
  CHECK(parts("craft_part", "window >= law_part", "window >= law_part").size() == 1);
  CHECK(parts("100 hours", "window >= law_part", "window >= craft_part").empty());
  CHECK(parts("90 hours", "window >= law_part", "window >= by_age").empty());
}

TEST_CASE("a window that is written as the years that it is") {
  for (const std::string year : {"2026", "this_year", "from 2026 to 2026", "last 1 years to 2026"})
    CHECK(parts("90 hours", year + " >= 40 hours", "window >= 60 hours").size() == 1);
  CHECK(parts("90 hours", "2025 >= 40 hours", "window >= 60 hours").empty());
  CHECK(parts("90 hours", "2026 >= 40 hours", "2026 >= 60 hours", "from 2025 to 2026").empty());
  CHECK(parts("90 hours", "from 2025 to 2026 >= 40 hours", "last 2 years to 2026 >= 60 hours", "from 2025 to 2026")
            .size() == 1);
}
