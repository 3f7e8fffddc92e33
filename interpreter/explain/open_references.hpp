// Cells that matter only through a reference of which it is not known what it refers to.
#pragma once

#include <vector>

#include "interpreter/engine/results.hpp"

namespace cepol::explain {

// By cell of what one result depends on: is it in a row that the result may look at only through such a reference,
// which is among the cells too? Once the reference is mended, at most one of those rows matters, mostly one that is
// filled in. So the reference is named before such cells, and is what the result depends on.
std::vector<char> are_behind_references(const core::Program& program, const data::Dataset& data,
                                        const std::vector<engine::BlankCell>& cells);

}  // namespace cepol::explain
