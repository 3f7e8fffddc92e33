// A policy of realistic size: results that can be checked by hand, blanks over wide ranges, speed.
#include <catch2/catch.hpp>

#include <chrono>
#include <map>

#include "tests/interpreter/reference/realistic.hpp"
#include "tests/support/reference_engine.hpp"

namespace {

using namespace cepol;
using namespace cepol::test;
using engine::Status;

// One woman of 56 sent in on 2017-05-20, with the rows given; nothing of her is blank.
struct OnePerson {
  Realistic policy;
  DataBuilder data{policy.b.program};
  data::RowIndex person = data.row(policy.person);

  OnePerson() {
    data.at(policy.learning, policy.hours).scale = 1;
    data.index(policy.person, person, policy.sex, 1);
    born(1980, 3, 1);
    data.index(policy.person, person, policy.level, 1);
    data.index(policy.person, person, policy.route, 0);
    data.date(policy.person, person, policy.sent, *day_of(2017, 5, 20));
    data.text(policy.person, person, policy.unit, "u");
  }
  void born(int year, int month, int day) { data.date(policy.person, person, policy.birth, *day_of(year, month, day)); }
  void unknown(TableId table, data::RowIndex row, ColumnIndex column) {
    data.at(table, column).states[row] = data::State::unknown;
  }
  data::RowIndex learned(int year, Member category, std::int64_t tenths) {
    const auto row = data.row(policy.learning, person);
    data.number(policy.learning, row, policy.year, year);
    data.index(policy.learning, row, policy.category, category);
    data.number(policy.learning, row, policy.hours, tenths);
    data.index(policy.learning, row, policy.passed, 1);
    data.index(policy.learning, row, policy.approved, 1);
    return row;
  }
  void learned_enough() {
    for (int year = 2015; year <= 2017; ++year) {
      learned(year, 0, 200);
      learned(year, 1, 400);
    }
  }
  engine::RowResults decide(std::size_t bound = 20000) {
    data.link();
    engine::Options options;
    options.search_bound = bound;
    return reference_engine(policy.b.program, data.data, options)->decide(policy.person, person);
  }
};

using Columns = std::vector<std::pair<TableId, ColumnIndex>>;
Columns columns_of(const engine::Outcome& outcome) {
  Columns columns;
  for (const auto& cell : outcome.missing) columns.emplace_back(cell.table, cell.column);
  return columns;
}

}  // namespace

TEST_CASE("the realistic policy keeps the core's promises") { CHECK(verify(Realistic().b.program) == std::nullopt); }

TEST_CASE("complete data are decided") {
  OnePerson one;
  one.learned_enough();
  const auto verdict = one.decide().decisions.at(0);
  CHECK(verdict.outcome.status == Status::given);
  CHECK(verdict.outcome.value.number == Exact(0));
  CHECK(verdict.measures.at(0).value.number == Exact(170));
  CHECK(verdict.measures.at(1).value.number == Exact(180));
  CHECK(verdict.measures.at(2).value.number == Exact(0));
}

TEST_CASE("a third of the total is exact") {
  OnePerson one;
  one.born(1968, 2, 1);
  one.learned(2015, 0, 573);
  const auto verdict = one.decide().decisions.at(0);
  CHECK(verdict.outcome.value.number == Exact(1));
  CHECK(verdict.measures.at(0).value.number == *Exact::ratio(170, 3));
  CHECK(verdict.measures.at(2).value.number == Exact(0));
}

TEST_CASE("a verdict that no filling changes is given") {
  OnePerson one;
  one.data.date(one.policy.person, one.person, one.policy.birth, *day_of(1961, 3, 1), *day_of(1961, 3, 31));
  const auto verdict = one.decide().decisions.at(0);
  CHECK(verdict.outcome.status == Status::given);
  CHECK(verdict.outcome.value.number == Exact(2));
  CHECK(verdict.measures.at(0).value.number == Exact(0));
}

TEST_CASE("a birth month that decides the age is what is missing") {
  OnePerson one;
  one.data.date(one.policy.person, one.person, one.policy.birth, *day_of(1967, 5, 1), *day_of(1967, 5, 31));
  const auto verdict = one.decide().decisions.at(0);
  CHECK(verdict.outcome.status == Status::undetermined);
  CHECK(columns_of(verdict.outcome) == Columns{{one.policy.person, one.policy.birth}});
  one.data.link();
  const auto found =
      reference_engine(one.policy.b.program, one.data.data)->outcome_regions(one.policy.verdict, one.person, 10);
  REQUIRE(found.regions.size() == 2);
  CHECK_FALSE(found.truncated);
  CHECK(found.regions[0].outcome.value.number == Exact(1));
  CHECK(found.regions[0].blanks.at(0).second.range().low == Exact(*day_of(1967, 5, 21)));
  CHECK(found.regions[1].blanks.at(0).second.range().high == Exact(*day_of(1967, 5, 20)));
}

TEST_CASE("two unknown dates are settled quickly") {
  OnePerson one;
  one.learned(2017, 0, 10);
  one.unknown(one.policy.person, one.person, one.policy.birth);
  one.unknown(one.policy.person, one.person, one.policy.sent);
  const auto decided = one.decide();
  CHECK(decided.decisions.at(0).outcome.status == Status::undetermined);
  CHECK_FALSE(decided.decisions.at(0).outcome.bounded);
  CHECK(columns_of(decided.decisions.at(0).outcome) ==
        Columns{{one.policy.person, one.policy.birth}, {one.policy.person, one.policy.sent}});
  CHECK(columns_of(decided.decisions.at(1).outcome) == Columns{{one.policy.person, one.policy.sent}});
}

TEST_CASE("many unknown hours: all matter, or none") {
  OnePerson one;
  for (int year = 2015; year <= 2017; ++year)
    for (int i = 0; i < 6; ++i)
      one.unknown(one.policy.learning, one.learned(year, i % 2 == 0 ? 0u : 1u, 0), one.policy.hours);
  const auto open = one.decide().decisions.at(0);
  CHECK(open.outcome.status == Status::undetermined);
  CHECK_FALSE(open.outcome.bounded);
  CHECK(open.outcome.missing.size() == 18);
  CHECK(open.measures.at(1).status == Status::undetermined);
  CHECK_FALSE(open.measures.at(1).bounded);
  one.born(1950, 1, 1);
  CHECK(one.decide().decisions.at(0).outcome.status == Status::given);
}

TEST_CASE("blanks of a row that cannot count do not matter") {
  OnePerson one;
  one.learned_enough();
  const auto row = one.learned(2016, 0, 0);
  one.data.index(one.policy.learning, row, one.policy.passed, 0);
  one.unknown(one.policy.learning, row, one.policy.hours);
  one.unknown(one.policy.learning, row, one.policy.year);
  const auto verdict = one.decide().decisions.at(0);
  CHECK(verdict.outcome.status == Status::given);
  CHECK(verdict.measures.at(1).status == Status::given);
}

TEST_CASE("a blank year that could fill the window's gap") {
  OnePerson one;
  one.learned(2015, 0, 900);
  one.learned(2015, 1, 900);
  one.learned(2016, 0, 900);
  one.learned(2016, 1, 900);
  one.learned(2017, 0, 900);
  const auto row = one.learned(2017, 1, 900);
  one.unknown(one.policy.learning, row, one.policy.year);
  const auto verdict = one.decide().decisions.at(0);
  CHECK(columns_of(verdict.outcome) == Columns{{one.policy.learning, one.policy.year}});
  one.data.link();
  const auto found =
      reference_engine(one.policy.b.program, one.data.data)->outcome_regions(one.policy.verdict, one.person, 10);
  REQUIRE(found.regions.size() == 3);  // 2017; before it; after it
  CHECK(found.regions[0].blanks.at(0).second.range().low == Exact(2017));
  CHECK(found.regions[0].blanks.at(0).second.range().high == Exact(2017));
}

TEST_CASE("past the bound a result says so") {
  OnePerson one;
  for (int year = 2015; year <= 2017; ++year)
    for (int i = 0; i < 6; ++i)
      one.unknown(one.policy.learning, one.learned(year, i % 2 == 0 ? 0u : 1u, 0), one.policy.hours);
  const auto verdict = one.decide(30).decisions.at(0);
  CHECK(verdict.outcome.status == Status::undetermined);
  CHECK(verdict.outcome.bounded);
  CHECK(verdict.outcome.missing.size() == 18);
}

TEST_CASE("the same twice, and in another order of rows") {
  Realistic policy;
  const DataBuilder data = policy.data(300, 20);
  const auto forward = reference_engine(policy.b.program, data.data),
             backward = reference_engine(policy.b.program, data.data);
  std::vector<engine::RowResults> there(300), back(300);
  for (data::RowIndex i = 0; i < 300; ++i) there[i] = forward->decide(policy.person, i);
  for (data::RowIndex i = 300; i-- > 0;) back[i] = backward->decide(policy.person, i);
  for (std::size_t i = 0; i < 300; ++i)
    for (std::size_t d = 0; d < 2; ++d) {
      const auto &a = there[i].decisions.at(d).outcome, &z = back[i].decisions.at(d).outcome;
      CHECK(a.status == z.status);
      CHECK(a.value == z.value);
      CHECK(a.detail == z.detail);
      CHECK(a.missing == z.missing);
      CHECK(a.bounded == z.bounded);
    }
}

TEST_CASE("speed", "[.speed]") {
  Realistic policy;
  for (std::size_t unknown : {0u, 200u, 20u, 5u}) {
    const std::size_t people = unknown == 0 ? 100000 : 20000;
    const DataBuilder data = policy.data(people, unknown);
    const auto evaluator = reference_engine(policy.b.program, data.data);
    std::map<Status, std::size_t> statuses;
    std::size_t bounded = 0;
    double slowest = 0;
    const auto begin = std::chrono::steady_clock::now();
    for (data::RowIndex i = 0; i < people; ++i) {
      const auto one = std::chrono::steady_clock::now();
      const auto decided = evaluator->decide(policy.person, i);
      slowest = std::max(slowest, std::chrono::duration<double>(std::chrono::steady_clock::now() - one).count());
      ++statuses[decided.decisions[0].outcome.status];
      for (const auto& decision : decided.decisions) {
        bounded += decision.outcome.bounded;
        for (const auto& measure : decision.measures) bounded += measure.bounded;
      }
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    WARN("one cell in " << unknown << " blank: " << static_cast<double>(people) / seconds << " people/s; slowest "
                        << slowest * 1000 << " ms; given " << statuses[Status::given] << ", not covered "
                        << statuses[Status::not_covered] << ", undetermined " << statuses[Status::undetermined]
                        << ", bounded " << bounded);
  }
}
