// Type rules shared by several kinds of expressions: adaptation of literals, agreement of operands, assignability. Each
// mismatch is reported.
#pragma once

#include "lang/semantics/context.hpp"
#include "lang/semantics/scope.hpp"

namespace cepol::semantics {

// Converts a number without unit to a year, or 0 to any unit; false: not such a literal, and unchanged.
bool adapt_literal(Context& context, Typed& literal, const Type& type);
// Gives both operands the same type, converting literals where possible.
bool unify(Context& context, Typed& left, Typed& right, const Tree& tree, NodeId at);
bool require_type(Context& context, Typed& value, const Type& type, const Tree& tree, NodeId at);

bool is_calendar_unit(const Context& context, UnitId unit);  // years, months or days

std::string type_name(const Context& context, const Type& type, bool window = false);  // for messages

}  // namespace cepol::semantics
