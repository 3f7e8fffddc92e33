// Cells of ID numbers (lang/base/id_number.hpp), and cells of other columns that are taken from them.
#pragma once

#include <span>

#include "interpreter/data/builder_state.hpp"

namespace cepol::data {

// Are the cells of the column ID numbers: its own, or keys of a table whose keys are?
bool holds_id_numbers(const core::Program& program, const core::RecordTable& record, core::ColumnIndex column);
// Can the number be relied on? `form` is an id_form. Nor is one that a spreadsheet may have cut short.
bool is_sound_id(std::string_view form);
// What is wrong with a number that is not sound.
CellFault id_fault(std::string_view form);
// A key that stands for one that an example does not give.
bool is_made_up(const BuilderState& state, std::string_view text);
// A key of a column of ID numbers, in the form in which keys are compared.
KeyIndex id_key(BuilderState& state, std::string_view text);
// Of a number that is not sound: people are not shown it (Dataset::odd_ids).
void note_odd_id(BuilderState& state, std::string_view form);

// The cells of the row added last that are taken from its ID number; `cells` are those of the file, by column. Faults
// are reported at `place`, which has no column.
void take_from_id(BuilderState& state, TableBuilder& table, RowIndex row, std::span<const CellText> cells,
                  const FaultList::Place& place);
// The same for the values of a plain row; false: the row is to be looked at closely. `taken`: the columns.
bool take_from_id(const BuilderState& state, const TableBuilder& table, std::span<CellValue> values,
                  std::vector<core::ColumnIndex>& taken);

}  // namespace cepol::data
