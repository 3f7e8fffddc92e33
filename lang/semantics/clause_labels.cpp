// Selects the notice that a citation refers to, by the policy path before its §, and forms the label of a clause.
#include "lang/semantics/clause_labels.hpp"

namespace cepol::semantics {

const notice::Notice* notice_of(const notice::Notice* own, const std::vector<OtherNotice>& others,
                                const syntax::Tree& tree, syntax::NodeId clause) {
  const std::string_view of = tree.clause_notice(clause);
  for (const OtherNotice& other : others)
    if (other.path == of) return other.notice;
  return of.empty() ? own : nullptr;
}

std::string clause_label_of(const core::Program& program, const syntax::Tree& tree, syntax::NodeId clause) {
  const std::string_view notice = tree.clause_notice(clause);
  return (notice.empty() ? "" : std::string(notice) + "§") + cited_path(program, tree.clause_path(clause));
}

std::string cited_path(const core::Program& program, const std::string& path) {
  return program.english && path == notice::preamble ? std::string(notice::preamble_en) : path;
}

}  // namespace cepol::semantics
