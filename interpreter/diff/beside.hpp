// Compares the contents of the files that stand beside two policies: the rows of a record that belong to the policy.
#pragma once

#include "interpreter/diff/parts.hpp"

namespace cepol::diff {

// Nullopt: both have the same rows, or one has no such file.
std::optional<Detail> beside_changed(const PolicyPair& policies, EntityId before, EntityId after, bool english);

}  // namespace cepol::diff
