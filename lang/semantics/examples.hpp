// Examples: their data as text cells, their expectations resolved.
#pragma once

#include "lang/semantics/context.hpp"

namespace cepol::semantics {

void lower_example(Context& context, const Module& module, NodeId node);

}  // namespace cepol::semantics
