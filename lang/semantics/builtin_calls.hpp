// Calls of built-in functions.
#pragma once

#include "lang/semantics/context.hpp"
#include "lang/semantics/scope.hpp"

namespace cepol::semantics {

// nullopt: the node calls no built-in function.
std::optional<Typed> lower_builtin(Context& context, NodeId node, Scope& scope);

}  // namespace cepol::semantics
