// Built-in and declared units: declaration, lookup and conversion.
#pragma once

#include "lang/semantics/context.hpp"
#include "lang/semantics/scope.hpp"

namespace cepol::semantics {

void declare_builtin_units(Context& context);
void lower_unit(Context& context, Declaration& declaration);
Typed lower_conversion(Context& context, NodeId node, Scope& scope, const Typed& value);  // VALUE as UNIT

// The unit that a name in the text refers to: marks it as used and adds the reference; an unknown one is reported.
std::optional<UnitId> resolve_unit(Context& context, const Tree& tree, NodeId name);

}  // namespace cepol::semantics
