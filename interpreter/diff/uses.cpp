// Collects for each entity the parts in which its name occurs, and compares entities by the normal forms of these
// parts.
#include "interpreter/diff/uses.hpp"

#include <algorithm>

namespace cepol::diff {

double overlap_ratio(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  const std::size_t longer = std::max(one.size(), other.size());
  std::size_t common = 0;
  for (auto a = one.begin(), b = other.begin(); a != one.end() && b != other.end();) {
    const int order = a->compare(*b);
    common += order == 0;
    if (order <= 0) ++a;
    if (order >= 0) ++b;
  }
  return longer == 0 ? 0 : static_cast<double>(common) / static_cast<double>(longer);
}

Uses::Uses(const PolicyPair& policies) : policies_(policies) {
  for (std::size_t side : {before_side, after_side})
    for (EntityId declaration : policies.names[side].declarations)
      for (const DeclarationPart& part : parts_of(policies.names[side], declaration)) collect(side, declaration, part);
}

// Each of several conditions is a part of its own; so is each inner part.
void Uses::collect(std::size_t side, EntityId declaration, const DeclarationPart& part) {
  const Names& names = policies_.names[side];
  const Tree& tree = *part.tree;
  if (part.kind == PartKind::when && tree[part.node].keyword == Keyword::and_) {
    for (NodeId condition : tree.children(part.node)) {
      DeclarationPart one = part;
      one.kind = PartKind::formula;
      one.node = condition;
      one.content = {condition};
      collect(side, declaration, one);
    }
    return;
  }
  for (const DeclarationPart& inner : part.parts) collect(side, declaration, inner);
  const Span span = tree.span(part.node);
  DeclarationPart alone = part;
  alone.parts.clear();
  std::vector<EntityId> seen;
  auto at = std::lower_bound(names.uses.begin(), names.uses.end(), span, [](const NameUse& use, const Span& place) {
    return std::pair(use.span.source.index, use.span.begin) < std::pair(place.source.index, place.begin);
  });
  for (; at != names.uses.end() && at->span.source == span.source && at->span.end <= span.end; ++at) {
    if (at->span == names[at->entity].declared && alone.entity != at->entity) continue;
    if (alone.entity == at->entity || std::find(seen.begin(), seen.end(), at->entity) != seen.end()) continue;
    const bool inside = std::any_of(part.parts.begin(), part.parts.end(), [&](const DeclarationPart& inner) {
      return tree.span(inner.node).begin <= at->span.begin && at->span.end <= tree.span(inner.node).end;
    });
    if (inside) continue;
    seen.push_back(at->entity);
    occurrences_[side][at->entity].push_back({declaration, alone});
  }
}

std::vector<std::string> Uses::contexts(std::size_t side, EntityId id, const Colours* colours) const {
  Normalizer normal{policies_, side};
  normal.ignore_unpaired = true;
  normal.colours = colours;
  return contexts_in(side, id, normal);
}

bool Uses::same_contexts(EntityId before, EntityId after) const {
  return contexts_in(before_side, before, {policies_, before_side}) ==
         contexts_in(after_side, after, {policies_, after_side});
}

std::vector<std::string> Uses::contexts_in(std::size_t side, EntityId id, Normalizer normal) const {
  std::vector<std::string> texts;
  const auto found = occurrences_[side].find(id);
  if (found == occurrences_[side].end()) return texts;
  normal.focus = id;
  for (const Occurrence& place : found->second)
    texts.push_back(normal.token(place.declaration) + " " + std::to_string(static_cast<int>(place.part.kind)) + " " +
                    identity_of(normal, place.part) + " " + form_of(normal, place.part));
  std::sort(texts.begin(), texts.end());
  return texts;
}

EntityId Uses::neighbour(std::size_t side, EntityId id, int step) const {
  const Names& names = policies_.names[side];
  const EntityId owner = names[id].owner;
  const auto& siblings = owner.valid() ? names.children[owner.index] : names.declarations;
  const std::int64_t at = static_cast<std::int64_t>(names[id].place) + step;
  if (at < 0 || at >= static_cast<std::int64_t>(siblings.size())) return {};
  return siblings[static_cast<std::size_t>(at)];
}

bool Uses::same_neighbours(EntityId before, EntityId after) const {
  for (const int step : {-1, 1}) {
    const EntityId b = neighbour(before_side, before, step), a = neighbour(after_side, after, step);
    if (b.valid() != a.valid()) return false;
    if (b.valid() && policies_.partner(before_side, b) != a) return false;
  }
  return true;
}

double Uses::similarity(EntityId before, EntityId after) const {
  const auto one = contexts(before_side, before), other = contexts(after_side, after);
  const bool same = same_neighbours(before, after);
  if (one.empty() && other.empty()) return same ? 1 : 0;
  const double share = overlap_ratio(one, other);
  return same ? share : share * 0.999;
}

}  // namespace cepol::diff
