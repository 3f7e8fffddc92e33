// The operations on whole declarations (replace, add, repeal, rename, confirm): each resolves its target in the base
// and adds the edits of the base's text that carry it out. A rename edits the declaration and every reference to it.
#include <algorithm>

#include "lang/amend/amendment.hpp"

namespace cepol::amend {

void Amendment::operation(Act act, NodeId node, const DeclarationRef& of) {
  Operation made;
  made.act = act;
  made.span = tree_.span(node);
  if (of.node.valid()) {
    made.target = title(of);
    if (of.tree != &tree_) {
      made.declared = of.tree->span(of.name);
      if (touched_.emplace(made.declared.source.index, made.declared.begin).second)
        made.touched = clauses_in(*of.tree, of.node, base_.path);
    }
  }
  std::vector<NodeId> todo{node};
  while (!todo.empty()) {
    const NodeId at = todo.back();
    todo.pop_back();
    for (NodeId child : tree_.children(at)) todo.push_back(child);
    const bool cited = tree_.kind(at) == NodeKind::citations || tree_.kind(at) == NodeKind::new_value;
    if (!cited) continue;
    for (NodeId clause : tree_.children_of(at, NodeKind::clause)) {
      const std::string path = tree_.clause_path(clause);
      if (std::find(made.clauses.begin(), made.clauses.end(), path) == made.clauses.end()) made.clauses.push_back(path);
    }
  }
  const bool needs_none = of.node.valid() && of.tree->kind(of.node) == NodeKind::example;
  if (made.clauses.empty() && act != Act::rename && act != Act::add && !needs_none)
    problems_.add(Code::amend_uncited, tree_.span(node), {made.target});
  operations_.push_back(std::move(made));
}

void Amendment::replace(NodeId node) {
  const DeclarationRef made = declared_by(nullptr, tree_, tree_.first(node));
  const auto old = same_declaration(made);
  if (!old) return;
  BaseEdit edit;
  edit.where = old->tree->span(old->node);
  edit.cause = tree_.span(node);
  edit.put.push_back(copied(tree_.span(made.node)));
  edits_.add(std::move(edit));
  operation(Act::replace, node, *old);
}

void Amendment::add(NodeId declaration, bool explicit_add) {
  added_.push_back(tree_.span(declaration));
  const NodeKind kind = tree_.kind(declaration);
  const bool rule = declares(kind) && kind != NodeKind::example;
  if (rule || explicit_add) operation(Act::add, declaration, declared_by(nullptr, tree_, declaration));
}

void Amendment::repeal(NodeId node) {
  for (NodeId target : tree_.children_of(node, NodeKind::target)) {
    const auto of = find(target);
    if (!of) continue;
    BaseEdit edit;
    edit.where = with_separator(*of->tree->text, of->tree->span(of->node));
    edit.cause = tree_.span(node);
    edits_.add(std::move(edit));
    remove_known(node, *of);
    operation(Act::repeal, node, *of);
    cite_alone(node, std::string(word("废止", "repeals ")) + title(*of));
  }
}

// Removes the base's `known` statements about a repealed declaration, unless another declaration has the same name.
void Amendment::remove_known(NodeId node, const DeclarationRef& repealed) {
  const auto same_name = [&](const DeclarationRef& one) { return one.text == repealed.text; };
  if (std::count_if(declarations_.begin(), declarations_.end(), same_name) > 1) return;
  const Tree& tree = base_tree();
  for (NodeId known : tree.children_of(tree.root, NodeKind::known)) {
    const NodeId subject = tree.first(tree.child(known, NodeKind::known_subject));
    if (tree.kind(subject) == NodeKind::name && tree.name_text(subject) == repealed.text)
      edits_.add({with_separator(*tree.text, tree.span(known)), {}, tree_.span(node)});
  }
}

// The declaration that a qualifier refers to: 人员 in 人员.单位.
std::optional<DeclarationRef> Amendment::qualified(NodeId qualifier) {
  const std::string text(tree_.name_text(tree_.first(qualifier)));
  const auto has_parts = [](const DeclarationRef& one) {
    const NodeKind kind = one.tree->kind(one.node);
    return kind == NodeKind::record || kind == NodeKind::enumeration || kind == NodeKind::reading ||
           kind == NodeKind::decision || kind == NodeKind::assessment;
  };
  std::vector<DeclarationRef> found;
  for (const DeclarationRef& one : declarations_)
    if (one.text == text && has_parts(one)) found.push_back(one);
  return choose(std::move(found), tree_.span(qualifier), text, names_of(has_parts));
}

// The span at which the column, member or outcome named by a rename's target is declared in `of`.
std::optional<Span> Amendment::renamed_part(const DeclarationRef& of, NodeId target) {
  const Tree& tree = *of.tree;
  const NodeId name = tree_.child(target, NodeKind::name);
  const std::string_view text = tree_.name_text(name);
  std::vector<NodeId> all = items_named(tree, of.node, text);
  if (tree.kind(of.node) == NodeKind::decision) {
    all.clear();
    for (NodeId outcome : tree.children_of(of.node, NodeKind::outcome))
      if (tree.name_text(tree.first(outcome)) == text) all.push_back(outcome);
  }
  std::optional<Span> declared;
  for (NodeId one : all)
    for (NodeId child : tree.children(one))
      if (tree.kind(child) == NodeKind::name && tree.name_text(child) == text) declared = tree.span(child);
  if (!declared)
    problems_.add(Code::value_not_there, tree_.span(name), {title(of), std::string(text)})
        .also(tree.span(of.name), "在这里定义", "defined here");
  return declared;
}

// Renames a declaration, or a column, member or outcome of one (人员.单位), in its declaration and in every reference.
void Amendment::rename(NodeId node) {
  const NodeId target = tree_.child(node, NodeKind::target), fresh = tree_.child(node, NodeKind::name);
  const NodeId qualifier = tree_.child(target, NodeKind::qualifier);
  const auto of = qualifier.valid() ? qualified(qualifier) : find(target);
  if (!of) return;
  const NodeKind kind = of->tree->kind(of->node);
  if (!qualifier.valid() && (kind == NodeKind::roster || kind == NodeKind::example || kind == NodeKind::results)) {
    problems_.add(Code::not_renamable, tree_.span(target), {title(*of)})
        .also(of->tree->span(of->name), "在这里定义", "defined here");
    return;
  }
  const auto declared = qualifier.valid() ? renamed_part(*of, target) : of->tree->span(of->name);
  if (!declared) return;
  std::vector<Span> places{*declared};
  for (const semantics::Reference& reference : base_.checked->references)
    if (reference.declared == *declared) places.push_back(reference.use);
  for (Span place : places) {
    BaseEdit edit;
    edit.where = place;
    edit.cause = tree_.span(node);
    edit.yields = !(place == *declared);
    edit.put.push_back(copied(tree_.span(fresh)));
    edits_.add(std::move(edit));
  }
  operation(Act::rename, node, *of);
  cite(*of, node, std::string(word("更名", "renames ")) + title(*of));
}

// Confirmed declarations cite the confirming clause too; confirmed clauses of the base's notices count as reviewed.
void Amendment::confirm(NodeId node) {
  for (NodeId target : tree_.children_of(node, NodeKind::target)) {
    const auto of = find(target);
    if (!of) continue;
    operation(Act::confirm, node, *of);
    cite(*of, node, std::string(word("沿用", "confirms ")) + title(*of));
  }
  for (NodeId clause : tree_.children_of(node, NodeKind::clause)) {
    const std::string label = whole_label(tree_, clause, base_.path);
    const auto& map = base_.checked->clause_map;
    const bool known = std::any_of(map.begin(), map.end(), [&](const semantics::ClauseUse& use) {
      return (use.own ? base_.path + "§" + use.path : use.path) == label;
    });
    if (!known) {
      problems_.add(Code::amend_nothing, tree_.span(clause), {std::string(tree_.text_of(clause)), base_.path});
      continue;
    }
    operation(Act::confirm, node, {});
    operations_.back().target = label;
    operations_.back().touched = {label};
    cite_alone(node, std::string(word("沿用 ", "confirms ")) + label);
  }
}

}  // namespace cepol::amend
