// The engine against the simple evaluator, on random programs with complete data.
#include <catch2/catch.hpp>

#include <map>

#include "tests/support/agreement.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/random_case.hpp"
#include "tests/support/tested_engine.hpp"

namespace {

using namespace cepol;
using namespace cepol::test;

struct ProgramCounts {
  std::map<std::size_t, std::size_t> terms;  // by the index of the kind of term
  std::map<Fold, std::size_t> over_rows, over_years;
  std::map<engine::Status, std::size_t> statuses;
  std::size_t without_failure = 0, decided_in_columns = 0;  // rows
};

void count_terms(const Program& program, ProgramCounts& counts) {
  for (const Expr& expr : program.exprs.nodes) {
    ++counts.terms[expr.term.index()];
    if (const auto* rows = std::get_if<OverRows>(&expr.term)) ++counts.over_rows[rows->fold];
    if (const auto* years = std::get_if<OverYears>(&expr.term)) ++counts.over_years[years->fold];
  }
}

void check_program(std::uint64_t seed, ProgramCounts& counts) {
  INFO("seed " << seed);
  RandomCase random(seed, true);
  REQUIRE(verify(random.b.program) == std::nullopt);
  count_terms(random.b.program, counts);
  random.b.program.english = seed % 2 == 0;
  for (int i = 0; i < 4; ++i) {
    const DataBuilder data = random.data(1);
    REQUIRE(random.blanks.empty());
    engine::Options options;
    if (i == 3) options.readings = {1};
    const SimpleEvaluator simple(random.b.program, data.data, options.readings);
    TestedEngine engine(random.b.program, data.data, options);
    for (data::RowIndex row = 0; row < data.data[random.schema.person].rows; ++row) {
      const auto results = engine.decide(random.schema.person, row);
      const std::string different = disagreements(simple, results, row);
      if (!different.empty())
        FAIL_CHECK("data " << i << ", row " << row << "\n" << different << print(random.b.program));
      const auto& decided = results.decisions.at(0);
      ++counts.statuses[decided.outcome.status];
      auto fails = [](const engine::Outcome& one) {
        return one.status == engine::Status::failed || one.status == engine::Status::conflict;
      };
      counts.without_failure += fails(decided.outcome) || fails(decided.measures.at(0)) ? 0 : 1;
    }
    counts.decided_in_columns += engine.decided_in_columns();
  }
}

}  // namespace

TEST_CASE("on complete data the engine gives what the simple evaluator gives, with every kind of term") {
  ProgramCounts counts;
  const std::uint64_t cases = cases_of({3000, 500, 100'000});
  for (std::uint64_t seed = 1; seed <= cases; ++seed) check_program(seed, counts);
  for (std::size_t kind = 0; kind < std::variant_size_v<Term>; ++kind) {
    INFO("term " << kind);
    CHECK(counts.terms[kind] >= cases / 10);
  }
  for (const Fold fold :
       {Fold::sum, Fold::count, Fold::some, Fold::every, Fold::minimum, Fold::maximum, Fold::distinct, Fold::unique}) {
    INFO("fold " << static_cast<int>(fold));
    CHECK(counts.over_rows[fold] >= cases / 20);
    CHECK(counts.over_years[fold] >= cases / 50);
  }
  using engine::Status;
  for (const Status status : {Status::given, Status::not_covered, Status::conflict, Status::failed}) {
    INFO("status " << static_cast<int>(status));
    CHECK(counts.statuses[status] >= cases / 50);
  }
  CHECK(counts.statuses[Status::undetermined] == 0);
  // What fails the columnar engine leaves to the other. It decides all else, but for numbers that do not fit in its
  // representation, and fractions added to a year or date that is none.
  CHECK(counts.decided_in_columns * 100 >= counts.without_failure * 95);
}
