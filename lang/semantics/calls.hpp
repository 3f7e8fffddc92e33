// Lowers calls of definitions and built-in functions, and the credit expression `C during W`.
#pragma once

#include "lang/semantics/context.hpp"
#include "lang/semantics/scope.hpp"

namespace cepol::semantics {

Typed lower_call(Context& context, NodeId node, Scope& scope);
Typed lower_credited(Context& context, NodeId node, Scope& scope);

// The arguments from the node `first` on, lowered with the types that the declaration expects; false: one is in error.
bool lower_arguments(Context& context, DeclarationId id, NodeId first, Scope& scope, std::vector<Typed>& arguments);

void report_unknown_credit(Context& context, const Tree& tree, NodeId at, const std::string& name);

}  // namespace cepol::semantics
