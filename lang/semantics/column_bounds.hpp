// The bounds of a column: >= LOWEST <= HIGHEST, of numbers, years and dates.
#pragma once

#include "lang/semantics/context.hpp"

namespace cepol::semantics {

// Sets the column's bounds and decimal places as the node says; its type is known. Reports bounds of another kind than
// the column's values, bounds of values without order, and bounds that leave no value. `name`: the column's.
void lower_bounds(Context& context, const Tree& tree, NodeId node, const std::string& name, Column& column);

}  // namespace cepol::semantics
