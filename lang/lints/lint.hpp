// What every lint includes: its declaration, made from lints.def, and the vocabulary of lang/semantics.
#pragma once

#include "lang/lints/lints.hpp"
#include "lang/semantics/types.hpp"

namespace cepol::lints {

using namespace semantics;

#define LINT(name, needs) void name(const Input& input, Problems& problems);
#include "lang/lints/lints.def"
#undef LINT

// The checked text is a module by itself: policies that use it may add sources, requirements and uses.
bool is_module(const Input& input);

}  // namespace cepol::lints
