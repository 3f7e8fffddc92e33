// Builds the account of a credit: its rows with the amount of each, and the effect of its limits.
#pragma once

#include "lang/semantics/context.hpp"

namespace cepol::semantics {

// The label, span and clauses of a limit, as a step without figures.
Step limit_step(Context& context, const Tree& tree, NodeId node, const std::string& name);
// `first`, `last`: the window, of the row that is decided. `owner`: of that row the credit's own, where they differ.
void add_credit_steps(Context& context, std::size_t index, FunctionId first, FunctionId last,
                      std::vector<StepId>& account, FunctionId owner);

}  // namespace cepol::semantics
