// Lowers readings: enumerations of options, or values that depend on the option in force.
#pragma once

#include "lang/semantics/context.hpp"

namespace cepol::semantics {

void lower_reading(Context& context, Declaration& declaration);

}  // namespace cepol::semantics
