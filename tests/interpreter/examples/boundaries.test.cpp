#include "interpreter/examples/boundaries.hpp"

#include "tests/support/policy.hpp"

using namespace cepol;
using namespace cepol::examples;

namespace {

const std::string rules = R"(
unit hour
record person key id { id: text  born: date  asked: date }
record study of person { hours: hour  y: year }
credit earned for person in hour { from study gives hours in y }
assessment renewal for person of earned { met ok; unmet missing_; required due; earned have }
requirement everyone of renewal { when yes window last 2 years to 2020 total 40 hour }
decision age for person: old | young { old when full_years(born, asked) >= 50 years; young otherwise }
decision late for person: in_time | too_late { too_late when asked > 2020-06-30; in_time otherwise }
)";
const std::string base = R"(
example "base" {
  person { id: a, born: 1960-05-20, asked: 2020-06-01 }
  study [
    hours y
    20 2019
    30 2020
  ]
  expect renewal is ok, age is old, late is in_time
}
)";

std::string all_of(const std::string& text) {
  const auto policy = test::policy_of(text);
  std::string told;
  for (const Proposal& one : boundaries(policy->whole()))
    told += example_text(policy->checked.program, policy->checked.examples, one, true);
  return told;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the day before a birthday, the day after the last, one hour short, 29 February") {
  const std::string told = all_of(rules + base);
  INFO(told);
  CHECK(has(told, "born: 1970-06-01 }\n  expect renewal is ok, age is old"));
  CHECK(has(told, "born: 1970-06-02 }\n  expect renewal is ok, age is young"));
  CHECK(has(told, "asked: 2020-06-30 }\n  expect renewal is ok, age is old, late is in_time"));
  CHECK(has(told, "asked: 2020-07-01 }\n  expect renewal is ok, age is old, late is too_late"));
  CHECK(has(told, "hours: 10 }\n  expect renewal is ok"));
  CHECK(has(told, "hours: 9 }\n  expect renewal is missing_"));
  CHECK(has(told, "y: 2021"));  // the years that count end with 2020
  CHECK(has(told, "-02-29, asked: "));
  CHECK(has(told, "02-28 }\n  expect renewal is ok, age is old"));
  CHECK(has(told, "02-27 }\n  expect renewal is ok, age is young"));
}

TEST_CASE("what is proposed holds, and is not proposed again") {
  const std::string told = all_of(rules + base);
  const auto policy = test::policy_of(rules + base + told);
  for (const semantics::Example& example : policy->checked.examples) {
    INFO(example.title);
    CHECK(holds(policy->checked.program, example));
  }
  CHECK(all_of(rules + base + told).empty());
}

TEST_CASE("an example that does not hold is no base; without examples there is none") {
  CHECK(all_of(rules).empty());
  CHECK(all_of(rules +
               "example \"wrong\" { person { id: a, born: 1960-05-20, asked: 2020-06-01 } expect age is young }\n")
            .empty());
}
