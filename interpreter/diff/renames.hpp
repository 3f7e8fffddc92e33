// Which thing of the one policy is which of the other: of the same name, or under another name the same.
#pragma once

#include "interpreter/diff/normal.hpp"

namespace cepol::diff {

void pair_all(PolicyPair& both);

}  // namespace cepol::diff
