// check_cost(): computes an upper bound of the work of deciding one row, and reports a policy that exceeds the limit.
#pragma once

#include "lang/core/program.hpp"
#include "lang/diagnostics/diagnostic.hpp"

namespace cepol::semantics {

// The program has no errors so far.
void check_cost(const core::Program& program, Problems& problems);

}  // namespace cepol::semantics
