// Completion against trying every filling, on thousands of random programs.
#include <catch2/catch.hpp>

#include <map>
#include <set>

#include "tests/interpreter/reference/random_case.hpp"
#include "tests/support/reference_engine.hpp"

namespace {

using namespace cepol;
using namespace cepol::test;
using engine::Outcome;
using engine::Status;

struct Result {
  Status status;
  Exact number;
  std::string text;
  friend auto operator<=>(const Result&, const Result&) = default;
};
Result result_of(const Outcome& outcome) { return {outcome.status, outcome.value.number, outcome.value.text}; }

// What each filling gives, by the number of the filling.
struct Tried {
  std::vector<Result> outcomes, figures;
};

Tried try_all(const RandomCase& random, engine::LoadedProgram& loaded, const DataBuilder& data) {
  Tried tried;
  DataBuilder filled = data;
  std::vector<std::size_t> digits(random.blanks.size(), 0);
  while (true) {
    for (std::size_t i = 0; i < digits.size(); ++i) random.set(filled, random.blanks[i], digits[i]);
    const auto evaluator = loaded.on(filled.data, {});
    const auto decided = evaluator->decide(TableId{0}, 0).decisions.at(0);
    REQUIRE(decided.outcome.status != Status::undetermined);
    REQUIRE(decided.measures.at(0).status != Status::undetermined);
    tried.outcomes.push_back(result_of(decided.outcome));
    tried.figures.push_back(result_of(decided.measures[0]));
    std::size_t at = 0;
    while (at < digits.size() && ++digits[at] == random.blanks[at].values) digits[at++] = 0;
    if (at == digits.size()) return tried;
  }
}

std::vector<engine::BlankCell> that_matter(const RandomCase& random, const std::vector<Result>& outcomes) {
  std::vector<engine::BlankCell> matter;
  std::size_t stride = 1;
  for (const auto& blank : random.blanks) {
    bool matters = false;
    for (std::size_t i = 0; i < outcomes.size() && !matters; ++i) {
      const std::size_t digit = i / stride % blank.values;
      matters = digit > 0 && outcomes[i] != outcomes[i - stride * digit];
    }
    if (matters) matter.push_back({blank.table, blank.row, blank.column});
    stride *= blank.values;
  }
  std::sort(matter.begin(), matter.end(), [](const auto& a, const auto& b) {
    return std::tie(a.table, a.column, a.row) < std::tie(b.table, b.column, b.row);
  });
  return matter;
}

bool lies_in(const engine::ValueSet& set, const RandomCase& random, const RandomCase::BlankCell& blank,
             std::size_t digit) {
  DataBuilder data(random.b.program);
  for (data::RowIndex i = 0; i <= blank.row; ++i) data.row(blank.table);
  random.set(data, blank, digit);
  const data::ColumnData& column = data.at(blank.table, blank.column);
  switch (set.shape()) {
    case engine::Shape::members: return (set.members().bits >> column.indices[blank.row] & 1) != 0;
    case engine::Shape::range: {
      const Exact value = column.type.kind == Kind::number ? *Exact::ratio(column.numbers[blank.row], 10)
                                                           : Exact(column.numbers[blank.row]);
      return set.range().low <= value && value <= set.range().high;
    }
    case engine::Shape::text:
    case engine::Shape::row: break;
  }
  return true;
}

void check_regions(const RandomCase& random, const engine::OutcomeRegions& found, const std::vector<Result>& outcomes) {
  if (found.truncated) return;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    std::size_t holding = 0;
    for (const engine::OutcomeRegion& region : found.regions) {
      bool inside = true;
      for (const auto& [cell, set] : region.blanks) {
        std::size_t stride = 1;
        for (const auto& blank : random.blanks) {
          if (engine::BlankCell{blank.table, blank.row, blank.column} == cell)
            inside = inside && lies_in(set, random, blank, i / stride % blank.values);
          stride *= blank.values;
        }
      }
      if (!inside) continue;
      ++holding;
      CHECK(result_of(region.outcome) == outcomes[i]);
    }
    CHECK(holding == 1);
  }
}

std::string shown(const std::vector<engine::BlankCell>& cells) {
  std::string text;
  for (const auto& cell : cells)
    text += std::to_string(cell.table.index) + "." + std::to_string(cell.row) + "." + std::to_string(cell.column) + " ";
  return text;
}

struct Counts {
  std::map<Status, std::size_t> statuses;
  std::size_t open = 0, fillings = 0;
};

void check_case(std::uint64_t seed, Counts& counts) {
  INFO("seed " << seed);
  RandomCase random(seed);
  REQUIRE(verify(random.b.program) == std::nullopt);
  DataBuilder data = random.data(seed % 4 == 0 ? 400 : 60);
  if (random.blanks.empty()) return;
  engine::LoadedProgram loaded(reference::engine_kind(), random.b.program);
  const Tried tried = try_all(random, loaded, data);
  const auto evaluator = loaded.on(data.data, {});
  const auto decided = evaluator->decide(TableId{0}, 0).decisions.at(0);
  const bool texts =
      std::any_of(random.blanks.begin(), random.blanks.end(), [](const auto& blank) { return blank.column == 6; });

  const std::set<Result> outcomes(tried.outcomes.begin(), tried.outcomes.end());
  if (outcomes.size() == 1) {
    CHECK(result_of(decided.outcome) == *outcomes.begin());
  } else {
    CHECK(decided.outcome.status == Status::undetermined);
    CHECK(!decided.outcome.bounded);
    CHECK(shown(decided.outcome.missing) == shown(that_matter(random, tried.outcomes)));
    if (!texts) check_regions(random, evaluator->outcome_regions(DecisionId{0}, 0, 1000), tried.outcomes);
  }
  const std::set<Result> figures(tried.figures.begin(), tried.figures.end());
  const Outcome& figure = decided.measures.at(0);
  if (figures.size() == 1) {
    CHECK(result_of(figure) == *figures.begin());
  } else {
    CHECK(figure.status == Status::undetermined);
    CHECK(!figure.bounded);
  }
  ++counts.statuses[decided.outcome.status];
  counts.open += outcomes.size() > 1;
  counts.fillings += tried.outcomes.size();
}

// In two halves, for two cores.
void check_cases(std::uint64_t first, std::uint64_t last) {
  Counts counts;
  for (std::uint64_t seed = first; seed <= last; ++seed) check_case(seed, counts);
  CHECK(counts.open > 150);
  CHECK(counts.statuses[Status::given] > 150);
  CHECK(counts.statuses[Status::not_covered] > 10);
  CHECK(counts.statuses[Status::conflict] > 2);
  CHECK(counts.statuses[Status::failed] > 5);
}

}  // namespace

TEST_CASE("results are what every filling gives, and blanks are named just when they matter") { check_cases(1, 2500); }
TEST_CASE("results are what every filling gives: as many again") { check_cases(2501, 5000); }
