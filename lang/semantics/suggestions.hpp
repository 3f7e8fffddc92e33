// The nearest name, suggested for one that is not known.
#pragma once

#include <functional>

#include "lang/semantics/context.hpp"

namespace cepol::semantics {

using Candidates = std::function<std::vector<std::string>()>;  // called where a suggestion is made

// Comparing a name with all others takes time in proportion to both, so a policy has a budget (max_compared); beyond
// it nothing is suggested. A policy of 300 names has suggestions for more than a thousand.
void suggest_nearest(Context& context, Diagnostic& problem, std::string_view name, const Candidates& candidates);

}  // namespace cepol::semantics
