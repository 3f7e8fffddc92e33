// Pairs the parts of two declarations by identity, normal form and similarity.
#pragma once

#include <optional>

#include "interpreter/diff/parts.hpp"

namespace cepol::diff {

struct Match {
  std::optional<std::size_t> before, after;  // indices; at least one
};
struct PartKey {
  std::string identity, form, shape;  // shape: the form without its values
  // Parts with another identity may be one that changed, if these are the same and it keeps its place; empty: never.
  std::string loose = {};
};
// Pairs parts with the same identity and form, then the same identity and shape, then the most similar. The result is
// in the order of `after`; a part that only `before` has follows the one that precedes it there.
std::vector<Match> match(const std::vector<PartKey>& before, const std::vector<PartKey>& after);
std::vector<Match> match(const PolicyPair& policies, const std::vector<DeclarationPart>& before,
                         const std::vector<DeclarationPart>& after);

}  // namespace cepol::diff
