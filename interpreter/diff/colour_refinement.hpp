// Colour refinement on entities: an entity gets a hash of its content and its uses that does not depend on names, so
// that corresponding entities of a policy and its renamed copy have the same colours.
#pragma once

#include <map>
#include <vector>

#include "interpreter/diff/uses.hpp"

namespace cepol::diff {

using PartsByDeclaration = std::map<EntityId, std::vector<DeclarationPart>>;  // of each declaration

// Colours of the unpaired entities, by colour refinement (Weisfeiler and Leman): in each round an entity's colour is
// hashed with those of the entities that it refers to and that refer to it, until the number of colours no longer
// grows.
Colours colours_of(const PolicyPair& policies, const PartsByDeclaration (&parts)[2], const Uses& uses);

}  // namespace cepol::diff
