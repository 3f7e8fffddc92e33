// Included by every lint: the declarations of all lints, generated from lints.def, and the types of lang/semantics.
#pragma once

#include "lang/lints/lints.hpp"
#include "lang/semantics/types.hpp"

namespace cepol::lints {

using namespace semantics;

#define LINT(name, needs) void name(const Input& input, Problems& problems);
#include "lang/lints/lints.def"
#undef LINT

// Is the checked file a module, not a policy? Policies that use it may add sources, requirements and uses.
bool is_module(const Input& input);

}  // namespace cepol::lints
