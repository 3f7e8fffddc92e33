// Lowers enumerations and records, and resolves the types of columns and parameters.
#pragma once

#include "lang/semantics/context.hpp"

namespace cepol::semantics {

void lower_enumeration(Context& context, Declaration& declaration);
void lower_record(Context& context, Declaration& declaration);

// The type that a `type` or `choice_type` node names. `window`: set where it is a span of years or days; null: a span
// is an error here.
std::optional<Type> lower_type(Context& context, const Tree& tree, NodeId node, const std::string& name_of_choice,
                               bool* window = nullptr);

// `spans`: of the members, for references to them; none for members that no name refers to.
EnumerationId add_enumeration(Context& context, const std::string& name, std::vector<std::string> members, Span span,
                              std::vector<Span> spans = {});

}  // namespace cepol::semantics
