// What an undetermined result depends on, in words: cells, columns that are unknown as a whole, rows of which it is not
// known whose they are, rows that are perhaps no records.
#pragma once

#include <string>
#include <vector>

#include "interpreter/engine/results.hpp"
#include "interpreter/engine/value_set.hpp"

namespace cepol::explain {

enum class Lack : std::uint8_t { cell, column, owner, record };
Lack lack_of(const core::Program& program, const data::Dataset& data, const engine::BlankCell& cell);

// Without the cells of rows that are named as a whole: whoever mends those mends their cells.
std::vector<engine::BlankCell> without_cells_of_named_rows(const core::Program& program, const data::Dataset& data,
                                                           std::vector<engine::BlankCell> cells);

// Those that are cells of the row, or of rows that surely belong to it: what a person can supply. The others are the
// office's to clear up: damaged rows, whole columns, rows of other tables.
std::vector<engine::BlankCell> own_cells(const core::Program& program, const data::Dataset& data, core::TableId table,
                                         data::RowIndex row, const std::vector<engine::BlankCell>& cells);

// Where `cell` is: 出生年月; of a table other than `of`: 学习.学时. Of a row as a whole: 学习第251行.
std::string blank_name(const core::Program& program, const data::Dataset& data, core::TableId of,
                       const engine::BlankCell& cell);
// What it is filled with, for the row decided: 学习.学时（第3行）为至少30学时; 学习第251行是本人的.
std::string filling_text(const core::Program& program, const data::Dataset& data, core::TableId table,
                         data::RowIndex row, const engine::BlankCell& cell, const engine::ValueSet& value);
// What matters for any decision of the row, each column and row once, in the order of tables, columns and rows.
std::string missing_names(const core::Program& program, const data::Dataset& data, core::TableId table,
                          const engine::RowResults& results);
// What matters for one outcome of the row, as parts of a sentence.
std::vector<std::string> missing_clauses(const core::Program& program, const data::Dataset& data, core::TableId table,
                                         data::RowIndex row, const engine::Outcome& outcome);

}  // namespace cepol::explain
