// Citations, resolved against the clauses of the notices; the map of which rule cites which clause.
#pragma once

#include "lang/semantics/context.hpp"

namespace cepol::semantics {

// The clauses that a node cites; the rule of that name is recorded as citing them.
std::vector<ClauseId> lower_citations(Context& context, const Tree& tree, NodeId node, const std::string& rule);
void lower_inert(Context& context, const Tree& tree, NodeId node);
void make_clause_map(Context& context);

// The clause as its notice has it; null: the notice does not have it, which is reported, or its text is not there.
const notice::Clause* find_clause(Context& context, const Tree& tree, NodeId clause);

const notice::Notice* notice_of(const notice::Notice* own, const std::vector<OtherNotice>& others, const Tree& tree,
                                NodeId clause);  // null: its text is not there
// A clause as it is named: of the policy's own notice by its path, of another's with that policy's path before it.
std::string clause_label_of(const Program& program, const Tree& tree, NodeId clause);
std::string cited_path(const Program& program, const std::string& path);  // in the policy's language

}  // namespace cepol::semantics
