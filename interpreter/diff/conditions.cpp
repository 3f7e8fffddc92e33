// DeclarationDiff, changes of conditions: each condition joined by `and` is reported by itself; conditions joined by
// `or` as one.
#include <algorithm>

#include "interpreter/diff/declaration_diff.hpp"

namespace cepol::diff {
namespace {

using Partners = std::vector<std::optional<std::size_t>>;

std::size_t first_kept(const Partners& partners) {
  return static_cast<std::size_t>(
      std::find_if(partners.begin(), partners.end(), [](const auto& one) { return one.has_value(); }) -
      partners.begin());
}

// The span of a condition with the `and` between it and the conditions that stay.
Span linked(const Tree& tree, const std::vector<NodeId>& list, std::size_t index, const Partners& partners) {
  const Span own = tree.span(list[index]);
  if (index < first_kept(partners)) return {own.source, own.begin, tree.span(list[index + 1]).begin};
  return {own.source, tree.span(list[index - 1]).end, own.end};
}

// Where such a condition is inserted in the other list: before or after the partner of the first one that stays.
Span beside(const Tree& other, const std::vector<NodeId>& list, std::size_t index, const Partners& partners) {
  const std::size_t kept = first_kept(partners);
  const Span span = other.span(list[*partners[kept]]);
  return at(span, index < kept ? span.begin : span.end);
}

}  // namespace

DeclarationDiff::ConditionList DeclarationDiff::conditions_of(std::size_t side, const DeclarationPart& when) const {
  const Tree& tree = *when.tree;
  ConditionList made{&when, tree.children_of(when.node, NodeKind::condition), {}, {}};
  made.partners.resize(made.nodes.size());
  if (tree[when.node].keyword != Keyword::and_) return made;
  Normalizer normal{policies_, side}, shape{policies_, side};
  shape.omit_values = true;
  for (NodeId condition : made.nodes)
    made.keys.push_back({{}, normal.of(tree, condition, when.locals), shape.of(tree, condition, when.locals)});
  return made;
}

void DeclarationDiff::conditions(const DeclarationPart& before, const DeclarationPart& after,
                                 const std::string& within) {
  // The condition of a case or must is labelled by the case or must only.
  const std::string part = after.in_header ? within : part_label(after, within);
  ConditionList one = conditions_of(before_side, before), other = conditions_of(after_side, after);
  std::vector<Match> matches;
  if (!one.keys.empty() && !other.keys.empty()) matches = match(one.keys, other.keys);
  bool any = false;
  for (const Match& m : matches) {
    if (!m.before || !m.after) continue;
    one.partners[*m.before] = m.after;
    other.partners[*m.after] = m.before;
    any = true;
  }
  if (!any) return conditions_as_one(before, after, part);
  const Tree &old_tree = *before.tree, &new_tree = *after.tree;
  for (const Match& m : matches) {
    if (m.before && m.after) {
      condition_changed(one, *m.before, other, *m.after, part);
      continue;
    }
    Detail detail;
    detail.part = part;
    if (m.after) {
      const Span now = new_tree.span(other.nodes[*m.after]);
      detail.after = Excerpt{shown(new_tree, now), now};
      detail.place = beside(old_tree, one.nodes, *m.after, other.partners);
      detail.undo = {{linked(new_tree, other.nodes, *m.after, other.partners), ""}};
    } else {
      const Span old = old_tree.span(one.nodes[*m.before]);
      detail.before = Excerpt{shown(old_tree, old), old};
      detail.place = beside(new_tree, other.nodes, *m.before, one.partners);
      detail.undo = {
          {detail.place, as_after(policies_, old_tree, linked(old_tree, one.nodes, *m.before, one.partners))}};
    }
    details_.push_back(std::move(detail));
  }
}

void DeclarationDiff::condition_changed(const ConditionList& before, std::size_t b, const ConditionList& after,
                                        std::size_t a, const std::string& part) {
  const Tree &old_tree = *before.when->tree, &new_tree = *after.when->tree;
  if (before.keys[b].form == after.keys[a].form) return wordings(old_tree, before.nodes[b], new_tree, after.nodes[a]);
  const Span old = old_tree.span(before.nodes[b]), now = new_tree.span(after.nodes[a]);
  Detail detail;
  detail.part = part;
  detail.before = Excerpt{shown(old_tree, old), old};
  detail.after = Excerpt{shown(new_tree, now), now};
  detail.values = values_between(policies_, old_tree, old_tree.first(before.nodes[b]), new_tree,
                                 new_tree.first(after.nodes[a]), *before.when, *after.when);
  detail.undo = {{now, as_after(policies_, old_tree, old)}};
  details_.push_back(std::move(detail));
}

void DeclarationDiff::conditions_as_one(const DeclarationPart& before, const DeclarationPart& after,
                                        const std::string& part) {
  if (form(before_side, before) == form(after_side, after))
    return wordings(*before.tree, before.node, *after.tree, after.node);
  Detail detail = detail_of(before, after, {});
  detail.part = part;
  detail.values = values_between(policies_, *before.tree, before.node, *after.tree, after.node, before, after);
  detail.undo = {swapped(*before.tree, before.node, *after.tree, after.node)};
  details_.push_back(std::move(detail));
}

}  // namespace cepol::diff
