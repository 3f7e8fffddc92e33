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

TrialResult run_trial(reference::ProgramInfoCache& program_info, const semantics::Example& example) {
  const core::Program& program = program_info.program();
  TrialResult trial(program);
  const ExampleData input = data_of(program, example);
  trial.readable = input.data.bad.empty();
  if (!trial.readable) return trial;
  reference::Evaluator evaluator(program, input.data, options_of(example), program_info.with(example.readings));
  evaluator.watch(&trial.seen);
  const reference::ValueSet row = reference::of_row(0);
  for (const Expectation& one : example.expectations) {
    if (!of_row(one) || input.data[one.table].rows == 0) continue;
    const core::Decision& decision = program.decisions[one.decision];
    evaluator.call(one.what == Expected::measure ? decision.measures[one.measure].value : decision.outcome,
                   std::span(&row, 1));
  }
  return trial;
}

std::vector<Expectation> expectations_now(reference::ProgramInfoCache& program_info,
                                          const semantics::Example& example) {
  const core::Program& program = program_info.program();
  std::vector<Expectation> now;
  const ExampleData input = data_of(program, example);
  reference::Evaluator evaluator(program, input.data, options_of(example), program_info.with(example.readings));
  for (const Expectation& one : example.expectations) {
    if (!of_row(one) || input.data[one.table].rows == 0) continue;
    Expectation with = one;
    with.text = result_of(program, one, evaluator.decide(one.table, 0));
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
