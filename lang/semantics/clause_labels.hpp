// The notice that a cited clause is of, and how the clause is named.
#pragma once

#include <string>
#include <vector>

#include "lang/semantics/checked.hpp"

namespace cepol::semantics {

const notice::Notice* notice_of(const notice::Notice* own, const std::vector<OtherNotice>& others,
                                const syntax::Tree& tree,
                                syntax::NodeId clause);  // null: its text is not there
// A clause as it is named: of the policy's own notice by its path, of another's with that policy's path before it.
std::string clause_label_of(const core::Program& program, const syntax::Tree& tree, syntax::NodeId clause);
std::string cited_path(const core::Program& program, const std::string& path);  // in the policy's language

}  // namespace cepol::semantics
