// No definite verdict on damaged data: clean generated data with every kind of damage, in every column where it makes
// sense, one at a time and two at a time. With CEPOL_DAMAGE=1 (dev/damage) the results are printed as a table.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>

#include "lang/base/text.hpp"
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

// On one line, with a question mark for each byte that is not UTF-8.
std::string printable(const std::string& text) {
  std::string valid = text;
  for (auto at = invalid_utf8(valid); at; at = invalid_utf8(valid)) valid[*at] = '?';
  for (char& c : valid)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  return valid;
}

// What is wrong with a kind, given what is known of it.
void compare(const std::vector<KnownFailure>& known, const char* list, std::string_view kind, std::size_t failures,
             const std::vector<std::string>& examples) {
  const KnownFailure* one = find(known, kind);
  if (failures > 0 && one == nullptr) {
    std::string text;
    for (const std::string& example : examples) text += "\n  " + printable(example);
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

struct Attempt {
  Target target;
  std::size_t style;
};
void shuffle(std::vector<Attempt>& attempts, test::Random& random) {
  for (std::size_t i = attempts.size(); i > 1; --i) std::swap(attempts[i - 1], attempts[random.below(i)]);
}
// All targets of a kind with all styles of keys, in a random order; of the first ones every other is an optional
// column, whose blanks are read as none.
std::vector<Attempt> attempts_of(const Kind& kind, const Schema& schema, test::Random& random) {
  std::vector<Attempt> optional, others, all;
  for (const Target& target : targets_of(kind, schema)) {
    const TableSchema& table = schema.tables[target.table];
    const bool is_optional = !target.column.empty() && table.columns[*table.column_named(target.column)].optional;
    for (std::size_t style = 0; style < Scenarios::styles; ++style)
      (is_optional ? optional : others).push_back({target, style});
  }
  shuffle(optional, random);
  shuffle(others, random);
  for (std::size_t i = 0; i < std::max(optional.size(), others.size()); ++i) {
    if (i < optional.size()) all.push_back(optional[i]);
    if (i < others.size()) all.push_back(others[i]);
  }
  return all;
}

// At most so many cases of a kind in each policy.
void try_kind(const Scenarios& scenarios, const Kind& kind, std::uint64_t seed, std::size_t most, Tally& tally) {
  for (std::size_t policy = 0; policy < scenarios.policies(); ++policy) {
    test::Random random{seed * 97 + policy};
    std::size_t tried = 0;
    for (const auto& [target, style] : attempts_of(kind, scenarios.at(policy, 0).schema, random)) {
      if (tried == most) break;
      const auto one = try_one(scenarios.at(policy, style), kind, target, random);
      if (!one) continue;
      tally.add(*one);
      ++tried;
    }
  }
}

TEST_CASE("damaged data: one kind at a time gives no wrong result") {
  const Scenarios scenarios;
  const std::size_t most = test::cases_of({10, 1, 100000});
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
  const auto& every_kind = all_kinds();
  Tally all;
  for (std::uint64_t seed = 1; seed <= test::cases_of({600, 60, 20000}); ++seed) {
    test::Random random{seed * 1000003};
    const Kind &first = every_kind[random.below(every_kind.size())],
               &second = every_kind[random.below(every_kind.size())];
    const std::pair<std::string_view, std::string_view> pair(first.name, second.name);
    if (find(known_wrong, first.name) != nullptr || find(known_wrong, second.name) != nullptr) continue;
    if (std::find(known_pairs.begin(), known_pairs.end(), pair) != known_pairs.end()) continue;
    const auto& scenario = scenarios.at(random.below(scenarios.policies()), random.below(Scenarios::styles));
    const auto one = try_two(scenario, first, second, random);
    if (!one) continue;
    all.add(*one);
    if (!one->judgement.wrong.empty())
      FAIL_CHECK("PAIR(" << first.name << ", " << second.name << "): " << one->shown << ": "
                         << printable(one->judgement.wrong.front()));
  }
  if (prints_table()) print_row("two at a time", all);
}

}  // namespace
