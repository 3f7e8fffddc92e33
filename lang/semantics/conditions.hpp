// Lowers the conditions of any `when` to functions, each with a step of the account.
#pragma once

#include "lang/semantics/context.hpp"
#include "lang/semantics/scope.hpp"

namespace cepol::semantics {

struct Conditions {
  FunctionId holds;           // truth; invalid: a condition is in error
  std::vector<StepId> steps;  // one for each condition; of an `or`: one, with the conditions below it
};
// Each condition becomes a function of the scope's rows and bindings, `holds` their conjunction (or disjunction).
Conditions lower_conditions(Context& context, const Tree& tree, NodeId when, const std::string& name,
                            const std::vector<Parameter>& parameters, const Scope& scope);

}  // namespace cepol::semantics
