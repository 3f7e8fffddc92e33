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

// What follows on conditions that are named last, of a limit or by themselves, has been read as theirs: `repeal … when
// late cites §2`.
std::vector<NodeId> Amendment::clauses_of(NodeId node) const {
  NodeId list = tree_.child(node, NodeKind::citations);
  std::vector<NodeId> todo;
  if (!list.valid() && tree_.kind(node) == NodeKind::cut)
    for (NodeId part : tree_.children(node))
      if (tree_.kind(part) == NodeKind::limit || tree_.kind(part) == NodeKind::when) todo.push_back(part);
  if (!list.valid() && tree_.kind(node) == NodeKind::put) todo = tree_.children_of(node, NodeKind::limit);
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

NodeId Amendment::changed_citation(NodeId change) const {
  const NodeId new_value = tree_.child(change, NodeKind::new_value);
  const NodeId clause = new_value.valid() ? tree_.first(new_value) : NodeId{};
  return clause.valid() && tree_.kind(clause) == NodeKind::clause ? clause : NodeId{};
}

// `change cites §1 to §3`: wherever the declaration cites the first, which is a clause of the amended policy, it cites
// the second, which is one of the amendment.
void Amendment::change_citation(const DeclarationRef& of, NodeId node) {
  const NodeId old_clause = tree_.first(tree_.child(node, NodeKind::old_value));
  const std::string wanted = whole_label(tree_, old_clause, base_.path);
  std::vector<NodeId> todo{of.node}, found;
  while (!todo.empty()) {
    const NodeId at = todo.back();
    todo.pop_back();
    for (NodeId child : of.tree->children(at)) todo.push_back(child);
    if (of.tree->kind(at) == NodeKind::clause && whole_label(*of.tree, at, base_.path) == wanted) found.push_back(at);
  }
  if (found.empty())
    problems_.add(Code::value_not_there, tree_.span(old_clause), {title(of), std::string(tree_.text_of(old_clause))})
        .also(of.tree->span(of.name), "在这里定义", "defined here");
  for (NodeId one : found)
    edits_.add({of.tree->span(one), {copied(tree_.span(changed_citation(node)))}, tree_.span(node)});
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
