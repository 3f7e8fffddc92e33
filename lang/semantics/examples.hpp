// Lowers examples: their data to text cells, their expectations to resolved references.
#pragma once

#include "lang/semantics/context.hpp"

namespace cepol::semantics {

void lower_example(Context& context, const Module& module, NodeId node);

}  // namespace cepol::semantics
