#include "interpreter/diff/uses.hpp"

#include <algorithm>

namespace cepol::diff {

double share_of_both(const std::vector<std::string>& one, const std::vector<std::string>& other) {
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

Uses::Uses(const PolicyPair& both) : both_(both) {
  for (std::size_t side : {before_side, after_side})
    for (EntityId declaration : both.names[side].declarations)
      for (const Item& item : items_of(both.names[side], declaration)) collect(side, declaration, item);
}

// Each condition of several is a part of its own; so is each inner item.
void Uses::collect(std::size_t side, EntityId declaration, const Item& item) {
  const Names& names = both_.names[side];
  const Tree& tree = *item.tree;
  if (item.part == Part::when && tree[item.node].keyword == Keyword::and_) {
    for (NodeId condition : tree.children(item.node)) {
      Item one = item;
      one.part = Part::formula;
      one.node = condition;
      one.said = {condition};
      collect(side, declaration, one);
    }
    return;
  }
  for (const Item& part : item.parts) collect(side, declaration, part);
  const Span span = tree.span(item.node);
  Item alone = item;
  alone.parts.clear();
  std::vector<EntityId> seen;
  auto at = std::lower_bound(names.uses.begin(), names.uses.end(), span, [](const NameUse& use, const Span& place) {
    return std::pair(use.span.source.index, use.span.begin) < std::pair(place.source.index, place.begin);
  });
  for (; at != names.uses.end() && at->span.source == span.source && at->span.end <= span.end; ++at) {
    if (at->span == names[at->entity].declared && alone.entity != at->entity) continue;
    if (alone.entity == at->entity || std::find(seen.begin(), seen.end(), at->entity) != seen.end()) continue;
    const bool inside = std::any_of(item.parts.begin(), item.parts.end(), [&](const Item& part) {
      return tree.span(part.node).begin <= at->span.begin && at->span.end <= tree.span(part.node).end;
    });
    if (inside) continue;
    seen.push_back(at->entity);
    places_[side][at->entity].push_back({declaration, alone});
  }
}

std::vector<std::string> Uses::contexts(std::size_t side, EntityId id, const Colours* colours) const {
  std::vector<std::string> texts;
  const auto found = places_[side].find(id);
  if (found == places_[side].end()) return texts;
  for (const Place& place : found->second) {
    Normal normal{both_, side};
    normal.focus = id;
    normal.loose = true;
    normal.colours = colours;
    texts.push_back(normal.token(place.declaration) + " " + std::to_string(static_cast<int>(place.item.part)) + " " +
                    identity_of(normal, place.item) + " " + form_of(normal, place.item));
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

EntityId Uses::neighbour(std::size_t side, EntityId id, int step) const {
  const Names& names = both_.names[side];
  const EntityId owner = names[id].owner;
  const auto& siblings = owner.valid() ? names.children[owner.index] : names.declarations;
  const std::int64_t at = static_cast<std::int64_t>(names[id].place) + step;
  if (at < 0 || at >= static_cast<std::int64_t>(siblings.size())) return {};
  return siblings[static_cast<std::size_t>(at)];
}

bool Uses::same_place(EntityId before, EntityId after) const {
  for (const int step : {-1, 1}) {
    const EntityId b = neighbour(before_side, before, step), a = neighbour(after_side, after, step);
    if (b.valid() != a.valid()) return false;
    if (b.valid() && both_.partner(before_side, b) != a) return false;
  }
  return true;
}

double Uses::alike(EntityId before, EntityId after) const {
  const auto one = contexts(before_side, before), other = contexts(after_side, after);
  const bool same = same_place(before, after);
  if (one.empty() && other.empty()) return same ? 1 : 0;
  const double share = share_of_both(one, other);
  return same ? share : share * 0.999;
}

}  // namespace cepol::diff
