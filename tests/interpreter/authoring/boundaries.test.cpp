#include "interpreter/authoring/boundaries.hpp"

#include <sstream>

#include "interpreter/reference/reference.hpp"

#include "tests/support/policy.hpp"

using namespace cepol;
using namespace cepol::authoring;

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
  const Boundaries found = boundaries(policy->whole(), reference::engine_kind());
  for (std::size_t i = found.own; i < found.bases.size(); ++i)
    told += text_of(policy->checked.program, found.bases[i], true);
  for (const Proposal& one : found.proposals) told += text_of(policy->checked.program, found, one, true);
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
  engine::LoadedProgram loaded(reference::engine_kind(), policy->checked.program);
  for (const semantics::Example& example : policy->checked.examples) {
    INFO(example.title);
    CHECK(holds(loaded, example));
  }
  CHECK(all_of(rules + base + told).empty());
}

TEST_CASE("an example that does not hold is no base") {
  CHECK(all_of(rules +
               "example \"wrong\" { person { id: a, born: 1960-05-20, asked: 2020-06-01 } expect age is young, late is "
               "in_time, renewal is missing_ }\n")
            .empty());
}

TEST_CASE("a decision without an example gets one with made-up values, and the boundaries from there") {
  const std::string told = all_of(rules);
  CHECK(told.starts_with("example \"person\" {\n  person { id: 1, born: "));
  CHECK(has(told, "study { hours: 1, y: "));
  CHECK(has(told, " like \"person\" {\n"));
  CHECK(has(told, "hours: 40 }\n  expect renewal is ok"));
  CHECK(has(told, "hours: 39 }\n  expect renewal is missing_"));
  CHECK(has(told, "asked: 2020-07-01 }\n"));
  const auto policy = test::policy_of(rules + told);
  engine::LoadedProgram loaded(reference::engine_kind(), policy->checked.program);
  for (const semantics::Example& example : policy->checked.examples) CHECK(holds(loaded, example));
  CHECK(all_of(rules + told).empty());

  // The data of an example that is there already, where it has such a row.
  const std::string with_base = base.substr(0, base.find(", age is old")) + "\n}\n";
  const std::string more = all_of(rules + with_base);
  CHECK(has(more, "example \"person\" {\n  person { id: a, born: 1960-05-20, asked: 2020-06-01 }\n  study [\n"));
  CHECK(has(more, "  expect age is old, late is in_time\n}\n"));
}

TEST_CASE("no value is proposed that its column's bounds do not allow, and bounds are tried") {
  const std::string policy =
      "record person key id { id: text; born: date >= 1961-03-02 <= 1999-12-31; since: year >= 2014 <= 2016 }\n"
      "decision age for person: old | young { old when born < 1961-03-03; young otherwise }\n"
      "decision new for person: yes_ | no_ { yes_ when since >= 2016; no_ otherwise }\n"
      "decision rest for person: some_ | none_ { some_ when born > 1999-12-30 or since < 2014; none_ otherwise }\n";
  for (const std::string& example :
       {std::string(), std::string("example \"one\" { person { id: a, born: 1970-01-01, since: 2015 } expect age is "
                                   "young, new is no_, rest is none_ }\n")}) {
    const std::string told = all_of(policy + example);
    INFO(told);
    CHECK(has(told, "born: 1961-03-02"));
    CHECK(has(told, "born: 1961-03-03"));
    CHECK(has(told, "since: 2016"));
    CHECK(has(told, "born: 1999-12-31"));
    for (const char* outside : {"born: 1961-03-01", "born: 2000", "since: 2013", "since: 2017"})
      CHECK_FALSE(has(told, outside));
    const auto made = test::policy_of(policy + example + told);
    engine::LoadedProgram loaded(reference::engine_kind(), made->checked.program);
    for (const semantics::Example& one : made->checked.examples) CHECK(holds(loaded, one));
  }
}

TEST_CASE("thresholds that a record comes to only when other cells are changed first, what is not found is said") {
  const std::string policy = R"(
record person key id { id: text  kind: { plain, high, top }  sworn: bool  age: number  left: optional date }
decision fee for person: none_ | half | full {
  none_ when kind is top and sworn and age >= 65
  half when left is not none and left < 2020-03-01
  full otherwise
}
example "plain" { person { id: a, kind: plain, sworn: no, age: 40 } expect fee is full }
)";
  const std::string told = all_of(policy);
  CHECK(has(told, "person { kind: top, sworn: yes, age: 65 }\n  expect fee is none_"));
  CHECK(has(told, "person { kind: top, sworn: yes, age: 64 }\n  expect fee is full"));
  CHECK(all_of(policy + told).empty());

  const auto dead = test::policy_of(
      "record person key id { id: text  age: number }\n"
      "decision d for person: x | y { x when age > 3 and age > 1; y otherwise }\n"
      "example \"one\" { person { id: a, age: 1 } expect d is y }\n");
  const Boundaries found = boundaries(dead->whole(), reference::engine_kind());
  REQUIRE(found.unreached.size() == 1);
  CHECK(text_of(dead->sources, found.unreached.front()) == "age > 1");  // never asked where it fails
}

namespace {

// The titles of what is proposed, with what each expects.
std::vector<std::string> titles_of(const std::string& text) {
  std::vector<std::string> titles;
  std::istringstream lines(all_of(text));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("example \"")) titles.push_back(line.substr(9, line.find("\" like") - 9));
    if (line.starts_with("  expect ")) titles.back() += " -> " + line.substr(9);
  }
  return titles;
}

const std::string twenty_each_year = R"(
unit hour
record person key id { id: text }
record study of person { y: year; hours: hour >= 0 places 1 }
credit c for person in hour { from study gives hours in y }
assessment due for person of c { met ok; unmet not_ok }
requirement r of due { window from 2024 to 2025 total 40 hour
  must yearly each year y: c during y >= 20 hour "20" }
)";

}  // namespace

TEST_CASE("a title says what holds, where it is asked of each year too, and steps follow the column's places") {
  const auto titles = titles_of(twenty_each_year + R"(
example "20 and 25" { person { id: A } study [ y hours
    2024 20
    2025 25 ] expect due is ok }
)");
  CHECK(std::count(titles.begin(), titles.end(), "c during y >= 20 hour just fails: hours 19.9 -> due is not_ok") == 1);
  for (const std::string& title : titles) CHECK_FALSE((has(title, "just holds") && has(title, "-> due is not_ok")));
}

TEST_CASE("of a window the title says whether the day is within it") {
  const auto titles = titles_of(R"(
record person key id { id: text; done_on: date }
define term: period = from 2020-04-01 to 2021-03-31
decision d for person: x | z { x when done_on within term; z otherwise }
example "within" { person { id: A, done_on: 2020-05-01 } expect d is x }
)");
  REQUIRE(!titles.empty());
  for (const std::string& title : titles) {
    INFO(title);
    CHECK(has(title, "just holds") == has(title, "-> d is x"));
  }
}

TEST_CASE("the two sides of a threshold expect different results") {
  for (const std::string& text :
       {rules + base, twenty_each_year + "example \"e\" { person { id: A } study { y: 2024, hours: 40 }"
                                         " expect due is not_ok }\n"}) {
    const auto policy = test::policy_of(text);
    const Boundaries found = boundaries(policy->whole(), reference::engine_kind());
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::set<std::string>> expected, sides;
    for (const Proposal& one : found.proposals) {
      if (!one.condition) continue;  // the two ends of a window have one place
      std::string all;
      for (const semantics::Expectation& wanted : one.variant.expectations) all += wanted.text + ",";
      const std::pair at(one.threshold.begin, one.threshold.end);
      expected[at].insert(all);
      sides[at].insert(text_of(policy->checked.program, found, one, true));
    }
    for (const auto& [at, texts] : sides)
      if (texts.size() > 1) {
        std::string all;
        for (const std::string& one : texts) all += one;
        INFO(all);
        CHECK(expected[at].size() > 1);
      }
  }
}
