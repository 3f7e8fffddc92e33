// Which ranges of values explanations show. Only interpreter/explain includes this header.
#pragma once

#include "interpreter/engine/engine.hpp"

namespace cepol::explain {

// Does the expression read each column of numbers at most once, so that the range of its values is what the
// fillings give? Of one that reads a column twice (x - min(x, 3)), or of cases without `otherwise`, the range may hold
// values that no filling gives.
bool reads_each_cell_once(const core::Program& program, core::ExprId expression);

// The cells of numbers of which two or more bound regions together, as where their sum decides: such regions are many
// and say nothing. Empty: there are few.
std::vector<engine::BlankCell> decided_together(const engine::OutcomeRegions& found);

}  // namespace cepol::explain
