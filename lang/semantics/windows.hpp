// Lowers windows, which are spans of years or days.
#pragma once

#include "lang/semantics/context.hpp"
#include "lang/semantics/scope.hpp"

namespace cepol::semantics {

Typed lower_last_window(Context& context, NodeId node, Scope& scope);       // last N years to Y
Typed lower_span_window(Context& context, NodeId node, Scope& scope);       // from A to B
Typed as_window(Context& context, Typed value, Scope& scope, NodeId node);  // of a year: that year alone

}  // namespace cepol::semantics
