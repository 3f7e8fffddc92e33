// A record to try: an example's data with cells changed, what every decision on it comes to, and what was computed on
// the way. For whoever looks for records at which something turns over.
#pragma once

#include "interpreter/authoring/run.hpp"

namespace cepol::authoring {

struct CellAt {  // of an example: which of its tables, row and column, from 0
  std::size_t table, row, column;
  friend bool operator==(const CellAt&, const CellAt&) = default;
};

using ChangedCells = std::vector<std::pair<CellAt, std::string>>;

// `cells` with one more changed, or changed again.
ChangedCells with_cell(ChangedCells cells, const CellAt& at, const std::string& text);
semantics::Example changed(semantics::Example example, const ChangedCells& cells);

struct Tried {
  bool readable = false;  // every cell could be read
  engine::CoverageMarks seen;
  explicit Tried(const core::Program& program) : seen(program) {}
};

// `loaded`: the policy's program. The decisions and figures that the example asks for, of the first row of each
// table that it expects something of.
Tried try_record(engine::LoadedProgram& loaded, const semantics::Example& example);
// The same expectations with what the record gives now; those of a truth or a quota are left out.
std::vector<semantics::Expectation> expectations_now(engine::LoadedProgram& loaded, const semantics::Example& example);

// The column of a cell; nullptr: its table has no such column.
const core::Column* column_at(const core::Program& program, const semantics::Example& example, const CellAt& cell);

}  // namespace cepol::authoring
