// Looks up declarations and items in the base's syntax trees, and compares subtrees: two are equal when their kinds and
// keywords are equal and their leaves have equal values.
#include "lang/amend/base.hpp"

#include <algorithm>
#include <set>

#include "lang/amend/node_roles.hpp"
#include "lang/base/date.hpp"
#include "lang/base/exact.hpp"
#include "lang/syntax/written_dates.hpp"

namespace cepol::amend {

namespace {

constexpr std::pair<NodeKind, Keyword> declaration_keywords[] = {
    {NodeKind::unit, Keyword::unit},
    {NodeKind::enumeration, Keyword::enumeration},
    {NodeKind::record, Keyword::record},
    {NodeKind::reading, Keyword::reading},
    {NodeKind::define, Keyword::define},
    {NodeKind::table, Keyword::lookup_table},
    {NodeKind::credit, Keyword::credit},
    {NodeKind::equivalence, Keyword::equivalence},
    {NodeKind::assessment, Keyword::assessment},
    {NodeKind::requirement, Keyword::requirement},
    {NodeKind::waiver, Keyword::waiver},
    {NodeKind::decision, Keyword::decision},
    {NodeKind::warning, Keyword::warning},
    {NodeKind::quota, Keyword::quota},
    {NodeKind::results, Keyword::results},
    {NodeKind::roster, Keyword::roster},
    {NodeKind::example, Keyword::example},
};

// Compares two leaves of one kind: names without 「」, strings without escapes, numbers and dates by value. What is not
// listed is a keyword, in whatever spelling (`nodes.def`).
bool same_leaf(const Tree& a, NodeId one, const Tree& b, NodeId two) {
  switch (a.kind(one)) {
    case NodeKind::name: return a.name_text(one) == b.name_text(two);
    case NodeKind::string: return a.string_text(one) == b.string_text(two);
    case NodeKind::cell: return a.cell_text(one) == b.cell_text(two);
    case NodeKind::clause: return a.clause_path(one) == b.clause_path(two);
    case NodeKind::path:
    case NodeKind::raw: return a.text_of(one) == b.text_of(two);
    case NodeKind::number:
    case NodeKind::percent: {
      const auto x = a.number_value(one), y = b.number_value(two);
      return x && y ? *x == *y : a.text_of(one) == b.text_of(two);
    }
    case NodeKind::date: {
      const auto x = syntax::date_in_policy(a.text_of(one)), y = syntax::date_in_policy(b.text_of(two));
      return x && y && x->first == y->first && x->last == y->last;
    }
    default: return true;
  }
}

// The node, or the next beside it that is no list of citations: these say why, not what.
NodeId uncited(const Tree& tree, NodeId node) {
  while (node.valid() && tree.kind(node) == NodeKind::citations) node = tree.next(node);
  return node;
}

bool same(const Tree& a, NodeId one, const Tree& b, NodeId two) {
  if (a.kind(one) != b.kind(two) || a[one].keyword != b[two].keyword) return false;
  if (!a.first(one).valid() && !b.first(two).valid()) return same_leaf(a, one, b, two);
  NodeId x = uncited(a, a.first(one)), y = uncited(b, b.first(two));
  for (; x.valid() && y.valid(); x = uncited(a, a.next(x)), y = uncited(b, b.next(y)))
    if (!same(a, x, b, y)) return false;
  return !x.valid() && !y.valid();
}

}  // namespace

bool declares(NodeKind kind) { return role_of(kind) == NodeRole::declaration; }

std::optional<Keyword> keyword_of(NodeKind kind) {
  for (const auto& [of, keyword] : declaration_keywords)
    if (of == kind) return keyword;
  return std::nullopt;
}

DeclarationRef declared_by(const semantics::Module* module, const Tree& tree, NodeId node) {
  DeclarationRef made;
  made.module = module;
  made.tree = &tree;
  made.node = node;
  made.name = tree.first(node);
  if (!made.name.valid()) return made;
  made.text =
      tree.kind(made.name) == NodeKind::string ? tree.string_text(made.name) : std::string(tree.name_text(made.name));
  for (const NodeKind kind : {NodeKind::subject, NodeKind::belongs})
    if (const NodeId of = tree.child(node, kind); of.valid() && made.subject.empty())
      made.subject = tree.name_text(tree.first(of));
  return made;
}

std::vector<DeclarationRef> declarations(const std::vector<semantics::Module>& modules) {
  std::vector<DeclarationRef> found;
  for (const semantics::Module& module : modules) {
    const Tree& tree = module.parsed->tree;
    const bool policy = &module == &modules.back();
    for (NodeId node : tree.children(tree.root))
      if (declares(tree.kind(node)) && (policy || tree.kind(node) != NodeKind::example))
        found.push_back(declared_by(&module, tree, node));
  }
  return found;
}

std::vector<NodeId> items_named(const Tree& tree, NodeId declaration, std::string_view name) {
  std::vector<NodeId> found;
  for (NodeId item : tree.children(declaration)) {
    if (tree.kind(item) == NodeKind::headings) {
      for (NodeId column : items_named(tree, item, name)) found.push_back(column);
      continue;
    }
    if (role_of(tree.kind(item)) != NodeRole::item) continue;
    bool fits = false;
    if (tree.kind(item) == NodeKind::column) {
      for (NodeId one : tree.children_of(item, NodeKind::name)) fits = fits || tree.name_text(one) == name;
    } else {
      const NodeId first = tree.first(item);
      fits = (tree.kind(first) == NodeKind::name ? tree.name_text(first) : tree.text_of(first)) == name;
    }
    if (fits) found.push_back(item);
  }
  return found;
}

NodeId item_of(const Tree& tree, NodeId declaration, Keyword keyword, std::string_view name) {
  constexpr std::pair<NodeKind, Keyword> keyed[] = {{NodeKind::when, Keyword::when},
                                                    {NodeKind::window_of, Keyword::window},
                                                    {NodeKind::total, Keyword::total},
                                                    {NodeKind::becomes, Keyword::becomes},
                                                    {NodeKind::must, Keyword::must}};
  for (NodeId item : tree.children(declaration))
    for (const auto& [kind, word] : keyed)
      if (tree.kind(item) == kind && word == keyword &&
          (kind != NodeKind::must || tree.name_text(tree.first(item)) == name))
        return item;
  return {};
}

std::vector<NodeId> limits_like(const Tree& tree, NodeId declaration, const Tree& other, NodeId wanted) {
  std::vector<NodeId> found;
  for (NodeId limit : tree.children_of(declaration, NodeKind::limit)) {
    bool all = true;
    for (NodeId asked : other.children(wanted)) {
      bool said = other.kind(asked) == NodeKind::citations;
      for (NodeId one : tree.children(limit)) said = said || same(tree, one, other, asked);
      all = all && said;
    }
    if (all) found.push_back(limit);
  }
  return found;
}

std::vector<ConditionList> condition_lists(const Tree& tree, NodeId declaration) {
  std::vector<ConditionList> lists;
  std::vector<NodeId> todo{declaration};
  while (!todo.empty()) {
    const NodeId at = todo.back();
    todo.pop_back();
    for (NodeId child : tree.children(at)) todo.push_back(child);
    if (tree.kind(at) == NodeKind::when) lists.push_back({at, tree.children_of(at, NodeKind::condition), {}, {}});
  }
  for (std::size_t i = 0; i < lists.size(); ++i)  // grows
    for (std::size_t k = 0; k < lists[i].operands.size(); ++k) {
      const NodeId operand = lists[i].operands[k];
      NodeId inner = tree.kind(operand) == NodeKind::condition ? tree.first(operand) : operand;
      while (tree.kind(inner) == NodeKind::not_) inner = tree.first(inner);
      if (tree.kind(inner) != NodeKind::logic) continue;
      ConditionList list{inner, {}, i, operand};
      for (NodeId child : tree.children(inner)) list.operands.push_back(child);
      lists.push_back(std::move(list));
    }
  return lists;
}

std::vector<ConditionsFound> conditions_like(const Tree& tree, const std::vector<ConditionList>& lists,
                                             const Tree& other, NodeId wanted) {
  const auto fits = [&](NodeId one, NodeId asked) {
    const bool within = tree.kind(one) != NodeKind::condition;  // in brackets
    const NodeId words = other.child(asked, NodeKind::string),
                 own_words = within ? NodeId() : tree.child(one, NodeKind::string);
    return same(tree, within ? one : tree.first(one), other, other.first(asked)) &&
           (!words.valid() || (own_words.valid() && same(tree, own_words, other, words)));
  };
  const std::vector<NodeId> asked = other.children_of(wanted, NodeKind::condition);
  std::vector<ConditionsFound> found;
  for (std::size_t i = 0; i < lists.size(); ++i) {
    if (asked.size() > 1 && tree[lists[i].node].keyword != other[wanted].keyword) continue;
    ConditionsFound here{i, {}};
    for (NodeId one : lists[i].operands)
      if (std::any_of(asked.begin(), asked.end(), [&](NodeId condition) { return fits(one, condition); }))
        here.conditions.push_back(one);
    if (here.conditions.size() == asked.size()) found.push_back(std::move(here));
  }
  return found;
}

std::vector<NodeId> same_as(const Tree& tree, NodeId node, const Tree& other, NodeId wanted) {
  std::vector<NodeId> found, todo{node};
  while (!todo.empty()) {
    const NodeId at = todo.back();
    todo.pop_back();
    if (tree.kind(at) == NodeKind::citations) continue;
    if (same(tree, at, other, wanted)) {
      found.push_back(at);
      continue;
    }
    for (NodeId child : tree.children(at)) todo.push_back(child);
  }
  std::sort(found.begin(), found.end(), [&](NodeId a, NodeId b) { return tree.span(a).begin < tree.span(b).begin; });
  return found;
}

std::string whole_label(const Tree& tree, NodeId clause, const std::string& base_path) {
  const std::string label = tree.clause_label(clause);
  return tree.clause_notice(clause).empty() ? base_path + "§" + label : label;
}

std::vector<std::string> clauses_in(const Tree& tree, NodeId node, const std::string& base_path) {
  std::set<std::string> found;
  std::vector<NodeId> todo{node};
  while (!todo.empty()) {
    const NodeId at = todo.back();
    todo.pop_back();
    for (NodeId child : tree.children(at)) todo.push_back(child);
    if (tree.kind(at) == NodeKind::clause) found.insert(whole_label(tree, at, base_path));
  }
  return {found.begin(), found.end()};
}

}  // namespace cepol::amend
