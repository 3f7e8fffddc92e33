// The names that a line of a policy declares.
#pragma once

#include <string>
#include <vector>

#include "lang/syntax/tree.hpp"

namespace cepol::semantics {

// Adds the name of a declaration; of a line of an amendment the names that it changes. A policy's header and `known`
// declare none.
void add_declared_names(const syntax::Tree& tree, syntax::NodeId node, std::vector<std::string>& names);

}  // namespace cepol::semantics
