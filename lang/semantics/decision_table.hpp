// Lowers decision tables: `table NAME(parameters): type { cell, cell: value ... }`.
#pragma once

#include "lang/semantics/context.hpp"
#include "lang/semantics/scope.hpp"

namespace cepol::semantics {

Typed lower_decision_table(Context& context, const Tree& tree, NodeId node, Scope& scope, const Type& type);

}  // namespace cepol::semantics
