// The interface to a solver: is there an assignment of the variables under which these formulas hold? z3_solver.cpp is
// the one implementation; where the library is not there, no_solver.cpp takes its place.
//
// A check has a limit of steps, not of time, so that it ends in the same way on every machine.
#pragma once

#include <memory>
#include <span>

#include "interpreter/symbolic/terms.hpp"

namespace cepol::symbolic {

enum class Answer : std::uint8_t {
  satisfiable,
  unsatisfiable,
  unknown,  // the limit was reached, or the solver has no method for it
};

class Solver {
 public:
  virtual ~Solver() = default;
  // Do the formulas hold together?
  virtual Answer check(std::span<const Term> formulas) = 0;
  // After `satisfiable`: the value of a term (a truth: 0 or 1); nullopt: it does not fit, or the formulas do not speak
  // of the variable that the term is.
  virtual std::optional<Exact> value(Term term) = 0;
};

struct SolverLimits {
  unsigned steps = 1'000'000;       // of one check
  unsigned milliseconds = 120'000;  // of one check, as a last resort
};

// nullptr: this build has no solver. The terms must outlive it; they may grow.
std::unique_ptr<Solver> make_solver(const Terms& terms, const SolverLimits& limits);
bool has_solver();

}  // namespace cepol::symbolic
