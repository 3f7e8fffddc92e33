// Builds the tables of entities and name uses from the syntax trees and the references of the checker.
#include "interpreter/diff/names.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "interpreter/diff/text.hpp"
#include "lang/syntax/node_lists.hpp"

namespace cepol::diff {
namespace {

struct DeclaredSubject {
  NodeKind node;
  Subject subject;
};
constexpr std::array declared_subjects{
    DeclaredSubject{NodeKind::unit, Subject::unit},
    DeclaredSubject{NodeKind::enumeration, Subject::enumeration},
    DeclaredSubject{NodeKind::record, Subject::record},
    DeclaredSubject{NodeKind::reading, Subject::reading},
    DeclaredSubject{NodeKind::define, Subject::definition},
    DeclaredSubject{NodeKind::table, Subject::table},
    DeclaredSubject{NodeKind::credit, Subject::credit},
    DeclaredSubject{NodeKind::equivalence, Subject::equivalence},
    DeclaredSubject{NodeKind::assessment, Subject::assessment},
    DeclaredSubject{NodeKind::requirement, Subject::requirement},
    DeclaredSubject{NodeKind::waiver, Subject::waiver},
    DeclaredSubject{NodeKind::decision, Subject::decision},
    DeclaredSubject{NodeKind::warning, Subject::warning},
    DeclaredSubject{NodeKind::quota, Subject::quota},
    DeclaredSubject{NodeKind::results, Subject::results},
    DeclaredSubject{NodeKind::roster, Subject::roster},
    DeclaredSubject{NodeKind::inert, Subject::clause},
};
// A `use` is replaced by the declarations of its module, `known` suppresses a warning, examples are only counted.
constexpr std::array without_subject{NodeKind::use, NodeKind::known, NodeKind::example};
constexpr auto kinds_with_subject = [] {
  std::array<NodeKind, declared_subjects.size()> kinds{};
  for (std::size_t i = 0; i < kinds.size(); ++i) kinds[i] = declared_subjects[i].node;
  return kinds;
}();
static_assert(syntax::partitions({syntax::NodeCategory::declaration, syntax::NodeCategory::rule},
                                 {kinds_with_subject, without_subject}),
              "a kind of declaration that diff does not know");

std::optional<Subject> subject_of(NodeKind kind) {
  if (kind == NodeKind::policy) return Subject::policy;
  for (const DeclaredSubject& one : declared_subjects)
    if (one.node == kind) return one.subject;
  return std::nullopt;
}

// Items that declare one name, their first child. Those with a key are known by the kind of the item: there is at most
// one of each in a declaration.
struct NamedItem {
  NodeKind node;
  NameRole role;
  bool keyed = false;
};
constexpr NamedItem named_items[] = {
    {NodeKind::member, NameRole::member},
    {NodeKind::group, NameRole::group},
    {NodeKind::outcome, NameRole::outcome},
    {NodeKind::option, NameRole::option},
    {NodeKind::must, NameRole::must},
    {NodeKind::met, NameRole::outcome, true},
    {NodeKind::unmet, NameRole::outcome, true},
    {NodeKind::waived, NameRole::outcome, true},
    {NodeKind::required, NameRole::figure, true},
    {NodeKind::earned, NameRole::figure, true},
    {NodeKind::missing_amount, NameRole::figure, true},
    {NodeKind::headings, NameRole::word, true},
    {NodeKind::missing, NameRole::word, true},
    {NodeKind::reasons, NameRole::word, true},
};

std::pair<std::uint32_t, std::uint32_t> place_key(Span span) { return {span.source.index, span.begin}; }

}  // namespace

std::string Names::clause(const std::string& label) const {
  return own_.empty() || label.find("§") != std::string::npos ? label : own_ + "§" + label;
}
std::string Names::clause(const Tree& tree, NodeId node) const { return clause(tree.clause_label(node)); }

Names::Names(const Side& side, std::string own) : side_(&side), own_(std::move(own)) {
  for (const semantics::Module& module : *side.modules) {
    const Tree& tree = module.parsed->tree;
    for (NodeId node : tree.children(tree.root)) add_declaration(tree, node);
  }
  find_uses();
  find_drops();
  std::sort(uses.begin(), uses.end(), [](const NameUse& a, const NameUse& b) {
    return std::tuple(place_key(a.span), a.entity) < std::tuple(place_key(b.span), b.entity);
  });
  name_links();
}

EntityId Names::add(Entity entity) {
  const EntityId owner = entity.owner;
  auto& siblings = owner.valid() ? children[owner.index] : declarations;
  entity.place = static_cast<std::uint32_t>(siblings.size());
  const Span declared = entity.declared;
  const EntityId id = entities.add(std::move(entity));
  siblings.push_back(id);
  children.emplace_back();
  if (declared.end > declared.begin) declared_at_.try_emplace(place_key(declared), id);
  return id;
}

void Names::add_declaration(const Tree& tree, NodeId node) {
  const auto subject = subject_of(tree.kind(node));
  if (!subject) return;
  Entity entity{NameRole::declaration, *subject, {}, {}, {}, &tree, node, {}};
  const NodeId name = tree.first(node);
  if (*subject == Subject::policy) {
    entity.key = "policy";
    entity.has_name = false;
  } else if (*subject == Subject::results) {
    entity.name = tree.name_text(name);
    entity.has_name = false;
  } else if (*subject == Subject::roster) {
    entity.name = tree.string_text(name);
  } else if (*subject == Subject::clause) {
    for (NodeId clause : tree.children_of(node, NodeKind::clause))
      entity.name += (entity.name.empty() ? "" : ", ") + core::clause_label(this->clause(tree, clause));
  } else {
    entity.name = tree.name_text(name);
    entity.declared = tree.span(name);
  }
  const EntityId id = add(std::move(entity));
  add_children(tree, node, id);
}

void Names::add_child(const Tree& tree, NodeId node, NodeId name, EntityId owner, NameRole role, std::string key) {
  const std::string text(tree.kind(name) == NodeKind::name ? tree.name_text(name) : tree.text_of(name));
  const Subject subject = entities[owner].subject;
  add({role, subject, text, owner, std::move(key), &tree, node, tree.span(name)});
}

void Names::add_members(const Tree& tree, NodeId holder, EntityId owner) {
  const NodeId type = tree.child(holder, NodeKind::choice_type);
  if (!type.valid()) return;
  for (NodeId member : tree.children_of(type, NodeKind::name)) add_child(tree, member, member, owner, NameRole::member);
}

void Names::add_column(const Tree& tree, NodeId node, EntityId owner) {
  EntityId first;
  for (NodeId name : tree.children_of(node, NodeKind::name)) {
    add_child(tree, node, name, owner, NameRole::column);
    if (!first.valid()) first = children[owner.index].back();
  }
  add_members(tree, node, first);
}

void Names::add_children(const Tree& tree, NodeId node, EntityId owner) {
  add_members(tree, node, owner);
  for (NodeId child : tree.children(node)) {
    const NodeKind kind = tree.kind(child);
    for (const NamedItem& item : named_items)
      if (item.node == kind)
        add_child(tree, child, tree.first(child), owner, item.role,
                  item.keyed ? std::string(syntax::id_of(kind)) : std::string());
    if (kind == NodeKind::option) {
      const bool typed = tree.child(node, NodeKind::type).valid() || tree.child(node, NodeKind::choice_type).valid();
      const bool is_value = typed && !tree.child(child, NodeKind::option_value).valid();
      entities[children[owner.index].back()].has_name = !is_value;
    }
    if (kind == NodeKind::parameter) add_members(tree, child, owner);
    if (kind == NodeKind::column) add_column(tree, child, owner);
    if (kind == NodeKind::headings)
      for (NodeId column : tree.children_of(child, NodeKind::column)) add_column(tree, column, owner);
    if (kind == NodeKind::quota_columns) {
      const NodeId count = tree.first(child), state = tree.next(count);
      add_child(tree, child, count, owner, NameRole::word, "column0");
      add_child(tree, child, state, owner, NameRole::word, "column1");
    }
  }
  if (tree.kind(node) == NodeKind::record) add_undeclared_columns(tree, node, owner);
}

// A link to the parent, and a key that is not among the columns, are columns too, declared by the header.
void Names::add_undeclared_columns(const Tree& tree, NodeId record, EntityId owner) {
  for (const NodeKind kind : {NodeKind::parent, NodeKind::key}) {
    const NodeId at = tree.child(record, kind);
    if (!at.valid()) continue;
    const std::string name(kind == NodeKind::key ? tree.name_text(tree.first(at)) : std::string_view());
    const bool listed = std::any_of(children[owner.index].begin(), children[owner.index].end(),
                                    [&](EntityId id) { return entities[id].name == name; });
    if (kind == NodeKind::key && listed) continue;
    Entity column{NameRole::column, Subject::record, name, owner, {}, &tree, at, tree.span(at)};
    if (kind == NodeKind::parent) column.key = "link";
    column.has_name = kind == NodeKind::key;
    add(std::move(column));
  }
}

void Names::find_uses() {
  for (const semantics::Reference& one : side_->checked->references)
    if (const auto found = declared_at_.find(place_key(one.declared)); found != declared_at_.end())
      uses.push_back({one.use, found->second});
  for (std::uint32_t i = 0; i < entities.size(); ++i) {
    const Entity& entity = entities.nodes[i];
    const NodeKind kind = entity.tree->kind(entity.node);
    const bool written = entity.declared.end > entity.declared.begin && entity.has_name && kind != NodeKind::key;
    if (written) uses.push_back({entity.declared, EntityId{i}});
  }
}

// A link has the name of the parent's key.
void Names::name_links() {
  for (Entity& link : entities.nodes) {
    if (link.key != "link") continue;
    const auto parent = meant(link.tree->span(link.tree->first(link.node)));
    if (parent.empty()) continue;
    const Entity& record = entities[parent.front()];
    const NodeId key = record.tree->child(record.node, NodeKind::key);
    if (key.valid()) link.name = record.tree->name_text(record.tree->first(key));
  }
}

// Uses in `drops NAME`: the musts of that name in the waiver's assessment and in its requirements.
void Names::find_drops() {
  std::sort(uses.begin(), uses.end(),
            [](const NameUse& a, const NameUse& b) { return place_key(a.span) < place_key(b.span); });
  std::vector<NameUse> found;
  for (EntityId waiver : declarations) {
    if (entities[waiver].subject != Subject::waiver) continue;
    const Tree& tree = *entities[waiver].tree;
    for (NodeId drops : tree.children_of(entities[waiver].node, NodeKind::drops))
      for (std::uint32_t i = 0; i < entities.size(); ++i)
        if (entities.nodes[i].role == NameRole::must && entities.nodes[i].name == tree.name_text(tree.first(drops)) &&
            assessment_of(EntityId{i}) == about(waiver))
          found.push_back({tree.span(tree.first(drops)), EntityId{i}});
  }
  uses.insert(uses.end(), found.begin(), found.end());
}

EntityId Names::top(EntityId id) const {
  while (entities[id].owner.valid()) id = entities[id].owner;
  return id;
}

std::vector<EntityId> Names::meant(Span name) const {
  std::vector<EntityId> found;
  auto at = std::lower_bound(uses.begin(), uses.end(), name, [](const NameUse& use, const Span& span) {
    return place_key(use.span) < place_key(span);
  });
  for (; at != uses.end() && place_key(at->span) == place_key(name); ++at)
    if (at->span == name) found.push_back(at->entity);
  return found;
}

std::span<const NameUse> Names::within(Span text) const {
  const auto before = [](const NameUse& use, const Span& span) { return place_key(use.span) < place_key(span); };
  const auto first = std::lower_bound(uses.begin(), uses.end(), text, before);
  auto last = first;
  while (last != uses.end() && last->span.source == text.source && last->span.end <= text.end) ++last;
  return {first, last};
}

EntityId Names::about(EntityId declaration) const {
  const Entity& entity = entities[declaration];
  const Tree& tree = *entity.tree;
  NodeId name;
  if (entity.subject == Subject::results) {
    name = tree.first(entity.node);
  } else {
    NodeId holder = tree.child(entity.node, NodeKind::subject);
    if (!holder.valid() && entity.subject != Subject::assessment) holder = tree.child(entity.node, NodeKind::belongs);
    if (!holder.valid()) return {};
    name = tree.first(holder);
  }
  const auto found = meant(tree.span(name));
  return found.empty() ? EntityId{} : found.front();
}

EntityId Names::assessment_of(EntityId must) const {
  const EntityId owner = entities[must].owner;
  return entities[owner].subject == Subject::assessment ? owner : about(owner);
}

std::string Names::built_in_unit(std::string_view text) const {
  const auto& units = side_->checked->program.units;
  for (std::size_t i = 0; i < std::min<std::size_t>(3, units.size()); ++i) {
    const core::Unit& unit = units.nodes[i];
    if (unit.name == text || std::find(unit.aliases.begin(), unit.aliases.end(), text) != unit.aliases.end())
      return unit.name;
  }
  return {};
}

}  // namespace cepol::diff
