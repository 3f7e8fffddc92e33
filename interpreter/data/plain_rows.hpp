// Rows of files in which nothing is odd, that is, nearly all: they are added without a closer look.
#pragma once

#include <span>

#include "interpreter/data/builder_state.hpp"

namespace cepol::data {

// Adds the row, and does with it exactly what add_file_row() does, if it is plain: it has all cells; its key and link
// are ASCII letters and digits, with a digit; and every other cell can be read as its column, or is blank. False: it is
// not plain, and nothing was done.
bool add_plain_row(BuilderState& state, std::uint32_t source_row, std::span<const CellText> cells);

// One cell of a plain row that is neither its key nor its link; false: the row is not plain. `through`: as of
// CellReader::read(). `buffer`: memory.
bool read_plain_cell(const core::Program& program, const TableBuilder& table, std::uint32_t c, std::string_view text,
                     Texts& texts, std::string& buffer, CellValue& value, std::optional<std::uint32_t>& through);

}  // namespace cepol::data
