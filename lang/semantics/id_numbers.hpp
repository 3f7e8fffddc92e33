// Columns of dates and sexes that are taken from the ID number of their row.
#pragma once

#include "lang/semantics/context.hpp"

namespace cepol::semantics {

// `taken from`, of the columns of a record whose columns are all lowered.
void lower_taken_from(Context& context, const Declaration& declaration);

}  // namespace cepol::semantics
