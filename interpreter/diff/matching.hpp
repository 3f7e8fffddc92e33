// Which part of the one declaration is which of the other's.
#pragma once

#include <optional>

#include "interpreter/diff/parts.hpp"

namespace cepol::diff {

struct Match {
  std::optional<std::size_t> before, after;  // one at least
};
struct PartKey {
  std::string identity, form, shape;  // shape: the form without its values
};
// First what is the same, then what goes by the same, then what differs in values only, then what is mostly alike.
// In the order of `after`, what only `before` has behind what precedes it there.
std::vector<Match> match(const std::vector<PartKey>& before, const std::vector<PartKey>& after);
std::vector<Match> match(const PolicyPair& both, const std::vector<Item>& before, const std::vector<Item>& after);

}  // namespace cepol::diff
