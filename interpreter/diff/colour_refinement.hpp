// What a thing is whatever its name: all that is said of it and with it, to any depth. Two policies of which one has
// only other names give the same colours.
#pragma once

#include <map>
#include <vector>

#include "interpreter/diff/uses.hpp"

namespace cepol::diff {

using Items = std::map<EntityId, std::vector<Item>>;  // of each declaration

// Of what is not paired. A colour is refined, round by round, by the colours of all that a thing speaks of and that
// speak of it (the algorithm of Weisfeiler and Leman), until no two more are told apart.
Colours colours_of(const PolicyPair& both, const Items (&items)[2], const Uses& uses);

}  // namespace cepol::diff
