#include "interpreter/symbolic/confirmed_witness.hpp"

#include "interpreter/authoring/run.hpp"

namespace cepol::symbolic {

namespace {

using semantics::Example;

// Nothing is left over: a decision with a blank that does not matter has the same result.
class WitnessReducer {
 public:
  WitnessReducer(engine::LoadedProgram& loaded, const WantedResult& wanted)
      : loaded_(loaded), wanted_(wanted), subject_(loaded.program().decisions[wanted.decision].table) {}

  // The detail, if it has the result.
  std::optional<std::string> detail(const Example& example) {
    const authoring::ExampleData input = authoring::data_of(loaded_.program(), example);
    if (!input.data.bad.empty() || input.data[subject_].rows == 0) return std::nullopt;
    engine::Options options;
    options.readings = example.readings;
    const auto decided = loaded_.on(input.data, options)->decide(wanted_.decision, 0);
    const engine::Outcome& outcome = wanted_.measure ? decided.measures[*wanted_.measure] : decided.outcome;
    return outcome.status == wanted_.status ? std::optional(outcome.detail) : std::nullopt;
  }

  void reduce(Example& example) {
    for (std::size_t t = example.tables.size(); t-- > 0;) {
      std::size_t rows = example.tables[t].rows.size();
      const std::size_t kept = example.tables[t].table == subject_ ? 1 : 0;
      for (std::size_t row = rows; row-- > kept;) {
        Example without = example;
        auto& all = without.tables[t].rows;
        all.erase(all.begin() + static_cast<std::ptrdiff_t>(row));
        if (all.empty()) without.tables.erase(without.tables.begin() + static_cast<std::ptrdiff_t>(t));
        if (!detail(without)) continue;
        example = std::move(without);
        if (--rows == 0) break;
      }
    }
    for (semantics::ExampleTable& table : example.tables) reduce_columns(example, table);
  }

 private:
  void reduce_columns(const Example& example, semantics::ExampleTable& table) {
    for (std::size_t c = table.columns.size(); c-- > 0 && table.columns.size() > 1;) {
      semantics::ExampleTable kept = table;
      table.columns.erase(table.columns.begin() + static_cast<std::ptrdiff_t>(c));
      for (auto& row : table.rows) row.erase(row.begin() + static_cast<std::ptrdiff_t>(c));
      if (!detail(example)) table = std::move(kept);
    }
  }

  engine::LoadedProgram& loaded_;
  const WantedResult wanted_;
  const core::TableId subject_;
};

}  // namespace

std::optional<ConfirmedWitness> confirmed(engine::LoadedProgram& loaded, Example example, const WantedResult& wanted) {
  WitnessReducer reducer(loaded, wanted);
  if (!reducer.detail(example)) return std::nullopt;
  reducer.reduce(example);
  semantics::Expectation expectation;
  expectation.what = wanted.measure ? semantics::Expected::measure : semantics::Expected::outcome;
  expectation.decision = wanted.decision;
  expectation.measure = wanted.measure.value_or(0);
  const core::TableId table = loaded.program().decisions[wanted.decision].table;
  expectation.table = table;
  const authoring::ExampleData input = authoring::data_of(loaded.program(), example);
  engine::Options options;
  options.readings = example.readings;
  expectation.text =
      authoring::result_of(loaded.program(), expectation, input.data, loaded.on(input.data, options)->decide(table, 0));
  example.expectations = {expectation};
  ConfirmedWitness made{std::move(example), {}};
  made.detail = reducer.detail(made.example).value_or("");
  return made;
}

}  // namespace cepol::symbolic
