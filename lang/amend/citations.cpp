// Adds the citations of an operation to the head of the declaration that it amends. A declaration whose syntax has no
// citations gets none; the citation becomes a `clause … computes nothing` of the composed policy.
#include <algorithm>

#include "lang/amend/amendment.hpp"
#include "lang/amend/node_roles.hpp"

namespace cepol::amend {

namespace {

bool takes_citations(NodeKind declaration) {
  return declaration != NodeKind::unit && declaration != NodeKind::results && declaration != NodeKind::example;
}

// The offset at which citations are inserted into a declaration that has none: at its end, or before its block.
std::uint32_t citation_place(const DeclarationRef& of) {
  const Tree& tree = *of.tree;
  if (tree.kind(of.node) == NodeKind::define) return tree.span(of.node).end;
  std::uint32_t head = tree.span(of.name).end;
  for (NodeId child : tree.children(of.node))
    if (role_of(tree.kind(child)) == NodeRole::head) head = std::max(head, tree.span(child).end);
  const std::string_view rest = std::string_view(*tree.text).substr(head);
  std::uint32_t at = head + static_cast<std::uint32_t>(std::min(rest.find('{'), rest.find("｛")));
  while (at > head && blank((*tree.text)[at - 1])) --at;
  return at;
}

}  // namespace

// What follows on the conditions of a limit that is named last has been read as theirs: `repeal … when late cites §2`.
std::vector<NodeId> Amendment::clauses_of(NodeId node) const {
  NodeId list = tree_.child(node, NodeKind::citations);
  std::vector<NodeId> todo;
  if (!list.valid()) todo = tree_.children_of(node, NodeKind::limit);
  while (!list.valid() && !todo.empty()) {
    const NodeId at = todo.back();
    todo.pop_back();
    list = tree_.child(at, NodeKind::citations);
    for (NodeId child : tree_.children(at)) todo.push_back(child);
  }
  return list.valid() ? tree_.children_of(list, NodeKind::clause) : std::vector<NodeId>{};
}

void Amendment::cite(const DeclarationRef& of, NodeId node, const std::string& what) {
  const std::vector<NodeId> clauses = clauses_of(node);
  if (clauses.empty()) return;
  const Tree& tree = *of.tree;
  if (!takes_citations(tree.kind(of.node))) return cite_alone(node, what);
  BaseEdit edit;
  edit.cause = tree_.span(node);
  const NodeId list = tree.child(of.node, NodeKind::citations);
  const std::uint32_t at = list.valid() ? tree.span(list).end : citation_place(of);
  edit.where = {tree.span(of.node).source, at, at};
  const std::pair declared(tree.span(of.name).source.index, tree.span(of.name).begin);
  for (NodeId clause : clauses) {
    const Span span = tree_.span(clause);
    const auto of_declaration = cited_.lower_bound({declared, {}});
    const bool first = !list.valid() && (of_declaration == cited_.end() || of_declaration->first != declared);
    if (!cited_.emplace(declared, std::string(text_of(sources_, span))).second) continue;
    edit.put.push_back(words(first ? " " + std::string(word("依据", "cites")) + " " : ", ", span));
    edit.put.push_back(copied(span));
  }
  if (!edit.put.empty()) edits_.add(std::move(edit));
}

void Amendment::cite_alone(NodeId node, const std::string& what) {
  for (NodeId clause : clauses_of(node)) {
    auto& [reason, span] = alone_[std::string(tree_.text_of(clause))];
    if (reason.find(what) == std::string::npos)
      reason += (reason.empty() ? std::string() : std::string(word("；", "; "))) + what;
    span = tree_.span(clause);
  }
}

}  // namespace cepol::amend
