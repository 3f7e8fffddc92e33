// Looks up clauses by their labels: in the policy's own notice, or in that of a policy that it amends.
#include "lang/services/clauses.hpp"

#include "lang/base/text.hpp"

namespace cepol::services {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

const notice::Clause* clause_of(const View& view, const Tree& tree, NodeId clause) {
  const std::string_view of = tree.clause_notice(clause);
  const std::string path = tree.clause_path(clause);
  if (of.empty()) return view.notice == nullptr ? nullptr : view.notice->find(path);
  for (const semantics::OtherNotice& other : view.others)
    if (other.path == of) return other.notice->find(path);
  return nullptr;
}

std::string clause_title(const Tree& tree, NodeId clause) { return core::clause_label(tree.clause_label(clause)); }

std::vector<NodeId> cited_by(const Tree& tree, NodeId node) {
  std::vector<NodeId> clauses;
  for (NodeId child : tree.children(node)) {
    if (tree.kind(child) == NodeKind::clause) clauses.push_back(child);
    if (tree.kind(child) == NodeKind::citations)
      for (NodeId clause : tree.children(child)) clauses.push_back(clause);
  }
  return clauses;
}

std::string beginning(std::string_view text, std::size_t most) {
  const std::string line = on_one_line(text);
  std::size_t at = 0;
  for (std::size_t count = 0; at < line.size(); ++count) {
    if (count == most) return line.substr(0, at) + "…";
    at += code_point_at(line, at).length;
  }
  return line;
}

}  // namespace cepol::services
