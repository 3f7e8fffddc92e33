// Assessments, with their requirements and waivers.
#pragma once

#include "lang/semantics/context.hpp"

namespace cepol::semantics {

void lower_assessment(Context& context, Declaration& declaration);

}  // namespace cepol::semantics
