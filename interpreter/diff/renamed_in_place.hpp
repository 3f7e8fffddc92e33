// Pairs entities of two policies whose names were written at the same place of one file: names that an amendment
// replaced.
#pragma once

#include <utility>
#include <vector>

#include "interpreter/diff/normal.hpp"

namespace cepol::diff {

// Was the policy's text, or that of a module, made by an amendment?
bool is_composed(const Side& side);
// Pairs of entities whose names are between the same two bytes of one written text, or follow the same byte, whatever
// the names are. Empty if neither policy was made by an amendment.
std::vector<std::pair<EntityId, EntityId>> pairs_by_origin(const PolicyPair& policies);

}  // namespace cepol::diff
