// Of builds without Z3.
#include "interpreter/symbolic/solver.hpp"

namespace cepol::symbolic {

std::unique_ptr<Solver> make_solver(const Terms&, const SolverLimits&) { return nullptr; }
bool has_solver() { return false; }

}  // namespace cepol::symbolic
