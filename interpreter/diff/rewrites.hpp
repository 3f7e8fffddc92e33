// Finds rules that are written otherwise and compute the same.
#pragma once

#include "interpreter/diff/structure.hpp"

namespace cepol::diff {

// Takes changes whose rules compute the same on both sides out of the changes (Structure::rewritten), except for
// details of wording. The proof is that the functions they are lowered to are the same term for term, whatever reading
// is in force (core::digests_of): a definition written out where it is used or the other way round, another order of
// operands that lowering does not keep, a comparison the other way round, cases of which no two can hold in another
// order. A credit is proved by all decisions.
void take_out_rewrites(Structure& structure, const Side& before, const Side& after);

}  // namespace cepol::diff
