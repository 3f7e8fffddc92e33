// Differences of what is not decided row by row: the lines of quotas, and of printed forms.
#pragma once

#include "interpreter/diff/impact.hpp"

namespace cepol::diff {

void add_quotas(Impact& impact, const EvaluationInput& before, const EvaluationInput& after, Variants& variants);
void add_rosters(Impact& impact, const EvaluationInput& before, const EvaluationInput& after);

}  // namespace cepol::diff
