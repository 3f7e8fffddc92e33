// Rows that hold several records, each cell with a value of each of them: where a spreadsheet's rows were joined, or a
// form has several lines in a cell.
#pragma once

#include <span>

#include "interpreter/data/builder_state.hpp"

namespace cepol::data {

// How many keys stand in the row's cell for its key; 1 where it has none.
std::size_t keys_in_one_cell(const BuilderState& state, const TableBuilder& table, std::span<const CellText> cells);

// How many records the cells of the row hold: several where two cells or more have several values, each of which could
// stand alone, and one of these is no mere text. One cell with several values is a cell that cannot be read.
std::size_t records_in_cells(const BuilderState& state, const TableBuilder& table, std::span<const CellText> cells);

// Has the text one of the bytes with which a separator of values, or its full-width form, begins? Most cells have none.
bool may_be_separated(std::string_view text);

}  // namespace cepol::data
