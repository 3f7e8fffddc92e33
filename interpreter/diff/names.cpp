#include "interpreter/diff/names.hpp"

#include "interpreter/diff/text.hpp"

#include <algorithm>
#include <optional>

namespace cepol::diff {
namespace {

std::optional<Subject> subject_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::policy: return Subject::policy;
    case NodeKind::unit: return Subject::unit;
    case NodeKind::enumeration: return Subject::enumeration;
    case NodeKind::record: return Subject::record;
    case NodeKind::reading: return Subject::reading;
    case NodeKind::define: return Subject::definition;
    case NodeKind::table: return Subject::table;
    case NodeKind::credit: return Subject::credit;
    case NodeKind::equivalence: return Subject::equivalence;
    case NodeKind::assessment: return Subject::assessment;
    case NodeKind::requirement: return Subject::requirement;
    case NodeKind::waiver: return Subject::waiver;
    case NodeKind::decision: return Subject::decision;
    case NodeKind::warning: return Subject::warning;
    case NodeKind::quota: return Subject::quota;
    case NodeKind::results: return Subject::results;
    case NodeKind::roster: return Subject::roster;
    case NodeKind::inert: return Subject::clause;
    default: return std::nullopt;
  }
}

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
  Entity entity{Role::declaration, *subject, {}, {}, {}, &tree, node, {}};
  const NodeId name = tree.first(node);
  switch (*subject) {
    case Subject::policy:
      entity.key = "policy";
      entity.has_name = false;
      break;
    case Subject::results:
      entity.name = tree.name_text(name);
      entity.has_name = false;
      break;
    case Subject::roster: entity.name = tree.string_text(name); break;
    case Subject::clause:
      for (NodeId clause : tree.children_of(node, NodeKind::clause))
        entity.name += (entity.name.empty() ? "" : ", ") + core::clause_label(this->clause(tree, clause));
      break;
    default: entity.name = tree.name_text(name); entity.declared = tree.span(name);
  }
  const EntityId id = add(std::move(entity));
  add_children(tree, node, id);
}

void Names::add_child(const Tree& tree, NodeId node, NodeId name, EntityId owner, Role role, std::string key) {
  const std::string text(tree.kind(name) == NodeKind::name ? tree.name_text(name) : tree.text_of(name));
  const Subject subject = entities[owner].subject;
  add({role, subject, text, owner, std::move(key), &tree, node, tree.span(name)});
}

void Names::add_members(const Tree& tree, NodeId holder, EntityId owner) {
  const NodeId type = tree.child(holder, NodeKind::choice_type);
  if (!type.valid()) return;
  for (NodeId member : tree.children(type)) add_child(tree, member, member, owner, Role::member);
}

void Names::add_column(const Tree& tree, NodeId node, EntityId owner) {
  EntityId first;
  for (NodeId name : tree.children_of(node, NodeKind::name)) {
    add_child(tree, node, name, owner, Role::column);
    if (!first.valid()) first = children[owner.index].back();
  }
  add_members(tree, node, first);
}

void Names::add_children(const Tree& tree, NodeId node, EntityId owner) {
  add_members(tree, node, owner);
  std::uint32_t words = 0;
  for (NodeId child : tree.children(node)) {
    const NodeId first = tree.first(child);
    switch (tree.kind(child)) {
      case NodeKind::member: add_child(tree, child, first, owner, Role::member); break;
      case NodeKind::group: add_child(tree, child, first, owner, Role::group); break;
      case NodeKind::outcome: add_child(tree, child, first, owner, Role::outcome); break;
      case NodeKind::option: {
        add_child(tree, child, first, owner, Role::option);
        const bool typed = tree.child(node, NodeKind::type).valid() || tree.child(node, NodeKind::choice_type).valid();
        const bool is_value = typed && !tree.child(child, NodeKind::option_value).valid();
        entities[children[owner.index].back()].has_name = !is_value;
        break;
      }
      case NodeKind::must: add_child(tree, child, first, owner, Role::must); break;
      case NodeKind::met:
      case NodeKind::unmet:
      case NodeKind::waived:
        add_child(tree, child, first, owner, Role::outcome, std::string(syntax::id_of(tree.kind(child))));
        break;
      case NodeKind::required:
      case NodeKind::earned:
      case NodeKind::missing_amount:
        add_child(tree, child, first, owner, Role::figure, std::string(syntax::id_of(tree.kind(child))));
        break;
      case NodeKind::parameter: add_members(tree, child, owner); break;
      case NodeKind::column: add_column(tree, child, owner); break;
      case NodeKind::headings:
        add_child(tree, child, first, owner, Role::word, "headings");
        for (NodeId column : tree.children_of(child, NodeKind::column)) add_column(tree, column, owner);
        break;
      case NodeKind::quota_columns:
        for (NodeId name : tree.children(child))
          add_child(tree, child, name, owner, Role::word, "column" + std::to_string(words++));
        break;
      case NodeKind::missing:
      case NodeKind::reasons:
        add_child(tree, child, first, owner, Role::word, std::string(syntax::id_of(tree.kind(child))));
        break;
      default: break;
    }
  }
  // A link to the parent and a key that is not among the columns are columns too, declared where they are named.
  if (tree.kind(node) != NodeKind::record) return;
  for (const NodeKind kind : {NodeKind::parent, NodeKind::key}) {
    const NodeId at = tree.child(node, kind);
    if (!at.valid()) continue;
    const std::string name(kind == NodeKind::key ? tree.name_text(tree.first(at)) : std::string_view());
    const bool listed = std::any_of(children[owner.index].begin(), children[owner.index].end(),
                                    [&](EntityId id) { return entities[id].name == name; });
    if (kind == NodeKind::key && listed) continue;
    Entity column{Role::column, Subject::record, name, owner, {}, &tree, at, tree.span(at)};
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

// A link goes by the name of the parent's key.
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

// `drops NAME`: the musts of that name in the waiver's assessment and its requirements.
void Names::find_drops() {
  std::sort(uses.begin(), uses.end(),
            [](const NameUse& a, const NameUse& b) { return place_key(a.span) < place_key(b.span); });
  std::vector<NameUse> found;
  for (EntityId waiver : declarations) {
    if (entities[waiver].subject != Subject::waiver) continue;
    const Tree& tree = *entities[waiver].tree;
    for (NodeId drops : tree.children_of(entities[waiver].node, NodeKind::drops))
      for (std::uint32_t i = 0; i < entities.size(); ++i)
        if (entities.nodes[i].role == Role::must && entities.nodes[i].name == tree.name_text(tree.first(drops)) &&
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
