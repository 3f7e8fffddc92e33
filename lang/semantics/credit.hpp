// Reads credits and equivalences: the rows that count, and the amount, category and time of each.
#pragma once

#include "lang/semantics/context.hpp"
#include "lang/semantics/scope.hpp"

namespace cepol::semantics {

// Reads the credit on first use; false: it is in error.
bool lower_credit(Context& context, std::size_t index);

// The members that a category or a group of categories names, as bits.
std::optional<std::uint64_t> categories_named(Context& context, const Tree& tree, NodeId node, const Scope& scope,
                                              EnumerationId categories);

}  // namespace cepol::semantics
