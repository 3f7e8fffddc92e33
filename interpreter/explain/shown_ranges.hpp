// Which ranges of values explanations show. Only interpreter/explain includes this header.
#pragma once

#include "interpreter/engine/engine.hpp"

namespace cepol::explain {

// Does the expression read each column of numbers and dates at most once, so that the range of its values is what the
// fillings give? Of one that reads a column twice (x - min(x, 3)), or of cases without `otherwise`, the range may hold
// values that no filling gives. Dates that choose the rows of a fold do not count.
bool reads_each_cell_once(const core::Program& program, core::ExprId expression);
// The same of a branch and the condition that it stands under.
bool reads_each_cell_once(const core::Program& program, core::ExprId condition, core::ExprId branch);

// Is it computed from the time between dates, and as wide as a date that may be any makes it?
bool is_of_any_time(const core::Program& program, core::ExprId expression, const engine::ValueSet& value);

// Is it the time between two dates of which one may be any? Such a range says nothing: -1976 to 8023 years.
bool is_any_time(const core::Program& program, core::ExprId expression, const engine::ValueSet& value);

// The cells of numbers of which two or more bound regions together, as where their sum decides: such regions are many
// and say nothing. Empty: there are few.
std::vector<engine::BlankCell> decided_together(const engine::OutcomeRegions& found);

// Without bounds that come from blanks without bounds and say nothing: at least 18 credits. Nullopt: nothing is left.
std::optional<engine::ValueSet> without_far_bounds(const core::Type& type, engine::ValueSet value);

}  // namespace cepol::explain
