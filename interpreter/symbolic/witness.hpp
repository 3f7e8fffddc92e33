// An assignment that a solver found, as an example of the policy.
#pragma once

#include <optional>

#include "interpreter/symbolic/scope.hpp"
#include "interpreter/symbolic/solver.hpp"
#include "lang/semantics/checked.hpp"

namespace cepol::symbolic {

// The rows that are present, each with the cells that the formulas read; the first row of `subject` is the first. After
// Solver::check gave `satisfiable`. Without a title and expectations; nullopt: a value does not fit.
std::optional<semantics::Example> witness(const Terms& terms, const Scope& scope, Solver& solver,
                                          core::TableId subject);

}  // namespace cepol::symbolic
