// Lowers calls of built-in functions (builtins.hpp).
#pragma once

#include "lang/semantics/context.hpp"
#include "lang/semantics/scope.hpp"

namespace cepol::semantics {

// nullopt: the node is not a call of a built-in function.
std::optional<Typed> lower_builtin(Context& context, NodeId node, Scope& scope);

}  // namespace cepol::semantics
