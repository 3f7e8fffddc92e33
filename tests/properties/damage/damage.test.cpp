// No definite verdict on damaged data: clean generated data with every kind of damage, in every column where it makes
// sense, one at a time and two at a time. With CEPOL_DAMAGE=1 (dev/damage) the results are printed as a table.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>

#include "tests/properties/damage/cases.hpp"
#include "tests/support/effort.hpp"

namespace {

using namespace cepol;
using namespace cepol::damage;

#ifdef __SANITIZE_ADDRESS__
constexpr bool few_cases = true;
#else
constexpr bool few_cases = false;
#endif

enum class Run : std::uint8_t { usual, long_run };
struct KnownFailure {
  std::string_view kind;
  Run run;
};
#define NO_ROW(...)
const std::vector<KnownFailure> known_wrong = {
#define WRONG(kind, run, reason) {#kind, Run::run},
#define LOST NO_ROW
#define PAIR NO_ROW
#include "tests/properties/damage/known_failures.def"
#undef WRONG
#undef LOST
};
const std::vector<KnownFailure> known_lost = {
#define WRONG NO_ROW
#define LOST(kind, run, reason) {#kind, Run::run},
#include "tests/properties/damage/known_failures.def"
#undef LOST
#undef PAIR
};
const std::vector<std::pair<std::string_view, std::string_view>> known_pairs = {
#define LOST NO_ROW
#define PAIR(first, second, reason) {#first, #second},
#include "tests/properties/damage/known_failures.def"
#undef WRONG
#undef LOST
#undef PAIR
};
#undef NO_ROW

const KnownFailure* find(const std::vector<KnownFailure>& list, std::string_view kind) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const KnownFailure& one) { return one.kind == kind; });
  return found == list.end() ? nullptr : &*found;
}

// What is wrong with a kind, given what is known of it.
void compare(const std::vector<KnownFailure>& known, const char* list, std::string_view kind, std::size_t failures,
             const std::vector<std::string>& examples) {
  const KnownFailure* one = find(known, kind);
  if (failures > 0 && one == nullptr) {
    std::string text;
    for (const std::string& example : examples) text += "\n  " + example;
    FAIL_CHECK(list << "(" << kind << "): " << failures << " cases" << text);
  }
  const bool should_fail = one != nullptr && (one->run == Run::usual || test::long_run()) && !few_cases;
  if (failures == 0 && should_fail)
    FAIL_CHECK(list << "(" << kind << ") passes everywhere: take it out of known_failures.def");
}

bool prints_table() { return std::getenv("CEPOL_DAMAGE") != nullptr; }

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 100.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

void print_heading() {
  std::printf("%-26s %6s %6s %6s %8s %9s %9s %9s\n", "kind", "cases", "wrong", "lost", "stopped", "decided%", "others%",
              "seconds");
}
void print_row(const std::string& name, const Tally& tally) {
  std::printf("%-26s %6zu %6zu %6zu %8zu %9.2f %9.2f %9.3f\n", name.c_str(), tally.cases, tally.wrong,
              tally.others_lost, tally.stopped, share(tally.decided, tally.answers),
              share(tally.others_decided, tally.others),
              tally.seconds / std::max<double>(1, static_cast<double>(tally.cases)));
  std::fflush(stdout);
}

// At most so many targets of a kind in each policy, each with one style of keys, the next where it cannot be applied;
// in a long run all targets with all styles.
void try_kind(const Scenarios& scenarios, const Kind& kind, std::uint64_t seed, std::size_t most, Tally& tally) {
  for (std::size_t policy = 0; policy < scenarios.policies(); ++policy) {
    test::Random random{seed * 97 + policy};
    std::vector<Target> targets = targets_of(kind, scenarios.at(policy, 0).schema);
    for (std::size_t i = targets.size(); i > 1; --i) std::swap(targets[i - 1], targets[random.below(i)]);
    if (!test::long_run() && targets.size() > most) targets.resize(most);
    for (const Target& target : targets) {
      const std::size_t start = random.below(Scenarios::styles);
      for (std::size_t i = 0; i < Scenarios::styles; ++i) {
        const auto one = try_one(scenarios.at(policy, (start + i) % Scenarios::styles), kind, target, random);
        if (one) tally.add(*one);
        if (one && !test::long_run()) break;
      }
    }
  }
}

TEST_CASE("damaged data: one kind at a time gives no wrong result") {
  const Scenarios scenarios;
  const std::size_t most = test::cases_of({4, 1, 1000});
  Tally all;
  if (prints_table()) print_heading();
  std::uint64_t seed = 0;
  for (const Kind& kind : all_kinds()) {
    Tally tally;
    try_kind(scenarios, kind, ++seed, most, tally);
    INFO(kind.name << ": " << kind.about);
    CHECK((tally.cases > 0 || few_cases));
    compare(known_wrong, "WRONG", kind.name, tally.wrong, tally.wrong_examples);
    compare(known_lost, "LOST", kind.name, tally.others_lost, tally.lost_examples);
    if (prints_table()) print_row(std::string(kind.name), tally);
    all.cases += tally.cases;
    all.wrong += tally.wrong;
    all.others_lost += tally.others_lost;
    all.stopped += tally.stopped;
    all.answers += tally.answers;
    all.decided += tally.decided;
    all.others += tally.others;
    all.others_decided += tally.others_decided;
    all.seconds += tally.seconds;
  }
  if (prints_table()) print_row("all", all);
}

TEST_CASE("damaged data: two kinds at a time give no wrong result") {
  const Scenarios scenarios;
  const auto& kinds = all_kinds();
  Tally all;
  for (std::uint64_t seed = 1; seed <= test::cases_of({600, 60, 20000}); ++seed) {
    test::Random random{seed * 1000003};
    const Kind &first = kinds[random.below(kinds.size())], &second = kinds[random.below(kinds.size())];
    const std::pair<std::string_view, std::string_view> pair(first.name, second.name);
    if (find(known_wrong, first.name) != nullptr || find(known_wrong, second.name) != nullptr) continue;
    if (std::find(known_pairs.begin(), known_pairs.end(), pair) != known_pairs.end()) continue;
    const auto& scenario = scenarios.at(random.below(scenarios.policies()), random.below(Scenarios::styles));
    const auto one = try_two(scenario, first, second, random);
    if (!one) continue;
    all.add(*one);
    if (!one->judgement.wrong.empty())
      FAIL_CHECK("PAIR(" << first.name << ", " << second.name << "): " << one->shown << ": "
                         << one->judgement.wrong.front());
  }
  if (prints_table()) print_row("two at a time", all);
}

}  // namespace
