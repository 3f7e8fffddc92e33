// Lowers result tables: their columns, as declared or by default.
#pragma once

#include "lang/semantics/context.hpp"

namespace cepol::semantics {

void lower_results(Context& context);

}  // namespace cepol::semantics
