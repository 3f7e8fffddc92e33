// What holds of a policy for every possible person: claims about its decisions, each proved, refuted by a witness, or
// neither. Data are complete, readings any; a claim says how many rows it is about.
//
// A witness is an example of the policy. It was decided by an engine, which gave the result that the witness stands
// for; what an engine does not confirm is not proved.
#pragma once

#include <functional>

#include "interpreter/engine/engine.hpp"
#include "interpreter/symbolic/solver.hpp"
#include "lang/semantics/checked.hpp"

namespace cepol::symbolic {

enum class ClaimKind : std::uint8_t {
  no_conflict,  // of the outcome, or of a figure
  covered,      // the outcome is never none
  no_failure,   // of the outcome, or of a figure
  // Parts of the account of the decision, of which nothing in its outcome and figures depends. Made only where proved.
  case_never_applies,        // no record meets its conditions
  case_makes_no_difference,  // some may meet them
  condition_always_holds,
  condition_never_holds,
  condition_makes_no_difference,  // it is implied where it is asked, or nothing depends on it
  limit_makes_no_difference,
};

enum class Verdict : std::uint8_t {
  proved,         // of any number of rows
  proved_of_few,  // of at most Claim::rows of each table
  refuted,
  not_confirmed,  // the solver found a record of which an engine says something else: a fault of the formulas
  open,
};

struct Claim {
  ClaimKind kind;
  core::DecisionId decision;
  std::optional<std::uint32_t> measure = {};  // of this figure; nullopt: of the outcome
  core::StepId step = {};                     // of an account's part
  Span span = {};                             // likewise, and of limits
  std::string label = {};                     // likewise
  Verdict verdict = Verdict::open;
  std::uint32_t rows = 0;
  std::optional<semantics::Example> witness = {};  // refuted; it expects the result
  std::string detail = {};                         // refuted: which cases clash, why it fails
};

struct Proof {
  std::vector<Claim> claims;  // by decision
  std::size_t parts = 0;      // of accounts: of how many it was asked whether they have an effect
  bool stopped = false;       // by `stop`: the claims that are missing were not looked at
};

struct ProofOptions {
  std::uint32_t rows = 3;  // the most that are tried of each table
  SolverLimits limits = {};
  std::function<bool()> stop = {};  // asked before each claim
};

// The build must have a solver. `loaded`: of the same program.
Proof prove(const core::Program& program, engine::LoadedProgram& loaded, const ProofOptions& options);

}  // namespace cepol::symbolic
