// days_covered, months_covered: what the spans of rows cover, however they overlap.
#pragma once

#include "lang/semantics/context.hpp"
#include "lang/semantics/scope.hpp"

namespace cepol::semantics {

Typed lower_days_covered(Context& context, NodeId node, Scope& scope);
Typed lower_months_covered(Context& context, NodeId node, Scope& scope);

}  // namespace cepol::semantics
