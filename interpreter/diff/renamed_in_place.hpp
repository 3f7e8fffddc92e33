// Where one policy was put together from the text of the other by an amendment: what the author renamed in it.
#pragma once

#include <utility>
#include <vector>

#include "interpreter/diff/normal.hpp"

namespace cepol::diff {

// Things whose names stand at the same place of one written text: between the same signs on both sides, whatever the
// name itself has become.
std::vector<std::pair<EntityId, EntityId>> of_one_place(const PolicyPair& both);

}  // namespace cepol::diff
