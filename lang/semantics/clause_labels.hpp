// Which notice a citation refers to, and the label of a cited clause in the policy's language.
#pragma once

#include <string>
#include <vector>

#include "lang/semantics/checked.hpp"

namespace cepol::semantics {

const notice::Notice* notice_of(const notice::Notice* own, const std::vector<OtherNotice>& others,
                                const syntax::Tree& tree,
                                syntax::NodeId clause);  // null: its text is not available
// The label of a clause: its path, preceded by the policy's path if it belongs to another policy's notice.
std::string clause_label_of(const core::Program& program, const syntax::Tree& tree, syntax::NodeId clause);
std::string cited_path(const core::Program& program, const std::string& path);  // in the policy's language

}  // namespace cepol::semantics
