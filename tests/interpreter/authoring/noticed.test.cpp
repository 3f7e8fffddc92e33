#include "interpreter/authoring/mutation_run.hpp"
#include "interpreter/reference/reference.hpp"
#include "tests/support/policy.hpp"
#include "tests/support/threads.hpp"

using namespace cepol;
using namespace cepol::authoring;

namespace {

const std::string records = R"(
unit hour
record person key id { id: text  age: number  level: { high, low, none_ }  day: date }
)";

std::string changes_in(const std::string& body) {
  const auto policy = test::policy_of(records + body);
  std::string text;
  for (const Mutation& one : mutations_of(policy->whole())) text += one.owner + ": " + name_of(one, true) + "\n";
  return text;
}

std::string unnoticed_in(const std::string& body, unsigned threads = 2) {
  const auto policy = test::policy_of(records + body);
  std::string text;
  const auto changes = mutations_of(policy->whole());
  const auto fates = run_mutations(policy->whole(), reference::engine_kind(), changes,
                                   coverage(policy->whole(), reference::engine_kind()), test::Threads(threads));
  for (std::size_t i = 0; i < changes.size(); ++i)
    if (fates[i] == MutantStatus::undetected) text += name_of(changes[i], true) + "\n";
  return text;
}

}  // namespace

TEST_CASE("a number by one, at its last place, a comparison by its equal, a date by a day") {
  CHECK(changes_in("define a for person: bool = age >= 50") ==
        "a: age >= 50 → age > 50\na: age >= 50 → age >= 51\na: age >= 50 → age >= 49\n");
  CHECK(changes_in("define a for person = age * 2.05") == "a: age * 2.05 → age * 2.06\na: age * 2.05 → age * 2.04\n");
  CHECK(changes_in("define a for person: bool = age != 0") == "a: age != 0 → age = 0\na: age != 0 → age != 1\n");
  CHECK(changes_in("define a for person: bool = day < 2020-03-01") ==
        "a: day < 2020-03-01 → day <= 2020-03-01\na: day < 2020-03-01 → day < 2020-03-02\na: day < 2020-03-01 → day < "
        "2020-02-29\n");
  CHECK(changes_in("define a for person = age - 1").find("age - 1 → age + 1") != std::string::npos);
}

TEST_CASE("a category for the next one, one of a set left out, a condition left out") {
  CHECK(changes_in("define a for person: bool = level is high") ==
        "a: level is high → level is not high\na: level is high → level is low\n");
  CHECK(changes_in("define a for person: bool = level in {high, low}") ==
        "a: level in {high, low} → level in {low}\na: level in {high, low} → level in {high}\n"
        "a: level in {high, low} → level in {high, none_}\n");
  CHECK(changes_in("decision d for person: x | y { x when level is high and age > 0; y otherwise }") ==
        "d: x when level is high and age > 0 → y when level is high and age > 0\n"
        "d: without level is high\nd: level is high → level is not high\nd: level is high → level is low\n"
        "d: when level is high and age > 0 → when level is high or age > 0\n"
        "d: without age > 0\nd: age > 0 → age >= 0\nd: age > 0 → age > 1\nd: y otherwise → x otherwise\n");
}

TEST_CASE("Chinese words take Chinese ones' places") {
  const std::string told = changes_in("定义 甲 针对 person: 是非 = level 是 high 且 age > 3");
  CHECK(told.find("→ level 不是 high 且 age > 3") != std::string::npos);
  CHECK(told.find("→ level 是 high 或 age > 3") != std::string::npos);
}

TEST_CASE("a change is noticed when an example no longer holds, whatever the number of threads") {
  const std::string rule = "decision d for person: x | y { x when age >= 50; y otherwise }\n";
  auto example = [](const std::string& age, const std::string& outcome) {
    return "example \"" + age + "\" { person { id: a, age: " + age + " } expect d is " + outcome + " }\n";
  };
  for (const unsigned threads : {1U, 2U, 5U}) {
    CHECK(unnoticed_in(rule + example("70", "x") + example("20", "y"), threads) ==
          "age >= 50 → age > 50\nage >= 50 → age >= 51\nage >= 50 → age >= 49\n");
    CHECK(unnoticed_in(rule + example("50", "x") + example("20", "y"), threads) == "age >= 50 → age >= 49\n");
    CHECK(unnoticed_in(rule + example("50", "x") + example("49", "y"), threads).empty());
  }
}

TEST_CASE("an option that is a date is chosen by its value: examples that choose it go along with the change") {
  const std::string rule =
      "reading last_day: date { 2020-03-31 default; 2020-04-30 }\n"
      "decision d for person: x | y { x when day <= last_day; y otherwise }\n";
  const auto example = [](const std::string& day, const std::string& outcome) {
    return "example \"" + day + "\" { reading last_day = 2020-04-30 person { id: a, day: " + day + " } expect d is " +
           outcome + " }\n";
  };
  CHECK(unnoticed_in(rule + example("2020-04-10", "x")).find("2020-04-30 → 2020-05-01") != std::string::npos);
  const std::string both = unnoticed_in(rule + example("2020-04-30", "x") + example("2020-05-01", "y"));
  CHECK(both.find("2020-04-30") == std::string::npos);
  CHECK(both.find("2020-03-31 → 2020-04-01") != std::string::npos);
}

TEST_CASE("the name of a change is one whichever spelling of keywords it is written with") {
  const auto policy = test::policy_of(records + "define a for person: bool = level is high and age > 3");
  const auto changes = mutations_of(policy->whole());
  REQUIRE(name_of(changes.front(), true).starts_with("without level is high"));
  CHECK(is_named(changes.front(), "without level is high"));
  CHECK(is_named(changes.front(), "删去 level 是 high"));
  CHECK_FALSE(is_named(changes.front(), "删去 level 是 low"));
}

TEST_CASE("comments are no part of a change's name") {
  CHECK(changes_in("define a for person: bool = (age >= 50  # fifty too\n  or age < 3)").find('#') ==
        std::string::npos);
}

TEST_CASE("what check refuses is told apart, and an example that never held notices nothing") {
  const auto policy = test::policy_of(
      records +
      "define a for person = round_down(age, 1)\ndecision d for person: x | y { x when a > 3; y otherwise }\n"
      "example \"wrong\" { person { id: a, age: 1 } expect d is x }\n");
  std::size_t refused = 0, noticed = 0;
  for (const MutantStatus fate : run_mutations(policy->whole(), reference::engine_kind(), mutations_of(policy->whole()),
                                               coverage(policy->whole(), reference::engine_kind()), Parallel())) {
    refused += fate == MutantStatus::invalid ? 1 : 0;  // to a multiple of 0
    noticed += fate == MutantStatus::detected ? 1 : 0;
  }
  CHECK(refused == 1);
  CHECK(noticed == 0);
}

TEST_CASE("a change after which every result is computed as before is no finding") {
  const auto policy = test::policy_of(records +
                                      "decision d for person, first that fits: x | y | z { x when age >= 50; y when "
                                      "age >= 20 and age < 50; z otherwise "
                                      "}\n");
  std::size_t unchanged = 0;
  const auto changes = mutations_of(policy->whole());
  const auto fates = run_mutations(policy->whole(), reference::engine_kind(), changes,
                                   coverage(policy->whole(), reference::engine_kind()), Parallel());
  for (std::size_t i = 0; i < changes.size(); ++i) {
    INFO(name_of(changes[i], true));
    if (fates[i] == MutantStatus::unchanged) ++unchanged;
    if (fates[i] == MutantStatus::unchanged && !changes[i].after.empty())
      CHECK((changes[i].after.find("age <= 50") != std::string::npos ||
             changes[i].after.find("age < 51") != std::string::npos));
  }
  CHECK(unchanged == 3);  // <= 50, < 51, and the condition left out
}
