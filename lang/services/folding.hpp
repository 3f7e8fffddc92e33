// Which parts of a text can be folded away, and which parts a selection grows by.
#pragma once

#include <vector>

#include "lang/syntax/tree.hpp"

namespace cepol::services {

struct Fold {
  std::uint32_t begin, end;  // of the text that is folded, over more than one line
  bool comment = false;
};
// In the order of the text. Declarations, their blocks, tables of examples, and comments of several lines.
std::vector<Fold> folds(const syntax::Tree& tree);

// The parts of the text around the place, from the innermost outwards, each within the next, none twice.
std::vector<Span> selection_ranges(const syntax::Tree& tree, std::uint32_t offset);

}  // namespace cepol::services
