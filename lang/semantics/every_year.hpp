// Conditions that are `every(year …)`: the years step that shows in which years they fail.
#pragma once

#include <functional>
#include <optional>

#include "lang/semantics/context.hpp"

namespace cepol::semantics {

// The function of the subject alone, or of the subject and a year, that calls a function with the further parameters of
// the condition.
using FunctionOfSubject = std::function<FunctionId(FunctionId, bool of_year)>;
// Nullopt: the condition is no `every(year …)`, nor a definition for its row that is one.
std::optional<Step> years_of_condition(Context& context, const Step& condition, const FunctionOfSubject& of_subject);

}  // namespace cepol::semantics
