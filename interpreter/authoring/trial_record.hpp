// A trial record: the data of an example with some cells changed, and the marks of the terms that its decisions
// evaluate. Used to search for records on both sides of a threshold.
#pragma once

#include "interpreter/authoring/run.hpp"

namespace cepol::authoring {

struct CellAt {  // of an example: which of its tables, row and column, from 0
  std::size_t table, row, column;
  friend bool operator==(const CellAt&, const CellAt&) = default;
};

using ChangedCells = std::vector<std::pair<CellAt, std::string>>;

// `cells` with one more change; a cell that is changed already gets the new text.
ChangedCells with_cell(ChangedCells cells, const CellAt& at, const std::string& text);
semantics::Example changed(semantics::Example example, const ChangedCells& cells);

struct TrialResult {
  bool readable = false;  // every cell could be read
  engine::CoverageMarks seen;
  explicit TrialResult(const core::Program& program) : seen(program) {}
};

// Evaluates the decisions and figures that the example expects, for the first row of each of their tables.
// `loaded`: of the policy's program.
TrialResult run_trial(engine::LoadedProgram& loaded, const semantics::Example& example);
// The example's expectations with the record's results; without those of a truth or a quota.
std::vector<semantics::Expectation> expectations_with_results(engine::LoadedProgram& loaded,
                                                              const semantics::Example& example);

// The column of a cell; nullptr if its table has no such column.
const core::Column* column_at(const core::Program& program, const semantics::Example& example, const CellAt& cell);

}  // namespace cepol::authoring
