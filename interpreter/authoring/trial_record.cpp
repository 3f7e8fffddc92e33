// Builds the data set of the changed example and calls the functions of its expected decisions with coverage marks.
#include "interpreter/authoring/trial_record.hpp"

#include <algorithm>

namespace cepol::authoring {

using semantics::Expectation;
using semantics::Expected;

namespace {

engine::Options options_of(const semantics::Example& example) {
  engine::Options options;
  options.readings = example.readings;
  return options;
}

bool of_row(const Expectation& one) { return one.what == Expected::outcome || one.what == Expected::measure; }

}  // namespace

ChangedCells with_cell(ChangedCells cells, const CellAt& at, const std::string& text) {
  const auto known = std::find_if(cells.begin(), cells.end(), [&](const auto& one) { return one.first == at; });
  if (known != cells.end())
    known->second = text;
  else
    cells.emplace_back(at, text);
  return cells;
}

semantics::Example changed(semantics::Example example, const ChangedCells& cells) {
  for (const auto& [at, text] : cells) example.tables[at.table].rows[at.row][at.column].text = text;
  return example;
}

TrialResult run_trial(engine::LoadedProgram& loaded, const semantics::Example& example) {
  const core::Program& program = loaded.program();
  TrialResult trial(program);
  const ExampleData input = data_of(program, example);
  trial.readable = input.data.bad.empty();
  if (!trial.readable) return trial;
  const std::unique_ptr<engine::Engine> evaluator = loaded.on(input.data, options_of(example));
  evaluator->watch(&trial.seen);
  const engine::ValueSet row = engine::of_row(0);
  for (const Expectation& one : example.expectations) {
    if (!of_row(one) || input.data[one.table].rows == 0) continue;
    const core::Decision& decision = program.decisions[one.decision];
    evaluator->call(one.what == Expected::measure ? decision.measures[one.measure].value : decision.outcome,
                    std::span(&row, 1));
  }
  return trial;
}

std::vector<Expectation> expectations_with_results(engine::LoadedProgram& loaded, const semantics::Example& example) {
  const core::Program& program = loaded.program();
  std::vector<Expectation> now;
  const ExampleData input = data_of(program, example);
  const std::unique_ptr<engine::Engine> evaluator = loaded.on(input.data, options_of(example));
  for (const Expectation& one : example.expectations) {
    if (!of_row(one) || input.data[one.table].rows == 0) continue;
    Expectation with = one;
    with.text = result_of(program, one, input.data, evaluator->decide(one.table, 0));
    now.push_back(std::move(with));
  }
  return now;
}

const core::Column* column_at(const core::Program& program, const semantics::Example& example, const CellAt& cell) {
  const semantics::ExampleTable& table = example.tables[cell.table];
  for (const core::Column& column : program.tables[table.table].columns)
    if (column.name == table.columns[cell.column] && column.heading == table.heading) return &column;
  return nullptr;
}

}  // namespace cepol::authoring
