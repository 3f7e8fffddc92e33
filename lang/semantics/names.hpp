// Lowers names in expressions: members, local values, columns and declarations.
#pragma once

#include "lang/semantics/context.hpp"
#include "lang/semantics/scope.hpp"
#include "lang/semantics/suggestions.hpp"

namespace cepol::semantics {

Typed lower_name(Context& context, NodeId node, Scope& scope, const Type* expected);
Typed lower_field(Context& context, NodeId node, Scope& scope, Typed row);  // NAME of a row, with or without arguments

std::vector<std::string> names_in_scope(const Context& context, const Scope& scope);

// Reports the name with the nearest candidate. `scope`: where a bare name was looked up.
Typed report_unknown_name(Context& context, const Tree& tree, NodeId node, const std::string& name,
                          const Candidates& candidates, const Scope* scope = nullptr);

}  // namespace cepol::semantics
