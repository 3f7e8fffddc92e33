// The ways to fill the blanks that an explanation shows, on random programs: each filling lies in exactly one of them,
// and has its outcome.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/support/effort.hpp"
#include "tests/support/fillings.hpp"
#include "tests/support/reference_engine.hpp"

namespace {

using namespace cepol;
using namespace cepol::test;

// Does the set hold what the blank is filled with?
bool lies_in(const engine::ValueSet& set, const RandomCase& random, const RandomCase::BlankCell& blank,
             std::size_t way) {
  const data::CellValue& value = blank.ways[way];
  const bool known = value.state == data::State::known;
  if (blank.column == engine::whole_row) return (set.members().bits >> (known ? 1 : 0) & 1) != 0;
  if (!known) return set.none;
  if (!set.some) return false;
  switch (set.shape()) {
    case engine::Shape::members: return (set.members().bits >> value.index & 1) != 0;
    case engine::Shape::range: {
      const Kind kind = random.b.program.tables[blank.table].columns[blank.column].type.kind;
      const Exact number = kind == Kind::number ? *Exact::ratio(value.number, 10) : Exact(value.number);
      return set.range().low <= number && number <= set.range().high;
    }
    case engine::Shape::row: return set.row().first <= value.index && value.index <= set.row().last;
    case engine::Shape::text: break;
  }
  return true;
}

bool holds(const engine::OutcomeRegion& region, const RandomCase& random, std::size_t filling) {
  for (const auto& [cell, set] : region.blanks)
    for (std::size_t i = 0; i < random.blanks.size(); ++i) {
      const auto& blank = random.blanks[i];
      if (engine::BlankCell{blank.table, blank.row, blank.column} == cell &&
          !lies_in(set, random, blank, way_of(random, filling, i)))
        return false;
    }
  return true;
}

// False: no case for this test.
bool check_case(std::uint64_t seed, bool damaged) {
  INFO("seed " << seed);
  RandomCase random(seed, false);
  const DataBuilder data = damaged ? random.damaged_data(60) : random.data(60);
  const bool texts = std::any_of(random.blanks.begin(), random.blanks.end(),
                                 [](const auto& blank) { return blank.column == RandomSchema::text; });
  if (random.blanks.empty() || texts) return false;
  const Fillings fillings = all_fillings(random, data, 0);
  if (agree(fillings.outcomes)) return false;
  const auto found = reference_engine(random.b.program, data.data)->outcome_regions(DecisionId{0}, 0, 1000);
  if (found.truncated) return false;
  for (std::size_t filling = 0; filling < fillings.outcomes.size(); ++filling) {
    std::size_t holding = 0;
    for (const engine::OutcomeRegion& region : found.regions) {
      if (!holds(region, random, filling)) continue;
      ++holding;
      CHECK(alike(region.outcome, fillings.outcomes[filling]));
    }
    CHECK(holding == 1);
  }
  return true;
}

}  // namespace

TEST_CASE("each filling of the blanks lies in one of the ways, and has its outcome") {
  std::size_t checked = 0;
  const std::uint64_t cases = cases_of({3000, 500, 60'000});
  for (std::uint64_t seed = 1; seed <= cases; ++seed) checked += check_case(seed, false) ? 1 : 0;
  CHECK(checked > cases / 100);
}

TEST_CASE("each repair of damaged data lies in one of the ways, and has its outcome") {
  std::size_t checked = 0;
  const std::uint64_t cases = cases_of({3000, 300, 60'000});
  for (std::uint64_t seed = 1; seed <= cases; ++seed) checked += check_case(seed, true) ? 1 : 0;
  CHECK(checked > cases / 20);
}
