// The names that a top-level node of a syntax tree declares, for matching problems with `known` lines.
#pragma once

#include <string>
#include <vector>

#include "lang/syntax/tree.hpp"

namespace cepol::semantics {

// Adds the name of a declaration, or the names that an operation of an amendment changes. A header and a `known` line
// declare no names.
void add_declared_names(const syntax::Tree& tree, syntax::NodeId node, std::vector<std::string>& names);

}  // namespace cepol::semantics
