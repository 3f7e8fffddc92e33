// The order in which declarations are lowered: each after those that it names.
#pragma once

#include "lang/semantics/context.hpp"

namespace cepol::semantics {

// Every declaration once. A declaration comes after all that it may depend on, by the names that are written in it, so
// that lowering one does not lower others within it, and how deep lowering goes does not depend on the order of the
// text. Names in a circle (which may be no dependencies: a name can stand for something else) keep their order.
std::vector<DeclarationId> lowering_order(const Context& context);

}  // namespace cepol::semantics
