// Compares two paired declarations part by part.
#pragma once

#include "interpreter/diff/parts.hpp"

namespace cepol::diff {

// The differences; empty if the declarations mean the same.
std::vector<Detail> details_of(const PolicyPair& policies, EntityId before, EntityId after, bool english);

}  // namespace cepol::diff
