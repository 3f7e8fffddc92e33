// Lowers `running`: figures that are carried from year to year of a window.
#pragma once

#include "lang/semantics/context.hpp"
#include "lang/semantics/scope.hpp"

namespace cepol::semantics {

Typed lower_year_scan(Context& context, NodeId node, Scope& scope);

}  // namespace cepol::semantics
