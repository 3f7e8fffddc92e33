// Lowers comparisons, membership, and tests whether a date or year lies in a window.
#pragma once

#include "lang/semantics/context.hpp"
#include "lang/semantics/scope.hpp"

namespace cepol::semantics {

Typed lower_relation(Context& context, NodeId node, Scope& scope, Keyword operation);
Typed lower_membership(Context& context, NodeId node, Scope& scope);

}  // namespace cepol::semantics
