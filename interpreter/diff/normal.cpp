// Normalizer: a recursive function from syntax nodes to strings, with a table of functions for the kinds that have
// equivalent spellings or bind names; bound names become de Bruijn levels.
#include "interpreter/diff/normal.hpp"

#include <algorithm>
#include <set>

#include "lang/base/date.hpp"
#include "lang/base/exact.hpp"
#include "lang/semantics/builtins.hpp"
#include "lang/syntax/node_lists.hpp"
#include "lang/syntax/written_dates.hpp"

namespace cepol::diff {
namespace {

// Names that the language binds itself, in their two spellings.
constexpr std::pair<std::string_view, std::string_view> implicit_names[] = {
    {"window", "窗口"}, {"total", "总量"}, {"earned", "已得"}, {"group", "本组"}};

std::string number_form(const Tree& tree, NodeId node) {
  const auto exact = tree.number_value(node);
  return exact ? to_string(*exact) : std::string(tree.text_of(node));
}

}  // namespace

std::string Normalizer::token(EntityId id) const {
  if (id == focus) return "@";
  const Entity& entity = names()[id];
  if (policies.paired(side, id))
    return "#" + std::to_string(side == before_side ? id.index : policies.partner(side, id).index);
  const std::string role =
      std::to_string(static_cast<int>(entity.role)) + "." + std::to_string(static_cast<int>(entity.subject));
  if (colours != nullptr) return "? " + role + ":" + std::to_string((*colours)[side][id.index]);
  if (!ignore_unpaired && own_declaration.valid() && names().top(id) == own_declaration)
    return "own " + role + " " + (entity.key.empty() ? entity.name : entity.key);
  if (ignore_unpaired) return "? " + role;
  return (side == before_side ? "b" : "a") + std::to_string(id.index);
}

// The musts of one name, of several requirements, that a waiver drops: identified by their name in the new policy.
std::string Normalizer::musts(const std::vector<EntityId>& meant) const {
  std::string name = names()[meant.front()].name;
  if (std::find(meant.begin(), meant.end(), focus) != meant.end()) return "@";
  if (colours != nullptr) {
    std::set<std::string> tokens;
    for (EntityId id : meant) tokens.insert(token(id));
    std::string text = "must";
    for (const std::string& one : tokens) text += " " + one;
    return text;
  }
  if (side == before_side) {
    std::string other;
    for (EntityId id : meant) {
      if (!policies.paired(side, id)) continue;
      other = policies.names[after_side][policies.partner(side, id)].name;
      if (other == name) break;
    }
    if (!other.empty()) name = other;
  }
  return "must " + name;
}

std::string Normalizer::name(const Tree& tree, NodeId node, const Locals& locals) const {
  const auto meant = names().meant(tree.span(node));
  if (!meant.empty()) {
    if (names()[meant.front()].role == NameRole::must) return musts(meant);
    std::vector<std::string> tokens;
    bool member = false;
    for (EntityId id : meant) {
      tokens.push_back(token(id));
      const NameRole role = names()[id].role;
      member = member || role == NameRole::member || role == NameRole::group || role == NameRole::option ||
               role == NameRole::outcome;
    }
    std::sort(tokens.begin(), tokens.end());
    tokens.erase(std::unique(tokens.begin(), tokens.end()), tokens.end());
    std::string text;
    for (const std::string& one : tokens) text += (text.empty() ? "" : "|") + one;
    return member ? value(text) : text;
  }
  const std::string text(tree.name_text(node));
  for (std::size_t i = locals.size(); i-- > 0;)
    if (locals[i] == text) return "$" + std::to_string(i);
  for (const auto& [en, zh] : implicit_names)
    if (text == en || text == zh) return "%" + std::string(en);
  return "'" + text + "'";
}

std::string Normalizer::unit(const Tree& tree, NodeId node) const {
  if (names().meant(tree.span(node)).empty())
    if (std::string own_name = names().built_in_unit(tree.name_text(node)); !own_name.empty()) return own_name;
  return name(tree, node, {});
}

std::string Normalizer::unordered(std::string head, std::vector<std::string> parts) const {
  std::sort(parts.begin(), parts.end());
  for (const std::string& part : parts) head += " " + part;
  return "(" + head + ")";
}

void Normalizer::operands(const Tree& tree, NodeId node, Keyword link, const Locals& locals,
                          std::vector<std::string>& parts) const {
  for (NodeId child : tree.children(node)) {
    if (is_wording(tree, node, child) || tree.kind(child) == NodeKind::citations) continue;
    const NodeId inner = tree.kind(child) == NodeKind::condition ? tree.first(child) : child;
    if (tree.kind(inner) == NodeKind::logic && tree[inner].keyword == link)
      operands(tree, inner, link, locals, parts);
    else
      parts.push_back(of(tree, inner, locals));
  }
}

// Adds the names that a `rows`, `year_rows` or `carried` node binds to `locals`, and returns the normal form of its
// other children.
std::string Normalizer::binder(const Tree& tree, NodeId node, Locals& locals) const {
  if (tree.kind(node) == NodeKind::year_rows) {
    const NodeId year = tree.first(node);
    const std::string window = of(tree, tree.next(year), locals);
    locals.emplace_back(tree.name_text(year));
    return "(years " + window + ")";
  }
  if (tree.kind(node) == NodeKind::carried) return of(tree, tree.next(tree.first(node)), locals);
  std::string text = "(rows " + name(tree, tree.first(node), locals);
  const Locals outer = locals;
  const NodeId alias = tree.child(node, NodeKind::alias);
  Locals inner = outer;
  if (alias.valid()) inner.emplace_back(tree.name_text(tree.first(alias)));
  locals = inner;
  for (NodeId key : tree.children_of(node, NodeKind::group_key)) {
    const NodeId key_alias = tree.child(key, NodeKind::alias);
    const NodeId expr = key_alias.valid() ? tree.next(key_alias) : tree.first(key);
    text += " by " + of(tree, expr, inner);
    if (key_alias.valid())
      locals.emplace_back(tree.name_text(tree.first(key_alias)));
    else
      locals.emplace_back(tree.kind(expr) == NodeKind::name ? tree.name_text(expr) : std::string_view());
  }
  return text + ")";
}

std::string Normalizer::fold(const Tree& tree, NodeId node, const Locals& outer) const {
  Locals locals = outer;
  NodeId rows = tree.child(node, NodeKind::rows);
  const bool grouped = rows.valid() && tree.child(rows, NodeKind::group_key).valid();
  if (!rows.valid()) rows = tree.child(node, NodeKind::year_rows);
  std::string text = "(" + std::string(syntax::id_of(tree[node].keyword)) + " " + binder(tree, rows, locals);
  const Keyword word = tree[node].keyword;
  std::vector<std::string> conditions;
  for (NodeId child : tree.children(node)) {
    if (child == rows) continue;
    const bool condition = tree.kind(child) == NodeKind::where ||
                           (tree.kind(child) == NodeKind::holds && !grouped && word != Keyword::every);
    if (condition)  // some(rows: c) is some(rows where c)
      conditions.push_back(of(tree, tree.first(child), locals));
    else
      text += " " + of(tree, child, locals);
  }
  if (!conditions.empty()) text += " " + unordered("where", conditions);
  return text + ")";
}

std::string Normalizer::running(const Tree& tree, NodeId node, const Locals& outer) const {
  Locals locals = outer;
  std::string text = "(running";
  std::vector<std::string> carried;
  for (NodeId child : tree.children(node)) {
    if (tree.kind(child) == NodeKind::carried) {
      text += " " + binder(tree, child, locals);
      carried.emplace_back(tree.name_text(tree.first(child)));
    } else if (tree.kind(child) == NodeKind::year_rows) {
      text += " " + binder(tree, child, locals);
      locals.insert(locals.end(), carried.begin(), carried.end());
    } else {
      text += " " + of(tree, child, locals);
    }
  }
  return text + ")";
}

std::string Normalizer::others(const Tree& tree, NodeId node, const Locals& locals) const {
  std::string text = "(" + std::string(syntax::id_of(tree.kind(node)));
  if (tree[node].keyword != Keyword::none_) text += ":" + std::string(syntax::id_of(tree[node].keyword));
  for (NodeId child : tree.children(node)) {
    if (tree.kind(child) == NodeKind::citations || is_wording(tree, node, child)) continue;
    text += " " + of(tree, child, locals);
  }
  return text + ")";
}

std::string Normalizer::leaf(const Tree& tree, NodeId node) const {
  const NodeKind kind = tree.kind(node);
  if (kind == NodeKind::number || kind == NodeKind::percent) return value(number_form(tree, node));
  if (kind == NodeKind::date) {
    const auto date = syntax::date_in_policy(tree.text_of(node));
    return value(date ? to_string(*date) : std::string(tree.text_of(node)));
  }
  if (kind == NodeKind::string) {
    const std::string text = tree.string_text(node);
    return value("\"" + std::to_string(text.size()) + ":" + text + "\"");
  }
  if (kind == NodeKind::cell) {
    const auto meant = names().meant(tree.span(node));
    return meant.empty() ? cell_with_names(tree, node) : token(meant.front());
  }
  if (kind == NodeKind::clause) return "§" + tree.clause_path(node);
  return std::string(tree.text_of(node));  // a path
}

// A cell that lists columns (学习.核定、送审日期) has their names within it.
std::string Normalizer::cell_with_names(const Tree& tree, NodeId node) const {
  const Span whole = tree.span(node);
  const auto inside = names().within(whole);
  if (inside.empty()) return "\"" + tree.cell_text(node) + "\"";
  const std::string_view text = tree.text_of(node);
  std::string form = "\"";
  std::size_t at = 0;
  for (const NameUse& use : inside) {
    const std::size_t begin = use.span.begin - whole.begin;
    if (begin < at) continue;
    form += std::string(text.substr(at, begin - at)) + token(use.entity);
    at = use.span.end - whole.begin;
  }
  return form + std::string(text.substr(at)) + "\"";
}

std::string Normalizer::quantity(const Tree& tree, NodeId node, const Locals&) const {
  const NodeId number = tree.first(node);
  return value(number_form(tree, number) + " " + unit(tree, tree.next(number)));
}

std::string Normalizer::type(const Tree& tree, NodeId node, const Locals& locals) const {
  const NodeId named = tree.first(node);
  return "(type " + (tree.kind(named) == NodeKind::name ? unit(tree, named) : of(tree, named, locals)) + ")";
}

std::string Normalizer::convert(const Tree& tree, NodeId node, const Locals& locals) const {
  const NodeId from = tree.first(node);
  return "(as " + of(tree, from, locals) + " " + unit(tree, tree.next(from)) + ")";
}

std::string Normalizer::unit_of(const Tree& tree, NodeId node, const Locals&) const {
  return unit(tree, tree.first(node));
}

std::string Normalizer::call(const Tree& tree, NodeId node, const Locals& locals) const {
  const NodeId called = tree.first(node);
  const std::string_view builtin =
      names().meant(tree.span(called)).empty() ? semantics::builtin_name(tree.name_text(called)) : std::string_view();
  std::string text = "(call " + (builtin.empty() ? name(tree, called, locals) : std::string(builtin));
  for (NodeId at = tree.next(called); at.valid(); at = tree.next(at)) text += " " + of(tree, at, locals);
  return text + ")";
}

std::string Normalizer::only_child(const Tree& tree, NodeId node, const Locals& locals) const {
  return of(tree, tree.first(node), locals);
}

std::string Normalizer::joined(const Tree& tree, NodeId node, const Locals& locals) const {
  std::vector<std::string> parts;
  operands(tree, node, tree[node].keyword, locals, parts);
  if (parts.size() == 1) return parts.front();
  return unordered(std::string(syntax::id_of(tree[node].keyword)), parts);
}

std::string Normalizer::set(const Tree& tree, NodeId node, const Locals& locals) const {
  std::vector<std::string> parts;
  for (NodeId child : tree.children(node)) parts.push_back(of(tree, child, locals));
  return unordered("set", parts);
}

// Each name with the words after it.
std::string Normalizer::members(const Tree& tree, NodeId node, const Locals& locals) const {
  std::vector<std::string> parts;
  for (NodeId child : tree.children(node)) {
    std::string text = of(tree, child, locals);
    if (tree.kind(child) == NodeKind::also_words)
      parts.back() += " " + text;
    else
      parts.push_back(std::move(text));
  }
  return unordered("set", parts);
}

std::string Normalizer::in_set(const Tree& tree, NodeId node, const Locals& locals) const {
  std::vector<std::string> parts;
  const NodeId tested = tree.first(node);
  for (NodeId at = tree.next(tested); at.valid(); at = tree.next(at)) parts.push_back(of(tree, at, locals));
  return unordered(std::string(syntax::id_of(tree[node].keyword)) + " " + of(tree, tested, locals), parts);
}

std::string Normalizer::span_fold(const Tree& tree, NodeId node, const Locals& locals) const {
  Locals inner = locals;
  std::string text = "(" + std::string(syntax::id_of(tree.kind(node)));
  for (NodeId child : tree.children(node)) {
    if (tree.kind(child) == NodeKind::alias)
      inner.emplace_back(tree.name_text(tree.first(child)));
    else
      text += " " + of(tree, child, inner);
  }
  return text + ")";
}

// Kinds in this table have a form of their own: two texts that mean the same differ in more than names and layout, or
// the node binds a name. Every other kind is written out with all its children.
std::string Normalizer::of(const Tree& tree, NodeId node, const Locals& locals) const {
  using Form = std::string (Normalizer::*)(const Tree&, NodeId, const Locals&) const;
  static constexpr std::pair<NodeKind, Form> forms[] = {
      {NodeKind::name, &Normalizer::name},
      {NodeKind::quantity, &Normalizer::quantity},
      {NodeKind::type, &Normalizer::type},
      {NodeKind::convert, &Normalizer::convert},
      {NodeKind::in_unit, &Normalizer::unit_of},
      {NodeKind::call, &Normalizer::call},
      {NodeKind::condition, &Normalizer::only_child},
      {NodeKind::when, &Normalizer::joined},
      {NodeKind::logic, &Normalizer::joined},
      {NodeKind::choice_type, &Normalizer::members},
      {NodeKind::also_words, &Normalizer::set},
      {NodeKind::blank_words, &Normalizer::set},
      {NodeKind::over, &Normalizer::set},
      {NodeKind::roster_columns, &Normalizer::set},
      {NodeKind::roster_headings, &Normalizer::set},
      {NodeKind::one_of, &Normalizer::set},
      {NodeKind::in_set, &Normalizer::in_set},
      {NodeKind::fold, &Normalizer::fold},
      {NodeKind::running, &Normalizer::running},
      {NodeKind::days_covered, &Normalizer::span_fold},
      {NodeKind::months_covered, &Normalizer::span_fold},
  };
  constexpr NodeKind leaves[] = {NodeKind::number, NodeKind::percent, NodeKind::date, NodeKind::string,
                                 NodeKind::cell,   NodeKind::clause,  NodeKind::path};
  const NodeKind kind = tree.kind(node);
  if (syntax::contains(leaves, kind)) return leaf(tree, node);
  for (const auto& [of_kind, form] : forms)
    if (of_kind == kind) return (this->*form)(tree, node, locals);
  return others(tree, node, locals);
}

std::string Normalizer::of_all(const Tree& tree, const std::vector<NodeId>& nodes, const Locals& locals) const {
  std::string text;
  for (NodeId node : nodes) text += (text.empty() ? "" : " ") + of(tree, node, locals);
  return text;
}

}  // namespace cepol::diff
