// Lowers limits `for each KEY, KEY` on the rows of a block's sources.
#pragma once

#include "lang/semantics/context.hpp"

namespace cepol::semantics {

// `label`: the step with the limit's wording and clauses.
bool lower_limit_each(Context& context, const Credit& credit, Block& block, const Tree& tree, NodeId node,
                      const std::string& name, const Step& label);

}  // namespace cepol::semantics
