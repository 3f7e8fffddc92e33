// Citations, resolved against the clauses of the notices; the map of which rule cites which clause.
#pragma once

#include "lang/semantics/context.hpp"

namespace cepol::semantics {

// The clauses that a node cites; the rule of that name is recorded as citing them.
std::vector<ClauseId> lower_citations(Context& context, const Tree& tree, NodeId node, const std::string& rule);
void lower_inert(Context& context, const Tree& tree, NodeId node);
void make_clause_map(Context& context);

// The clause in its notice; null if the notice has no such clause, which is reported, or if its text is not available.
const notice::Clause* find_clause(Context& context, const Tree& tree, NodeId clause);

}  // namespace cepol::semantics
