// Examples as they stand in a policy file, in its Chinese or English words.
#pragma once

#include "interpreter/examples/trial_record.hpp"

namespace cepol::examples {

using ChangedCells = std::vector<std::pair<CellAt, std::string>>;

// All of it, with its tables as blocks or, of several rows, as tables.
std::string text_of(const core::Program& program, const semantics::Example& example, bool english);
// One that is like `base` but for these cells: `example "…" like "…" { … }`.
std::string text_of_variant(const core::Program& program, const semantics::Example& base, const std::string& title,
                            const ChangedCells& cells, const std::vector<semantics::Expectation>& expectations,
                            bool english);
// Which cells differ: 出生 1966-03-01，申报 2016-07-10.
std::string cells_told(const semantics::Example& base, const ChangedCells& cells, bool english);

}  // namespace cepol::examples
