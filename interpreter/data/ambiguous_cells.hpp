// Texts of cells that can be read in several ways, none of them surely meant: the cell is one of these.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/data/cell.hpp"

namespace cepol::data {

struct AmbiguousCell {
  std::vector<CellValue> values;  // at least two
  CellFault fault;
};

// `text` is trimmed and not empty. Nullopt: it has one reading, or none.
//   Enumerations: the name of a group stands for one of its members.
//   Dates: 1967.1 is January, or October of which a spreadsheet has dropped the 0; where the column's bounds leave one
//   of them, it is no such cell. 8/7/2026 is 8 July or 7 August; where the bounds leave one of them, it is unknown.
std::optional<AmbiguousCell> ambiguous_cell(const core::Program& program, const core::Column& column,
                                            std::string_view text);

// A number that a spreadsheet shows where a date was: days since the end of 1899. `text` is folded.
std::optional<Day> date_of_serial(std::string_view text);

}  // namespace cepol::data
