#include "interpreter/diff/parts.hpp"

#include <algorithm>

namespace cepol::diff {
namespace {

bool expression(NodeKind kind) { return kind >= NodeKind::number && kind != NodeKind::error; }

class Taking {
 public:
  Taking(const Names& names, EntityId id) : names_(names), id_(id), tree_(*names[id].tree), node_(names[id].node) {}

  std::vector<Item> items() {
    header();
    switch (names_[id_].subject) {
      case Subject::policy: policy(); break;
      case Subject::roster: add(Part::title, tree_.first(node_), {tree_.first(node_)}); break;
      case Subject::unit: unit(); break;
      case Subject::definition: definition(); break;
      case Subject::clause: inert(); break;
      default: break;
    }
    const Locals parameters = names_[id_].subject == Subject::table ? parameter_names() : Locals{};
    for (NodeId child : tree_.children(node_)) block_item(child, parameters);
    if (names_[id_].subject == Subject::decision) decision();
    if (names_[id_].subject == Subject::reading) chosen();
    return std::move(items_);
  }

 private:
  Item& add(Part part, NodeId node, std::vector<NodeId> said = {}) {
    items_.push_back(made(part, node, std::move(said)));
    return items_.back();
  }
  Item made(Part part, NodeId node, std::vector<NodeId> said = {}) const {
    Item item;
    item.part = part;
    item.tree = &tree_;
    item.node = node;
    item.said = std::move(said);
    return item;
  }
  Item& add_named(Part part, NodeId node, std::vector<NodeId> said, NodeId name) {
    Item& item = add(part, node, std::move(said));
    item.name =
        tree_.kind(name) == NodeKind::name ? std::string(tree_.name_text(name)) : std::string(tree_.text_of(name));
    item.told = Told::by_name;
    return item;
  }
  EntityId declared(NodeId name) const {
    for (EntityId id : names_.meant(tree_.span(name)))
      if (names_[id].declared == tree_.span(name)) return id;
    return {};
  }
  std::vector<NodeId> inner(NodeId node) const {
    std::vector<NodeId> nodes;
    for (NodeId child : tree_.children(node))
      if (tree_.kind(child) != NodeKind::citations && !is_wording(tree_, node, child)) nodes.push_back(child);
    return nodes;
  }
  Locals parameter_names() const {
    Locals names;
    for (NodeId parameter : tree_.children_of(node_, NodeKind::parameter))
      names.emplace_back(tree_.name_text(tree_.first(parameter)));
    return names;
  }

  void header() {
    const Subject subject = names_[id_].subject;
    std::vector<NodeId> types;
    for (NodeId parameter : tree_.children_of(node_, NodeKind::parameter))
      types.push_back(tree_.next(tree_.first(parameter)));
    if (!types.empty()) {
      Item& item = add(Part::parameters, tree_.child(node_, NodeKind::parameter), types);
      item.header = item.light = true;
    }
    for (NodeId child : tree_.children(node_)) {
      switch (tree_.kind(child)) {
        case NodeKind::subject: header_item(Part::subject, child, {tree_.first(child)}).light = true; break;
        case NodeKind::type:
        case NodeKind::choice_type: header_item(Part::type, child, {child}).light = true; break;
        case NodeKind::in_unit: header_item(Part::in_unit, child, {child}).light = true; break;
        case NodeKind::by: header_item(Part::by, child, {tree_.first(child)}).light = true; break;
        case NodeKind::belongs:
          header_item(subject == Subject::assessment ? Part::of_credit : Part::subject, child, {tree_.first(child)})
              .light = true;
          break;
        case NodeKind::over: header_item(Part::over, child, {child}); break;
        case NodeKind::key: header_item(Part::key, child, {}); break;
        case NodeKind::parent: header_item(Part::parent, child, {tree_.first(child)}); break;
        case NodeKind::beside: header_item(Part::beside, child, {tree_.first(child)}); break;
        case NodeKind::first_fit: header_item(Part::mode, child, {}).light = true; break;
        default: break;
      }
    }
    if (const NodeId key = tree_.child(node_, NodeKind::key); key.valid()) {
      for (Item& item : items_) {
        if (item.part != Part::key) continue;
        const auto meant = names_.meant(tree_.span(tree_.first(key)));
        if (!meant.empty()) item.said = {tree_.first(key)};
      }
    }
  }
  Item& header_item(Part part, NodeId node, std::vector<NodeId> said) {
    Item& item = add(part, node, std::move(said));
    item.header = true;
    return item;
  }

  void policy() {
    if (const NodeId title = tree_.child(node_, NodeKind::string); title.valid()) add(Part::title, title, {title});
    if (const NodeId at = tree_.child(node_, NodeKind::issued); at.valid()) add(Part::issued, at, inner(at));
    if (const NodeId at = tree_.child(node_, NodeKind::applies); at.valid()) add(Part::applies, at, inner(at));
  }

  void unit() {
    std::vector<std::string> aliases;
    bool first = true;
    for (NodeId child : tree_.children(node_)) {
      if (tree_.kind(child) == NodeKind::name) {
        if (!first) aliases.emplace_back(tree_.name_text(child));
        first = false;
      } else if (expression(tree_.kind(child))) {
        header_item(Part::conversion, child, {child});
      }
    }
    std::sort(aliases.begin(), aliases.end());
    if (aliases.empty()) return;
    Item& item = header_item(Part::aliases, tree_.next(tree_.first(node_)), {});
    for (const std::string& alias : aliases) item.extra += (item.extra.empty() ? "" : ", ") + alias;
    item.light = true;
  }

  void definition() {
    for (NodeId child : tree_.children(node_)) {
      const bool name = child == tree_.first(node_);
      if (name || !(expression(tree_.kind(child)) || tree_.kind(child) == NodeKind::name ||
                    (tree_.kind(child) == NodeKind::string && !is_wording(tree_, node_, child))))
        continue;
      add(Part::formula, child, {child}).locals = parameter_names();
    }
  }

  void inert() {
    const auto clauses = tree_.children_of(node_, NodeKind::clause);
    header_item(Part::clauses, clauses.front(), {});
    for (NodeId clause : clauses) items_.back().extra += names_.clause(tree_, clause) + " ";
    items_.back().light = true;
    for (NodeId child : tree_.children_of(node_, NodeKind::string)) add(Part::reason, child, {child});
  }

  void decision() {
    const auto outcomes = tree_.children_of(node_, NodeKind::outcome);
    std::vector<NodeId> names(outcomes.size());
    std::transform(outcomes.begin(), outcomes.end(), names.begin(), [&](NodeId one) { return tree_.first(one); });
    Item& item = header_item(Part::outcomes, outcomes.front(), names);
    const bool first = tree_.child(node_, NodeKind::first_fit).valid();
    for (Item& one : items_)
      if (one.part == Part::outcome_case) one.ordered = first;
    (void)item;
  }

  void chosen() {
    for (NodeId option : tree_.children_of(node_, NodeKind::option)) {
      if (!tree_.child(option, NodeKind::default_option).valid()) continue;
      Item& item = add(Part::chosen, option, {});
      item.entity = declared(tree_.first(option));
      if (!item.entity.valid()) item.said = {tree_.first(option)};  // it is the value that it names
    }
  }

  void block_item(NodeId child, const Locals& locals) {
    const NodeId first = tree_.first(child);
    switch (tree_.kind(child)) {
      case NodeKind::member: add_named(Part::member, child, {}, first).entity = declared(first); break;
      case NodeKind::group: {
        std::vector<NodeId> members = inner(child);
        members.erase(members.begin());
        Item& item = add_named(Part::group, child, members, first);
        item.entity = declared(first);
        break;
      }
      case NodeKind::column: column(child); break;
      case NodeKind::headings:
        for (NodeId one : tree_.children_of(child, NodeKind::column)) column(one, "heading");
        break;
      case NodeKind::option: option(child); break;
      case NodeKind::table_case: {
        Item& item = add(Part::row, child, inner(child));
        for (NodeId cell : item.said)
          if (tree_.kind(cell) != NodeKind::gives_value) {
            item.told_by.push_back(cell);
            item.name += (item.name.empty() ? "" : ", ") + std::string(tree_.text_of(cell));
          }
        item.told = Told::by_name;
        item.ordered = true;
        item.locals = locals;
        break;
      }
      case NodeKind::source: source(child); break;
      case NodeKind::limit: {
        Item& item = add(Part::limit, child, inner(child));
        item.told = Told::by_form;
        // `at most A a year` or `a year at most A`: in one order
        std::stable_sort(item.said.begin(), item.said.end(),
                         [&](NodeId a, NodeId b) { return tree_.kind(a) < tree_.kind(b); });
        item.ordered = tree_.child(child, NodeKind::per_key).valid();
        break;
      }
      case NodeKind::met:
      case NodeKind::unmet:
      case NodeKind::waived:
      case NodeKind::required:
      case NodeKind::earned:
      case NodeKind::missing_amount: {
        Item& item = add_named(Part::word, child, {}, first);
        item.extra = syntax::id_of(tree_.kind(child));
        item.told_by = {};
        break;
      }
      case NodeKind::must: must(child); break;
      case NodeKind::when: add(Part::when, child, {}); break;
      case NodeKind::window_of: add(Part::window, child, {first}); break;
      case NodeKind::total: add(Part::total, child, {first}); break;
      case NodeKind::becomes: add(Part::becomes, child, {first}); break;
      case NodeKind::needs_nothing: add(Part::needs_nothing, child, {}); break;
      case NodeKind::drops: {
        std::vector<NodeId> rest = inner(child);
        rest.erase(rest.begin());
        add_named(Part::drops, child, rest, first).told_by = {first};
        break;
      }
      case NodeKind::decision_case: outcome_case(child); break;
      case NodeKind::place: {
        std::vector<NodeId> rest = inner(child);
        rest.erase(rest.begin());
        add_named(Part::place, child, rest, first).told_by = {first};
        break;
      }
      case NodeKind::result_item: add_named(Part::item, child, {}, first).told_by = {first}; break;
      case NodeKind::missing:
      case NodeKind::reasons: {
        Item& item = add_named(Part::item, child, {}, first);
        item.extra = syntax::id_of(tree_.kind(child));
        break;
      }
      case NodeKind::roster_headings: add(Part::headings, child, {child}); break;
      case NodeKind::roster_columns: add(Part::columns, child, {child}); break;
      case NodeKind::roster_total: {
        Item& item = add(Part::closing, child, {});
        item.extra = tree_.name_text(first);
        break;
      }
      default: break;
    }
  }

  void column(NodeId node, const char* where = "") {
    std::vector<NodeId> said;
    for (NodeId child : inner(node))
      if (tree_.kind(child) != NodeKind::name) said.push_back(child);
    for (NodeId name : tree_.children_of(node, NodeKind::name)) {
      Item& item = add_named(Part::column, node, said, name);
      item.entity = declared(name);
      item.extra = where;
    }
  }

  void option(NodeId node) {
    const NodeId name = tree_.first(node), value = tree_.child(node, NodeKind::option_value);
    const bool typed = tree_.child(node_, NodeKind::type).valid() || tree_.child(node_, NodeKind::choice_type).valid();
    std::vector<NodeId> said;
    if (value.valid())
      said.push_back(tree_.first(value));
    else if (typed)
      said.push_back(name);
    add_named(Part::option, node, said, name).entity = declared(name);
  }

  void source(NodeId node) {
    Item item = add_named(Part::source, node, {}, tree_.first(node));
    items_.pop_back();
    item.told_by = {tree_.first(node)};
    std::swap(items_, item.parts);
    std::vector<Item> kept = std::move(item.parts);
    for (NodeId child : tree_.children(node)) {
      switch (tree_.kind(child)) {
        case NodeKind::gives: add(Part::gives, child, {tree_.first(child)}); break;
        case NodeKind::category: add(Part::category, child, {tree_.first(child)}); break;
        case NodeKind::counted_in: add(Part::counted_in, child, {tree_.first(child)}); break;
        case NodeKind::when: add(Part::when, child, {}); break;
        default: break;
      }
    }
    item.parts = std::move(items_);
    items_ = std::move(kept);
    items_.push_back(std::move(item));
  }

  void must(NodeId node) {
    Item& item = add_named(Part::must, node, {}, tree_.first(node));
    item.entity = declared(tree_.first(node));
    Locals locals;
    for (NodeId child : tree_.children(node)) {
      if (tree_.kind(child) == NodeKind::each_year) {
        locals.emplace_back(tree_.name_text(tree_.first(child)));
        item.parts.push_back(made(Part::each_year, child));
        item.parts.back().header = true;
      }
      if (tree_.kind(child) == NodeKind::when) {
        item.parts.push_back(made(Part::when, child));
        item.parts.back().locals = locals;
        item.parts.back().header = true;
      }
    }
  }

  void outcome_case(NodeId node) {
    Item& item = add_named(Part::outcome_case, node, {}, tree_.first(node));
    item.told_by = {tree_.first(node)};
    for (NodeId child : tree_.children(node)) {
      const NodeKind kind = tree_.kind(child);
      if (kind == NodeKind::over) item.parts.push_back(made(Part::over, child, {child}));
      if (kind == NodeKind::when) item.parts.push_back(made(Part::when, child));
      if (kind == NodeKind::otherwise) item.parts.push_back(made(Part::otherwise, child));
    }
    for (Item& part : item.parts) part.header = true;
  }

  const Names& names_;
  EntityId id_;
  const Tree& tree_;
  NodeId node_;
  std::vector<Item> items_;
};

}  // namespace

const Item* own_item(const std::vector<Item>& items, EntityId id) {
  for (const Item& item : items)
    if (item.entity == id && item.part != Part::chosen) return &item;
  return nullptr;
}

std::vector<Item> items_of(const Names& names, EntityId declaration) { return Taking(names, declaration).items(); }

}  // namespace cepol::diff
