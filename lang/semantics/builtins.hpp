// The names of the functions that the language brings along.
#pragma once

#include <string_view>

namespace cepol::semantics {

// The English name of a built-in function by either of its names; empty: there is none of that name.
std::string_view builtin_name(std::string_view spelled);

}  // namespace cepol::semantics
