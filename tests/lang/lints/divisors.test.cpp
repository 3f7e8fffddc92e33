// Divisions by what may be 0.
#include <catch2/catch.hpp>

#include "tests/lang/lints/support.hpp"

using namespace cepol;

namespace {

bool may_fail(const std::string& definition) {
  const Messages found = warnings_of("W0450", records +
                                                  "record team key code { code: text; staff: number >= 0; "
                                                  "size: number >= 1; score: number }\n"
                                                  "record task of team { weight: number >= 0 }\n" +
                                                  definition);
  INFO(definition);
  CHECK(found.size() <= 1);
  return !found.empty();
}

}  // namespace

TEST_CASE("a column within whose bounds 0 lies, a count or a sum may be 0") {
  CHECK(may_fail("define share for team = 10 / staff"));
  CHECK(may_fail("define share for team = 10 / score"));
  CHECK(may_fail("define share for team = 10 / count(task)"));
  CHECK(may_fail("define share for team = 10 / sum(weight over task)"));
  CHECK(may_fail("define all for team = count(task)\ndefine share for team = 10 / all"));
  CHECK(may_fail("define share for team = 10 / (count(task) + staff)"));
  CHECK(may_fail("define share for team = 10 / max(staff, 0)"));
}

TEST_CASE("no warning where it cannot be 0, nothing is known of it, or the rule says what holds then") {
  CHECK_FALSE(may_fail("define share for team = 10 / size"));
  CHECK_FALSE(may_fail("define share for team = 10 / 4"));
  CHECK_FALSE(may_fail("define share for team = 10 / (count(task) + 1)"));
  CHECK_FALSE(may_fail("define share for team = 10 / max(staff, 1)"));
  CHECK_FALSE(may_fail("define share for team = if staff > 0 then 10 / staff else 0"));
  CHECK_FALSE(may_fail("define share for team = if count(task) = 0 then 0 else 10 / count(task)"));
  CHECK_FALSE(may_fail("define share for team = 10 / (staff - score)"));
}

TEST_CASE("definitions are followed to the divisor, and to what says what holds where it is 0") {
  CHECK(may_fail("define people for team = if score > 3 then staff else 1\ndefine share for team = 10 / people"));
  CHECK(may_fail("define places for team = if score > 3 then 5 else 0\ndefine share for team = 10 / places"));
  CHECK_FALSE(may_fail("define places for team = if score > 3 then 5 else 2\ndefine share for team = 10 / places"));
  CHECK_FALSE(may_fail("define people for team = if staff > 0 then staff else 1\ndefine share for team = 10 / people"));
  CHECK(may_fail("define per(amount: number, among: number) = amount / among\ndefine share for team = per(10, staff)"));
  CHECK_FALSE(
      may_fail("define per(amount: number, among: number) = amount / among\ndefine share for team = per(10, size)"));
  CHECK_FALSE(
      may_fail("define per(amount: number, among: number) = if among = 0 then 0 else amount / among\n"
               "define share for team = per(10, staff)"));
  CHECK_FALSE(
      may_fail("define per(amount: number, among: number) = amount / among\n"
               "define share for team = if staff > 0 then per(10, staff) else 0"));
  CHECK_FALSE(may_fail("define any for team: bool = staff > 0\ndefine share for team = if any then 10 / staff else 0"));
  CHECK_FALSE(may_fail("define share for team = 10 / staff\ndefine fair for team = if staff > 0 then share else 0"));
  CHECK(
      may_fail("define share for team = 10 / staff\ndefine fair for team = if staff > 0 then share else 0\n"
               "define twice for team = share * 2"));
}

TEST_CASE("that another declaration compares the divisor is no answer") {
  CHECK(may_fail("define share for team = 10 / staff\ndefine big for team: bool = staff > 5"));
}
