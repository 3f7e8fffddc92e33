// Which expressions certainly have a value that is not none, on any data.
#pragma once

#include <vector>

#include "lang/core/program.hpp"

namespace cepol::core {

// By ExprId. What is not known is said to be none perhaps. Of rows: tables of which no expression gives a row but the
// binding of a row (an argument, a fold) and the way from a child to its parent.
std::vector<bool> never_none(const Program& program);

}  // namespace cepol::core
