// A bound on the work of deciding one row: a policy beyond it is refused.
#pragma once

#include "lang/core/program.hpp"
#include "lang/diagnostics/diagnostic.hpp"

namespace cepol::semantics {

// The program has no errors so far.
void check_cost(const core::Program& program, Problems& problems);

}  // namespace cepol::semantics
