// Lowers assessments, with their requirements and waivers, to decisions.
#pragma once

#include "lang/semantics/context.hpp"

namespace cepol::semantics {

void lower_assessment(Context& context, Declaration& declaration);

}  // namespace cepol::semantics
