// Results on data damaged in many places, against repairs drawn at random: none contradicts what is given, and what
// changes a result is named.
#include <catch2/catch.hpp>

#include <algorithm>
#include <optional>
#include <set>

#include "tests/support/effort.hpp"
#include "tests/support/fillings.hpp"
#include "tests/support/tested_engine.hpp"

namespace {

using namespace cepol;
using namespace cepol::test;
using engine::Outcome;
using engine::Status;

struct DamageCounts {
  std::size_t given = 0, open = 0, bounded = 0, changes = 0;
};

constexpr std::size_t bases = 6, changes_each = 6;

// The engine's result is a repair's, or undetermined.
std::string contradiction(const Outcome& got, const std::vector<Outcome>& repairs) {
  if (got.status == Status::undetermined) return "";
  for (const Outcome& one : repairs)
    if (!alike(one, got)) return "a repair gives " + shown(one) + ", but the engine: " + shown(got) + "\n";
  return "";
}

// `few`: the search ends early, so that blanks which it did not meet are not named.
void check_much(std::uint64_t seed, DamageCounts& counts, std::optional<std::size_t> few = {}) {
  RandomCase random(seed, false);
  const DataBuilder data = random.much_damaged_data();
  if (random.blanks.empty()) return;
  engine::Options options;
  if (few) options.search_bound = *few;
  const auto decided =
      TestedEngine(random.b.program, data.data, options).decide(random.schema.person, 0).decisions.at(0);
  Random draw{seed};
  DataBuilder filled = data;
  Fillings repairs;
  std::string wrong;
  std::set<engine::BlankCell> change;
  for (std::size_t base = 0; base < bases; ++base) {
    std::vector<std::size_t> ways;
    for (const auto& blank : random.blanks) ways.push_back(draw.below(blank.ways.size()));
    add_filling(repairs, random, ways, filled, 0);
    const Outcome before = repairs.outcomes.back();
    for (std::size_t i = 0; i < changes_each; ++i) {
      const std::size_t which = draw.below(ways.size());
      std::vector<std::size_t> other = ways;
      const auto& blank = random.blanks[which];
      other[which] = draw.below(blank.ways.size());
      add_filling(repairs, random, other, filled, 0);
      if (!alike(before, repairs.outcomes.back()))
        change.insert({blank.table, blank.whole_column ? 0 : blank.row, blank.column});
    }
  }
  wrong += contradiction(decided.outcome, repairs.outcomes) + contradiction(decided.measures.at(0), repairs.figures);
  const std::vector<engine::BlankCell>& named = decided.outcome.missing;
  if (decided.outcome.status == Status::undetermined && !few)
    for (const engine::BlankCell& cell : change)
      if (std::find(named.begin(), named.end(), cell) == named.end())
        wrong += "it changes the result, and is not named: " + shown({cell}) + "; named: " + shown(named) + "\n";
  if (!wrong.empty()) FAIL_CHECK("seed " << seed << ": " << wrong << print(random.b.program));
  counts.given += decided.outcome.status == Status::undetermined ? 0 : 1;
  counts.open += decided.outcome.status == Status::undetermined ? 1 : 0;
  counts.bounded += decided.outcome.bounded ? 1 : 0;
  counts.changes += change.size();
}

}  // namespace

TEST_CASE("no repair of data damaged in many places contradicts what is given, and what changes a result is named") {
  DamageCounts counts;
  const std::uint64_t cases = cases_of({1500, 100, 50'000});
  for (std::uint64_t seed = 1; seed <= cases; ++seed) check_much(seed, counts);
  CHECK(counts.given > cases / 5);
  CHECK(counts.open > cases / 10);
  CHECK(counts.changes > cases / 10);
  CHECK(counts.bounded < cases / 15);  // a quarter of the trials is for which blanks an open result depends on
}

TEST_CASE("no repair contradicts what is given where the search ends early") {
  DamageCounts counts;
  const std::uint64_t cases = cases_of({600, 40, 20'000});
  for (std::uint64_t seed = 1; seed <= cases; ++seed) check_much(seed, counts, 5 + seed % 60);
  CHECK(counts.bounded > cases / 25);
}

// Found by long runs.
TEST_CASE("what changes a result of damaged data is named: cases in which it once was not") {
  DamageCounts counts;
  check_much(19153, counts);  // read in trial fillings alone, where a column is unknown as a whole
}
