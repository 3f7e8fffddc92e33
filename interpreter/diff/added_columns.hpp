// Columns that only the new policy has, and of which it says what old data have in them (Column::old_rows).
#pragma once

#include "interpreter/diff/structure.hpp"

namespace cepol::diff {

// As TABLE.COLUMN, for data::Assumptions. `after` may be a variant of the new policy, or the old one.
std::vector<std::string> added_columns(const core::Program& before, const core::Program& after,
                                       const Structure& structure);

}  // namespace cepol::diff
