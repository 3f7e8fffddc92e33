// Calls of built-in functions.
#pragma once

#include "lang/semantics/context.hpp"
#include "lang/semantics/scope.hpp"

namespace cepol::semantics {

// nullopt: the node calls no built-in function.
std::optional<Typed> lower_builtin(Context& context, NodeId node, Scope& scope);

void add_builtin_names(std::vector<std::string>& names);
// The built-in function or fold that other languages call by this name; empty: none.
std::string usual_name_of(const Context& context, std::string_view name);

}  // namespace cepol::semantics
