// Reads the cells of examples, or evaluates each row of their data.
#include "interpreter/authoring/example_values.hpp"

#include <algorithm>
#include <map>

#include "interpreter/authoring/data.hpp"
#include "interpreter/explain/phrases.hpp"

namespace cepol::authoring {

namespace {

ExampleValues by_frequency(const std::map<std::string, std::size_t>& counts, std::size_t rows, bool all) {
  ExampleValues found{{counts.begin(), counts.end()}, rows, all};
  std::stable_sort(found.values.begin(), found.values.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return found;
}

// `value`: of a row, by an engine that has the example's data.
ExampleValues of_rows(const semantics::Checked& checked, engine::LoadedProgram& loaded, core::TableId table,
                      const std::function<bool()>& stop,
                      const std::function<std::string(engine::Engine&, data::RowIndex)>& value) {
  std::map<std::string, std::size_t> counts;
  std::size_t rows = 0, tried = 0;
  for (const semantics::Example& example : checked.examples) {
    if (tried++ == most_examples_for_values || (stop && stop())) return by_frequency(counts, rows, false);
    const ExampleData input = data_of(loaded.program(), example);
    const data::RowIndex of_table = input.data[table].rows;
    if (of_table == 0 || !input.data.bad.empty()) continue;
    engine::Options options;
    options.readings = example.readings;
    const std::unique_ptr<engine::Engine> evaluator = loaded.on(input.data, options);
    for (data::RowIndex row = 0; row < of_table; ++row, ++rows) ++counts[value(*evaluator, row)];
  }
  return by_frequency(counts, rows, true);
}

}  // namespace

ExampleValues values_of_column(const semantics::Checked& checked, core::TableId table, core::ColumnIndex column) {
  const std::string& name = checked.program.tables[table].columns[column].name;
  std::map<std::string, std::size_t> counts;
  std::size_t rows = 0;
  for (const semantics::Example& example : checked.examples)
    for (const semantics::ExampleTable& given : example.tables) {
      const auto at = std::find(given.columns.begin(), given.columns.end(), name);
      if (!(given.table == table) || given.inherited || at == given.columns.end()) continue;
      for (const auto& cells : given.rows) {
        ++rows;
        ++counts[cells[static_cast<std::size_t>(at - given.columns.begin())].text];
      }
    }
  return by_frequency(counts, rows, true);
}

ExampleValues values_of_function(const semantics::Checked& checked, engine::LoadedProgram& loaded,
                                 core::FunctionId function, bool english, const std::function<bool()>& stop) {
  const core::Function& what = loaded.program().functions[function];
  if (what.parameters.size() != 1 || what.parameters[0].type.kind != core::Kind::row) return {};
  return of_rows(checked, loaded, what.parameters[0].type.table, stop, [&](engine::Engine& engine, data::RowIndex row) {
    return explain::outcome_text(loaded.program(), engine.value(function, row, false), english);
  });
}

ExampleValues values_of_decision(const semantics::Checked& checked, engine::LoadedProgram& loaded,
                                 core::DecisionId decision, bool english, const std::function<bool()>& stop) {
  return of_rows(checked, loaded, loaded.program().decisions[decision].table, stop,
                 [&](engine::Engine& engine, data::RowIndex row) {
                   return explain::outcome_text(loaded.program(), engine.outcome(decision, row), english);
                 });
}

}  // namespace cepol::authoring
