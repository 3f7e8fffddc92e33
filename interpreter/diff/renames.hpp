// Pairs the entities of two policies: by name, or by content and uses where the name changed.
#pragma once

#include "interpreter/diff/normal.hpp"

namespace cepol::diff {

void pair_all(PolicyPair& policies);

}  // namespace cepol::diff
