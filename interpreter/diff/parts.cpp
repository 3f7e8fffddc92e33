// PartExtractor: walks a declaration and creates its parts, by the tables of part_rules.hpp or by a function for each
// irregular kind of node.
#include "interpreter/diff/parts.hpp"

#include <algorithm>

#include "interpreter/diff/part_rules.hpp"

namespace cepol::diff {
namespace {

template <std::size_t Size>
const PartRule* rule_of(const std::array<PartRule, Size>& rules, NodeKind kind) {
  const auto found = std::find_if(rules.begin(), rules.end(), [&](const PartRule& rule) { return rule.node == kind; });
  return found == rules.end() ? nullptr : &*found;
}

// Collects the parts of one declaration: those of its header, those particular to its kind, those of its block.
class PartExtractor {
 public:
  PartExtractor(const Names& names, EntityId id)
      : names_(names), id_(id), tree_(*names[id].tree), node_(names[id].node) {}

  std::vector<DeclarationPart> run() {
    header();
    of_subject();
    for (NodeId child : tree_.children(node_)) block_item(child);
    if (names_[id_].subject == Subject::decision) outcomes();
    if (names_[id_].subject == Subject::reading) default_option();
    return std::move(parts_);
  }

 private:
  // ---- helpers
  DeclarationPart make(PartKind kind, NodeId node, std::vector<NodeId> content = {}) const {
    DeclarationPart part;
    part.kind = kind;
    part.tree = &tree_;
    part.node = node;
    part.content = std::move(content);
    return part;
  }
  DeclarationPart& add(PartKind kind, NodeId node, std::vector<NodeId> content = {}) {
    parts_.push_back(make(kind, node, std::move(content)));
    return parts_.back();
  }
  DeclarationPart make_named(PartKind kind, NodeId node, std::vector<NodeId> content, NodeId name) const {
    DeclarationPart part = make(kind, node, std::move(content));
    part.name =
        tree_.kind(name) == NodeKind::name ? std::string(tree_.name_text(name)) : std::string(tree_.text_of(name));
    part.identity = PartIdentity::by_name;
    return part;
  }
  DeclarationPart& add_named(PartKind kind, NodeId node, std::vector<NodeId> content, NodeId name) {
    parts_.push_back(make_named(kind, node, std::move(content), name));
    return parts_.back();
  }
  DeclarationPart& add_to_header(PartKind kind, NodeId node, std::vector<NodeId> content) {
    DeclarationPart& part = add(kind, node, std::move(content));
    part.in_header = true;
    return part;
  }
  DeclarationPart& add_by_rule(const PartRule& rule, NodeId node) {
    const NodeId first = tree_.first(node);
    DeclarationPart& part = rule.naming == Naming::none
                                ? add(rule.part, node, content_of(rule.content, node))
                                : add_named(rule.part, node, content_of(rule.content, node), first);
    if (rule.naming == Naming::by_first) part.identifying = {first};
    if (rule.naming == Naming::by_kind) part.extra = syntax::id_of(tree_.kind(node));
    part.weak = rule.weak;
    return part;
  }
  std::vector<NodeId> content_of(Content content, NodeId node) const {
    switch (content) {
      case Content::none: return {};
      case Content::node: return {node};
      case Content::first: return {tree_.first(node)};
      case Content::children: return inner(node);
      case Content::after_first: return inner_after_first(node);
    }
    return {};
  }
  std::vector<NodeId> inner(NodeId node) const {
    std::vector<NodeId> nodes;
    for (NodeId child : tree_.children(node))
      if (tree_.kind(child) != NodeKind::citations && !is_wording(tree_, node, child)) nodes.push_back(child);
    return nodes;
  }
  std::vector<NodeId> inner_after_first(NodeId node) const {
    std::vector<NodeId> nodes = inner(node);
    nodes.erase(nodes.begin());
    return nodes;
  }
  EntityId declared(NodeId name) const {
    for (EntityId id : names_.meant(tree_.span(name)))
      if (names_[id].declared == tree_.span(name)) return id;
    return {};
  }
  Locals parameter_names() const {
    Locals names;
    for (NodeId parameter : tree_.children_of(node_, NodeKind::parameter))
      names.emplace_back(tree_.name_text(tree_.first(parameter)));
    return names;
  }

  // ---- the header
  void header() {
    if (names_[id_].subject == Subject::policy) return;  // all of it is in its block
    std::vector<NodeId> types;
    for (NodeId parameter : tree_.children_of(node_, NodeKind::parameter))
      types.push_back(tree_.next(tree_.first(parameter)));
    if (!types.empty()) add_to_header(PartKind::parameters, tree_.child(node_, NodeKind::parameter), types).weak = true;
    for (NodeId child : tree_.children(node_)) {
      const PartRule* rule = rule_of(header_rules, tree_.kind(child));
      if (rule == nullptr) continue;
      DeclarationPart& part = add_by_rule(*rule, child);
      part.in_header = true;
      if (tree_.kind(child) == NodeKind::belongs && names_[id_].subject == Subject::assessment)
        part.kind = PartKind::of_credit;
      if (tree_.kind(child) == NodeKind::key && !names_.meant(tree_.span(tree_.first(child))).empty())
        part.content = {tree_.first(child)};
    }
  }

  // ---- what only one kind of declaration has
  void of_subject() {
    const Subject subject = names_[id_].subject;
    if (subject == Subject::policy) policy();
    if (subject == Subject::roster) add(PartKind::title, tree_.first(node_), {tree_.first(node_)});
    if (subject == Subject::unit) unit();
    if (subject == Subject::definition) formula();
    if (subject == Subject::clause) inert_clauses();
  }
  void policy() {
    for (const PartRule& rule : policy_rules)
      if (const NodeId node = tree_.child(node_, rule.node); node.valid()) add_by_rule(rule, node);
  }
  void unit() {
    std::vector<std::string> aliases;
    bool first = true;
    for (NodeId child : tree_.children(node_)) {
      if (tree_.kind(child) == NodeKind::name) {
        if (!first) aliases.emplace_back(tree_.name_text(child));
        first = false;
      } else if (syntax::is_expression(tree_.kind(child))) {
        add_to_header(PartKind::conversion, child, {child});
      }
    }
    std::sort(aliases.begin(), aliases.end());
    if (aliases.empty()) return;
    DeclarationPart& part = add_to_header(PartKind::aliases, tree_.next(tree_.first(node_)), {});
    for (const std::string& alias : aliases) part.extra += (part.extra.empty() ? "" : ", ") + alias;
    part.weak = true;
  }
  void formula() {
    for (NodeId child : tree_.children(node_)) {
      const NodeKind kind = tree_.kind(child);
      const bool value = syntax::is_expression(kind) || kind == NodeKind::name ||
                         (kind == NodeKind::string && !is_wording(tree_, node_, child));
      if (value && child != tree_.first(node_)) add(PartKind::formula, child, {child}).locals = parameter_names();
    }
  }
  void inert_clauses() {
    const auto clauses = tree_.children_of(node_, NodeKind::clause);
    DeclarationPart& part = add_to_header(PartKind::clauses, clauses.front(), {});
    for (NodeId clause : clauses) part.extra += names_.clause(tree_, clause) + " ";
    part.weak = true;
    for (NodeId child : tree_.children_of(node_, NodeKind::string)) add(PartKind::reason, child, {child});
  }
  void outcomes() {
    const auto outcomes = tree_.children_of(node_, NodeKind::outcome);
    std::vector<NodeId> names(outcomes.size());
    std::transform(outcomes.begin(), outcomes.end(), names.begin(), [&](NodeId one) { return tree_.first(one); });
    add_to_header(PartKind::outcomes, outcomes.front(), names);
    const bool first_fit = tree_.child(node_, NodeKind::first_fit).valid();
    for (DeclarationPart& part : parts_)
      if (part.kind == PartKind::outcome_case) part.ordered = first_fit;
  }
  void default_option() {
    for (NodeId option : tree_.children_of(node_, NodeKind::option)) {
      if (!tree_.child(option, NodeKind::default_option).valid()) continue;
      DeclarationPart& part = add(PartKind::default_option, option);
      part.entity = declared(tree_.first(option));
      if (!part.entity.valid()) part.content = {tree_.first(option)};  // an option named by its value
    }
  }

  // ---- the block
  void block_item(NodeId node) {
    static constexpr std::pair<NodeKind, void (PartExtractor::*)(NodeId)> functions[] = {
        {NodeKind::member, &PartExtractor::member},
        {NodeKind::group, &PartExtractor::group},
        {NodeKind::column, &PartExtractor::column},
        {NodeKind::headings, &PartExtractor::headings},
        {NodeKind::option, &PartExtractor::option},
        {NodeKind::table_case, &PartExtractor::table_case},
        {NodeKind::source, &PartExtractor::source},
        {NodeKind::limit, &PartExtractor::limit},
        {NodeKind::must, &PartExtractor::must},
        {NodeKind::decision_case, &PartExtractor::outcome_case},
        {NodeKind::roster_total, &PartExtractor::total_line},
    };
    if (const PartRule* rule = rule_of(item_rules, tree_.kind(node))) add_by_rule(*rule, node);
    for (const auto& [kind, function] : functions)
      if (kind == tree_.kind(node)) (this->*function)(node);
  }
  void member(NodeId node) {
    const NodeId name = tree_.first(node);
    add_named(PartKind::member, node, inner_after_first(node), name).entity = declared(name);
  }
  void group(NodeId node) {
    const NodeId name = tree_.first(node);
    add_named(PartKind::group, node, inner_after_first(node), name).entity = declared(name);
  }
  void column(NodeId node) { columns(node, ""); }
  void headings(NodeId node) {
    for (NodeId one : tree_.children_of(node, NodeKind::column)) columns(one, "heading");
  }
  // One part for each of the names that share a type.
  void columns(NodeId node, const char* where) {
    std::vector<NodeId> content;
    for (NodeId child : inner(node))
      if (tree_.kind(child) != NodeKind::name && tree_.kind(child) != NodeKind::also_words) content.push_back(child);
    // `optional omittable text` and `omittable optional text` mean the same.
    std::stable_sort(content.begin(), content.end(), [&](NodeId a, NodeId b) { return tree_.kind(a) < tree_.kind(b); });
    for (NodeId name : tree_.children_of(node, NodeKind::name)) {
      std::vector<NodeId> own = content;
      if (const NodeId words = tree_.next(name); words.valid() && tree_.kind(words) == NodeKind::also_words)
        own.push_back(words);
      DeclarationPart& part = add_named(PartKind::column, node, std::move(own), name);
      part.entity = declared(name);
      part.extra = where;
    }
  }
  void option(NodeId node) {
    const NodeId name = tree_.first(node), value = tree_.child(node, NodeKind::option_value);
    const bool typed = tree_.child(node_, NodeKind::type).valid() || tree_.child(node_, NodeKind::choice_type).valid();
    std::vector<NodeId> content;
    if (value.valid())
      content.push_back(tree_.first(value));
    else if (typed)
      content.push_back(name);
    add_named(PartKind::option, node, content, name).entity = declared(name);
  }
  void table_case(NodeId node) {
    DeclarationPart& part = add(PartKind::table_row, node, inner(node));
    for (NodeId cell : part.content)
      if (tree_.kind(cell) != NodeKind::gives_value) {
        part.identifying.push_back(cell);
        part.name += (part.name.empty() ? "" : ", ") + std::string(tree_.text_of(cell));
      }
    part.identity = PartIdentity::by_name;
    part.ordered = true;
    part.locals = parameter_names();
  }
  void source(NodeId node) {
    DeclarationPart part = make_named(PartKind::source, node, {}, tree_.first(node));
    part.identifying = {tree_.first(node)};
    for (NodeId child : tree_.children(node)) {
      const NodeKind kind = tree_.kind(child);
      if (kind == NodeKind::gives) part.parts.push_back(make(PartKind::gives, child, {tree_.first(child)}));
      if (kind == NodeKind::category) part.parts.push_back(make(PartKind::category, child, {tree_.first(child)}));
      if (kind == NodeKind::counted_in) part.parts.push_back(make(PartKind::counted_in, child, {tree_.first(child)}));
      if (kind == NodeKind::when) part.parts.push_back(make(PartKind::when, child));
    }
    parts_.push_back(std::move(part));
  }
  void limit(NodeId node) {
    DeclarationPart& part = add(PartKind::limit, node, inner(node));
    part.identity = PartIdentity::by_content;
    // `at most A a year` and `a year at most A` mean the same.
    std::stable_sort(part.content.begin(), part.content.end(),
                     [&](NodeId a, NodeId b) { return tree_.kind(a) < tree_.kind(b); });
    part.ordered = tree_.child(node, NodeKind::per_key).valid();
  }
  void must(NodeId node) {
    DeclarationPart& part = add_named(PartKind::must, node, {}, tree_.first(node));
    part.entity = declared(tree_.first(node));
    Locals locals;
    for (NodeId child : tree_.children(node)) {
      if (tree_.kind(child) == NodeKind::each_year) {
        locals.emplace_back(tree_.name_text(tree_.first(child)));
        part.parts.push_back(make(PartKind::each_year, child));
      }
      if (tree_.kind(child) == NodeKind::when) {
        part.parts.push_back(make(PartKind::when, child));
        part.parts.back().locals = locals;
      }
    }
    for (DeclarationPart& one : part.parts) one.in_header = true;
  }
  void outcome_case(NodeId node) {
    DeclarationPart& part = add_named(PartKind::outcome_case, node, {}, tree_.first(node));
    part.identifying = {tree_.first(node)};
    for (NodeId child : tree_.children(node)) {
      const NodeKind kind = tree_.kind(child);
      if (kind == NodeKind::over) part.parts.push_back(make(PartKind::over, child, {child}));
      if (kind == NodeKind::when) part.parts.push_back(make(PartKind::when, child));
      if (kind == NodeKind::otherwise) part.parts.push_back(make(PartKind::otherwise, child));
    }
    for (DeclarationPart& one : part.parts) one.in_header = true;
  }
  void total_line(NodeId node) { add(PartKind::total_line, node).extra = tree_.name_text(tree_.first(node)); }

  const Names& names_;
  EntityId id_;
  const Tree& tree_;
  NodeId node_;
  std::vector<DeclarationPart> parts_;
};

}  // namespace

const DeclarationPart* own_part(const std::vector<DeclarationPart>& parts, EntityId id) {
  for (const DeclarationPart& part : parts)
    if (part.entity == id && part.kind != PartKind::default_option) return &part;
  return nullptr;
}

std::vector<DeclarationPart> parts_of(const Names& names, EntityId declaration) {
  return PartExtractor(names, declaration).run();
}

}  // namespace cepol::diff
