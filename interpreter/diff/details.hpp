// The parts of two declarations against each other.
#pragma once

#include "interpreter/diff/parts.hpp"

namespace cepol::diff {

// What differs between two declarations that are the same one; empty: nothing.
std::vector<Detail> details_of(const PolicyPair& both, EntityId before, EntityId after, bool english);

}  // namespace cepol::diff
