// Waivers that do nothing, and waivers that clash.
#include <catch2/catch.hpp>

#include "tests/lang/lints/support.hpp"

using namespace cepol;

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
        Messages{"the waiver “w” never does anything: whoever fits it fits “wide” too, which is `over` it"});
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

TEST_CASE("why a waiver that drops a must changes nothing") {
  CHECK(idle_waivers("waiver w of all { when level is middle; drops yearly }") ==
        Messages{"the waiver “w” never does anything: the total stays, and no requirement that it meets has the `must` "
                 "that it drops"});
  CHECK(idle_waivers("waiver w of all { when level is low; drops yearly when level is middle }") ==
        Messages{"the waiver “w” never does anything: the total stays, and whoever fits it never fits the condition on "
                 "which it drops “yearly”"});
}

namespace {

Messages clashing(const std::string& waivers, const std::string& when = "yes") {
  return warnings_of("W0433", records +
                                  "credit c for person in hours { from study gives hours in y }\n"
                                  "assessment all for person of c { met ok; unmet not_ok; waived free }\n"
                                  "requirement one of all { when " +
                                  when + "; window 2020; total 5 hours }\n" + waivers);
}

}  // namespace

TEST_CASE("waivers whose ranges overlap in part") {
  const std::string half = "waiver half_ of all { when age <= 55; total becomes total / 2 }\n";
  CHECK(clashing(half + "waiver free_ of all { when age >= 55; needs nothing }") ==
        Messages{"“half_” and “free_” of “all” overlap in part: age 55"});
  CHECK(clashing(half + "waiver free_ of all { when age > 55; needs nothing }").empty());
  CHECK(clashing(half + "waiver free_ of all over half_ { when age >= 55; needs nothing }").empty());
  CHECK(clashing(half + "waiver free_ of all { when age >= 55; needs nothing }", "age < 50").empty());
  CHECK(clashing(half + "waiver free_ of all { when age >= 55 and level is low; needs nothing }", "level is high")
            .empty());
}
