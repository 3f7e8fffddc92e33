#include "interpreter/diff/details.hpp"

#include <algorithm>

#include "interpreter/diff/declaration_diff.hpp"

namespace cepol::diff {
namespace {

// Where an item of the one side would stand in the other: before what follows it, else at the end.
Span follower(const std::vector<Item>& items, const std::vector<Match>& matches, std::size_t index, bool of_after,
              Span end) {
  auto own = [&](const Match& one) { return of_after ? one.after : one.before; };
  auto found = std::find_if(matches.begin(), matches.end(), [&](const Match& one) { return own(one) == index; });
  for (; found != matches.end(); ++found) {
    const auto other = of_after ? found->before : found->after;
    if (!other || !own(*found) || items[*other].header) continue;
    const Span span = items[*other].tree->span(items[*other].node);
    return at(span, span.begin);
  }
  return end;
}

Span end_of(const Item& item) {
  const Span span = item.tree->span(item.node);
  return at(span, span.end);
}

Span block_end(const Tree& tree, NodeId declaration) {
  const Span whole = tree.span(declaration);
  const std::string_view text = tree.text_of(whole);
  return at(whole, whole.end - (text.ends_with("｝") ? 3 : text.ends_with("}") ? 1 : 0));
}

}  // namespace

DeclarationDiff::DeclarationDiff(const PolicyPair& both, EntityId before, EntityId after, bool english)
    : both_(both),
      english_(english),
      before_(both.names[before_side][before]),
      after_(both.names[after_side][after]),
      before_items_(items_of(both.names[before_side], before)),
      after_items_(items_of(both.names[after_side], after)) {}

std::vector<Detail> DeclarationDiff::made() {
  compare(before_items_, after_items_, {},
          {block_end(before_tree(), before_.node), block_end(after_tree(), after_.node)});
  header_wording();
  if (details_.empty()) citations();
  if (whole_)
    for (Detail& detail : details_) detail.undo = {swapped(before_tree(), before_.node, after_tree(), after_.node)};
  return std::move(details_);
}

std::string DeclarationDiff::part_label(const Item& item, const std::string& within) const {
  const bool of_source = item.part == Part::when && !within.empty();
  const std::string part = label(of_source ? Part::conditions : item.part, item.name, english_);
  return within.empty() ? part : within + (english_ ? ": " : "：") + part;
}

void DeclarationDiff::compare(const Items& before, const Items& after, const std::string& within, Ends ends) {
  if (within.empty() && order_changed(before, after, ends)) return;
  const auto matches = match(both_, before, after);
  for (const Match& one : matches) {
    if (one.before && one.after)
      changed(before[*one.before], after[*one.after], within);
    else if (one.after)
      added(after[*one.after], within, follower(before, matches, *one.after, true, ends.before));
    else
      removed(before[*one.before], within, follower(after, matches, *one.before, false, ends.after));
  }
}

void DeclarationDiff::changed(const Item& before, const Item& after, const std::string& within) {
  const bool same = form(before_side, before) == form(after_side, after);
  whole_ = whole_ || (!same && before.locals != after.locals);  // its text speaks of parameters by their old names
  if (before.part == Part::when) return conditions(before, after, within);
  if (same) {
    if (before.part != Part::chosen) wordings(*before.tree, before.node, *after.tree, after.node);
    return;
  }
  if (!before.parts.empty() && !after.parts.empty()) {
    const std::size_t so_far = details_.size();
    own_wordings(before, after);
    compare(before.parts, after.parts, part_label(after, within), {end_of(before), end_of(after)});
    if (details_.size() > so_far) return;
  }
  if (before.part == Part::chosen) return default_moved(before, after, within);
  if (before.part == Part::column) return column_changed(before, after, within);
  Detail detail = told(before, after, within);
  detail.values = values_between(both_, before, after);
  detail.undo = {swapped(*before.tree, before.node, *after.tree, after.node)};
  whole_ = whole_ || after.part == Part::outcomes || after.part == Part::parameters || after.part == Part::aliases ||
           after.part == Part::clauses;
  details_.push_back(std::move(detail));
}

Detail DeclarationDiff::told(const Item& before, const Item& after, const std::string& within) const {
  Detail detail;
  detail.part = part_label(after, within);
  detail.before = Excerpt{shown(before), before.tree->span(before.node)};
  detail.after = Excerpt{shown(after), after.tree->span(after.node)};
  return detail;
}

void DeclarationDiff::default_moved(const Item& before, const Item& after, const std::string& within) {
  // A default that is a value which the other side lacks, on both sides: the one option became the other, which is
  // told.
  const auto has = [](const Tree& tree, NodeId reading, std::string_view value) {
    const auto options = tree.children_of(reading, NodeKind::option);
    return std::any_of(options.begin(), options.end(),
                       [&](NodeId option) { return tree.text_of(tree.first(option)) == value; });
  };
  if (!before.entity.valid() && !after.entity.valid() &&
      !has(after_tree(), after_.node, before.tree->text_of(before.tree->first(before.node))) &&
      !has(before_tree(), before_.node, after.tree->text_of(after.tree->first(after.node))))
    return;
  Detail detail = told(before, after, within);
  detail.values = values_between(both_, before, after);
  const EntityId again =
      before.entity.valid() && after.entity.valid() ? both_.partner(before_side, before.entity) : EntityId{};
  if (again.valid()) {
    const Tree& tree = *after.tree;
    const NodeId mark = tree.child(after.node, NodeKind::default_option);
    const Span other = tree.span(both_.names[after_side][again].node);
    detail.undo = {{tree.span(mark), ""}, {at(other, other.end), " " + std::string(tree.text_of(mark))}};
  } else {
    whole_ = true;
  }
  details_.push_back(std::move(detail));
}

// A decision takes the first case that fits, or exactly one fits: the latter is not written.
void DeclarationDiff::say_mode(Detail& detail) const {
  const std::string exactly_one = english_ ? "exactly one fits" : "恰有一种";
  if (!detail.before) detail.before = Excerpt{exactly_one, detail.place};
  if (!detail.after) detail.after = Excerpt{exactly_one, detail.place};
}

void DeclarationDiff::added(const Item& item, const std::string& within, Span place) {
  Detail detail;
  detail.part = part_label(item, within);
  detail.after = Excerpt{shown(item), item.tree->span(item.node)};
  detail.place = place;
  detail.undo = {{with_comma(*item.tree, item.tree->span(item.node)), ""}};
  if (item.part == Part::column) detail.undo = {without_column(item)};
  if (item.part == Part::mode) say_mode(detail);
  whole_ = whole_ || item.header || item.part == Part::chosen;
  details_.push_back(std::move(detail));
}

void DeclarationDiff::removed(const Item& item, const std::string& within, Span place) {
  Detail detail;
  detail.part = part_label(item, within);
  detail.before = Excerpt{shown(item), item.tree->span(item.node)};
  detail.place = place;
  const std::string text = item.part == Part::column
                               ? column_text(item)
                               : as_after(both_, *item.tree, with_comma(*item.tree, item.tree->span(item.node)));
  detail.undo = {{place, "\n" + text + "\n"}};
  if (item.part == Part::mode) say_mode(detail);
  whole_ = whole_ || item.header || item.part == Part::chosen;
  details_.push_back(std::move(detail));
}

std::vector<Detail> details_of(const PolicyPair& both, EntityId before, EntityId after, bool english) {
  return DeclarationDiff(both, before, after, english).made();
}

}  // namespace cepol::diff
