// Type rules that several expressions share: literals adapt, operands agree, values fit; each misfit is reported.
#pragma once

#include "lang/semantics/context.hpp"
#include "lang/semantics/scope.hpp"

namespace cepol::semantics {

// A number without unit becomes a year, or 0 of any unit; false: it is no such literal, and nothing changed.
bool adapt_literal(Context& context, Typed& literal, const Type& type);
// Both get the same type, as far as literals adapt.
bool unify(Context& context, Typed& left, Typed& right, const Tree& tree, NodeId at);
bool require_type(Context& context, Typed& value, const Type& type, const Tree& tree, NodeId at);

bool is_calendar_unit(const Context& context, UnitId unit);  // years, months or days

std::string type_name(const Context& context, const Type& type, bool window = false);  // for people

}  // namespace cepol::semantics
