// Lowers quotas and printed rosters.
#pragma once

#include "lang/semantics/context.hpp"

namespace cepol::semantics {

void lower_quota(Context& context, DeclarationId id);
void lower_roster(Context& context, const Tree& tree, NodeId node);

}  // namespace cepol::semantics
