// Lowers uses of definitions, readings, decisions, assessments and measures in expressions.
#pragma once

#include "lang/semantics/context.hpp"
#include "lang/semantics/scope.hpp"

namespace cepol::semantics {

// `row`: the row of the declaration's record; nullopt: the innermost row of that record in scope.
Typed use_declaration(Context& context, DeclarationId id, const Tree& tree, NodeId node, Scope& scope,
                      std::optional<ExprId> row, const std::vector<Typed>& arguments = {});

// Reports that a declaration that is being lowered is needed again, with the whole way round.
void report_cycle(Context& context, DeclarationId id, Span use);

}  // namespace cepol::semantics
