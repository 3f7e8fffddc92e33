// What the comparisons of a condition find, in words: 认定440学时，比450学时少10学时. Only interpreter/explain includes
// this header.
#pragma once

#include "interpreter/explain/account.hpp"

namespace cepol::explain {

// A text for each comparison of the condition, also of the definitions that it consists of, as far as both sides are
// known and can be named. `read`: in the row or year of the condition.
std::vector<std::string> compared_texts(const Subject& subject, const AccountReader& read, const core::Step& condition);

}  // namespace cepol::explain
