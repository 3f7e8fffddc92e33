// Windows of one credit that are added up and overlap (W0433).
#include <catch2/catch.hpp>

#include "tests/lang/lints/support.hpp"

using namespace cepol;

namespace {

Messages overlapping(const std::string& body) { return warnings_of("W0433", records + body); }

}  // namespace

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
