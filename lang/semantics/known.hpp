// Lowers `known W0431 in NAME "reason"`: warnings that the policy's author accepts.
#pragma once

#include "lang/semantics/context.hpp"

namespace cepol::semantics {

void lower_known(Context& context, const Tree& tree, NodeId node);

}  // namespace cepol::semantics
