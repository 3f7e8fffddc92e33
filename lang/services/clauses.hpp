// The clauses of the notices, for what quotes them.
#pragma once

#include <string>

#include "lang/services/view.hpp"

namespace cepol::services {

// The clause that a node of kind `clause` cites; null: its notice is not there, or has no such clause.
const notice::Clause* clause_of(const View& view, const syntax::Tree& tree, syntax::NodeId clause);
std::string clause_title(const syntax::Tree& tree, syntax::NodeId clause);  // §三(五)
// The clauses that a declaration or item cites itself, not by its parts.
std::vector<syntax::NodeId> cited_by(const syntax::Tree& tree, syntax::NodeId node);
// The first `most` characters of a text, on one line.
std::string beginning(std::string_view text, std::size_t most);

}  // namespace cepol::services
