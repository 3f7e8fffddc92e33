// Lowers an expression, from a syntax node to a core term with its type. An expression in error is reported, and gives
// an invalid Typed.
#pragma once

#include "lang/semantics/context.hpp"
#include "lang/semantics/scope.hpp"

namespace cepol::semantics {

// `expected`: the type that the context expects, used to resolve members and `none`; the result may have another type.
Typed expression(Context& context, NodeId node, Scope& scope, const Type* expected = nullptr);
Typed truth_expression(Context& context, NodeId node, Scope& scope);  // reports any other type than truth

}  // namespace cepol::semantics
