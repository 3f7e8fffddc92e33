// What data have in a column from before it was added: `old rows have 2020`.
#pragma once

#include <string>

#include "lang/semantics/context.hpp"

namespace cepol::semantics {

// As a cell; empty: the column node says nothing, or no value of the column (which is reported).
std::string old_rows_value(Context& context, const Tree& tree, NodeId node, const Column& column);

}  // namespace cepol::semantics
