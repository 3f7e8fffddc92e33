// Whose a row may be of which the cells cannot be told apart: by the texts that stand in it.
#pragma once

#include "interpreter/data/key_search.hpp"

namespace cepol::data {

// Is the text one that a column other than the link may hold, not counting texts and references?
bool fits_another_column(const TableBuilder& table, std::uint32_t link, std::string_view text);

// The rows of the parent table that the texts may name; empty: they name none.
std::vector<CellValue> owners_of_torn_row(const BuilderState& state, const TableBuilder& table, KeySearch& parents,
                                          const TornCells& cells);

}  // namespace cepol::data
