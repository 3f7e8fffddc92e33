// Lowers number literals, and sums, differences, products and quotients of numbers, years and dates.
#pragma once

#include "lang/semantics/context.hpp"
#include "lang/semantics/scope.hpp"

namespace cepol::semantics {

Typed lower_number(Context& context, NodeId node, Scope& scope);                         // number, percent or quantity
Typed lower_arithmetic(Context& context, NodeId node, Scope& scope, const Typed& left);  // `left`: its left operand
Typed lower_negation(Context& context, NodeId node, Scope& scope);

}  // namespace cepol::semantics
