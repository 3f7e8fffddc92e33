// Finds nodes of a syntax tree by their place.
#pragma once

#include <vector>

#include "lang/syntax/tree.hpp"

namespace cepol::services {

// The nodes around the place, from the file inwards. A place at the end of a node is in it, unless the next begins
// there.
std::vector<syntax::NodeId> path_to(const syntax::Tree& tree, std::uint32_t offset);
// Is it a declaration or rule?
bool is_declaration(syntax::NodeKind kind);
// The innermost declaration or rule around the place; not valid(): there is none.
syntax::NodeId declaration_at(const syntax::Tree& tree, std::uint32_t offset);

}  // namespace cepol::services
