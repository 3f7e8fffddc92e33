// Results on data with blanks against every way to fill them, on random programs: the engine gives a result exactly
// when the simple evaluator gives it for all fillings; otherwise it names the blanks that matter.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

#include "tests/support/effort.hpp"
#include "tests/support/fillings.hpp"
#include "tests/support/tested_engine.hpp"

namespace {

using namespace cepol;
using namespace cepol::test;
using engine::Outcome;
using engine::Status;

struct CompletionCounts {
  std::map<Status, std::size_t> statuses;
  std::size_t open = 0, bounded = 0;
};

// What is wrong with the result, in words; empty: nothing.
std::string fault(const Outcome& got, const std::vector<Outcome>& fillings) {
  const bool certain = agree(fillings);
  if (got.bounded) return got.status == Status::undetermined ? "" : "bounded, and yet " + shown(got);
  if (!certain) return got.status == Status::undetermined ? "" : "fillings differ, but the engine: " + shown(got);
  // Some filling gives it with the same names or words.
  if (std::any_of(fillings.begin(), fillings.end(), [&](const Outcome& one) { return same(one, got); })) return "";
  return "all fillings: like " + shown(fillings[0]) + ", but the engine: " + shown(got);
}

void check_case(std::uint64_t seed, CompletionCounts& counts) {
  RandomCase random(seed, false);
  REQUIRE(verify(random.b.program) == std::nullopt);
  const DataBuilder data = random.data(seed % 4 == 0 ? 400 : 60);
  if (random.blanks.empty()) return;
  const Fillings fillings = all_fillings(random, data, 0);
  const auto decided = TestedEngine(random.b.program, data.data, {}).decide(random.schema.person, 0).decisions.at(0);
  std::string wrong = fault(decided.outcome, fillings.outcomes);
  if (!agree(fillings.outcomes) && !decided.outcome.bounded) {
    const std::string matter = shown(that_matter(random, fillings.outcomes)), named = shown(decided.outcome.missing);
    if (matter != named) wrong += "blanks that matter: " + matter + ", but the engine: " + named;
  }
  const std::string figure = fault(decided.measures.at(0), fillings.figures);
  if (!figure.empty()) wrong += "\nmeasure: " + figure;
  if (!wrong.empty()) FAIL_CHECK("seed " << seed << ": " << wrong << "\n" << print(random.b.program));
  ++counts.statuses[decided.outcome.status];
  counts.open += agree(fillings.outcomes) ? 0 : 1;
  counts.bounded += decided.outcome.bounded || decided.measures[0].bounded ? 1 : 0;
}

// In two halves, for two processors.
void check_cases(std::uint64_t first) {
  CompletionCounts counts;
  const std::uint64_t cases = cases_of({2500, 400, 100'000});
  for (std::uint64_t seed = first; seed < first + cases; ++seed) check_case(seed, counts);
  CHECK(counts.open > cases / 40);
  CHECK(counts.statuses[Status::given] > cases / 20);
  CHECK(counts.statuses[Status::not_covered] > cases / 200);
  CHECK(counts.statuses[Status::conflict] > cases / 1000);
  CHECK(counts.statuses[Status::failed] > cases / 200);
  CHECK(counts.bounded <= cases / 1000);
}

}  // namespace

TEST_CASE("results are what every filling gives, and blanks are named just when they matter") { check_cases(1); }
TEST_CASE("results are what every filling gives: as many again") { check_cases(1'000'000); }
