// Lowers an expression: from a syntax node to a core term of a known type, or a problem and an invalid Typed.
#pragma once

#include "lang/semantics/context.hpp"
#include "lang/semantics/scope.hpp"

namespace cepol::semantics {

// `expected`: the type that the context of the expression expects; resolves members and `none`. The result may have
// another type.
Typed expression(Context& context, NodeId node, Scope& scope, const Type* expected = nullptr);
Typed truth_expression(Context& context, NodeId node, Scope& scope);  // one that must be a truth

}  // namespace cepol::semantics
