// Resolves the target of an operation to a declaration of the base, or to an item of that declaration. A target that is
// missing or ambiguous is an error with the candidates.
#include <algorithm>

#include "lang/amend/amendment.hpp"
#include "lang/base/text.hpp"
#include "lang/syntax/keywords.hpp"

namespace cepol::amend {

std::string Amendment::title(const DeclarationRef& declared) const {
  const auto keyword = keyword_of(declared.tree->kind(declared.node));
  const std::string kind(keyword ? syntax::spelling(*keyword, english_ ? Language::en : Language::zh) : "");
  return kind + (english_ ? " " : "“") + declared.text + (english_ ? "" : "”");
}

NodeId Amendment::renamed_to(const std::string& name) const {
  for (NodeId node : tree_.children_of(tree_.root, NodeKind::rename)) {
    const NodeId target = tree_.child(node, NodeKind::target), fresh = tree_.child(node, NodeKind::name);
    if (fresh.valid() && tree_.name_text(fresh) == name && tree_.child(target, NodeKind::name).valid()) return target;
  }
  return {};
}

Amendment::Names Amendment::names_of(const std::function<bool(const DeclarationRef&)>& may_be) const {
  return [this, may_be] {
    std::vector<std::string> names;
    for (const DeclarationRef& one : declarations_)
      if (may_be(one)) names.push_back(one.text);
    return names;
  };
}

std::optional<DeclarationRef> Amendment::choose(std::vector<DeclarationRef> found, Span at, const std::string& name,
                                                const Names& names) {
  const NodeId header = base_tree().child(base_tree().root, NodeKind::policy);
  if (found.empty()) {
    auto& problem = problems_.add(Code::amend_nothing, at, {name, base_.path});
    problem.also(base_tree().span(base_tree().child(header, NodeKind::path)), "修订的是这份政策",
                 "this is the policy that is amended");
    if (const NodeId target = renamed_to(name); target.valid()) {
      problem.also(tree_.span(target), "它在这里更名；别的修订仍用原来的名称",
                   "it is renamed here; other amendments use its old name");
      problem.suggest(std::string(tree_.name_text(tree_.child(target, NodeKind::name))));
    } else if (auto near = nearest_name(name, names())) {
      problem.suggest(*near);
    }
    return std::nullopt;
  }
  if (found.size() > 1) {
    auto& problem = problems_.add(Code::amend_several, at, {name, std::to_string(found.size())});
    for (const DeclarationRef& one : found)
      problem.also(one.tree->span(one.name), "可能是这一处", "it may be this one");
    return std::nullopt;
  }
  return found.front();
}

std::optional<DeclarationRef> Amendment::find(NodeId target) {
  const NodeId subject = tree_.child(target, NodeKind::subject);
  NodeId name = tree_.child(target, NodeKind::name);
  if (!name.valid()) name = tree_.child(target, NodeKind::string);
  const std::string text =
      tree_.kind(name) == NodeKind::string ? tree_.string_text(name) : std::string(tree_.name_text(name));
  const Keyword kind = tree_[target].keyword;
  const auto may_be = [&](const DeclarationRef& one) {
    const NodeKind of = one.tree->kind(one.node);
    if (kind != Keyword::none_ && keyword_of(of) != kind) return false;
    // A name without a kind refers to a rule or a record; a result table is addressed as `results NAME`.
    return kind != Keyword::none_ || tree_.kind(name) == NodeKind::string ||
           (of != NodeKind::results && of != NodeKind::example && of != NodeKind::roster);
  };
  std::vector<DeclarationRef> found;
  for (const DeclarationRef& one : declarations_)
    if (one.text == text && may_be(one) && (!subject.valid() || one.subject == tree_.name_text(tree_.first(subject))))
      found.push_back(one);
  return choose(std::move(found), tree_.span(target), text, names_of(may_be));
}

// The declaration of the base with the same kind, name and record as `wanted`, which is to replace it.
std::optional<DeclarationRef> Amendment::same_declaration(const DeclarationRef& wanted) {
  const auto may_be = [&](const DeclarationRef& one) {
    return one.tree->kind(one.node) == wanted.tree->kind(wanted.node);
  };
  std::vector<DeclarationRef> found;
  for (const DeclarationRef& one : declarations_)
    if (one.text == wanted.text && may_be(one)) found.push_back(one);
  if (found.size() > 1) {
    std::vector<DeclarationRef> of_subject;
    for (const DeclarationRef& one : found)
      if (one.subject == wanted.subject) of_subject.push_back(one);
    if (!of_subject.empty()) found = std::move(of_subject);
  }
  return choose(std::move(found), wanted.tree->span(wanted.name), wanted.text, names_of(may_be));
}

std::optional<NodeId> Amendment::item(const DeclarationRef& of, NodeId part_or_name) {
  const bool part = tree_.kind(part_or_name) == NodeKind::part;
  const NodeId name = part ? tree_.first(part_or_name) : part_or_name;
  const bool named = name.valid() && tree_.kind(name) == NodeKind::name;
  const std::string text(named ? tree_.name_text(name) : std::string_view());
  std::vector<NodeId> found;
  if (tree_.kind(part_or_name) == NodeKind::limit) {
    found = limits_like(*of.tree, of.node, tree_, part_or_name);
  } else if (part) {
    const NodeId one = item_of(*of.tree, of.node, tree_[part_or_name].keyword, text);
    if (one.valid()) found.push_back(one);
  } else {
    found = items_named(*of.tree, of.node, text);
  }
  if (found.size() == 1) return found.front();
  const std::string written(tree_.text_of(part_or_name));
  if (found.empty()) {
    problems_.add(Code::value_not_there, tree_.span(part_or_name), {title(of), written})
        .also(of.tree->span(of.name), "在这里定义", "defined here");
  } else {
    auto& problem = problems_.add(Code::value_several, tree_.span(part_or_name),
                                  {title(of), written, std::to_string(found.size())});
    for (NodeId one : found) problem.also(of.tree->span(one), "可能是这一处", "it may be this one");
  }
  return std::nullopt;
}

}  // namespace cepol::amend
