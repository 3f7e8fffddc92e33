// The main part of DeclarationDiff: matches parts, and creates a Detail with an undoing edit for each changed, added or
// removed one.
#include "interpreter/diff/details.hpp"

#include <algorithm>
#include <map>

#include "interpreter/diff/declaration_diff.hpp"

namespace cepol::diff {
namespace {

// Where a part of one side would be in the other side: before the part that follows it on its own side, else at `end`.
Span follower(const std::vector<DeclarationPart>& parts, const std::vector<Match>& matches, std::size_t index,
              bool of_after, Span end) {
  std::map<std::size_t, std::size_t> others;  // of the parts that both sides have
  for (const Match& one : matches)
    if (one.before && one.after) others[of_after ? *one.after : *one.before] = of_after ? *one.before : *one.after;
  for (auto next = others.upper_bound(index); next != others.end(); ++next) {
    if (parts[next->second].in_header) continue;
    const Span span = parts[next->second].tree->span(parts[next->second].node);
    return at(span, span.begin);
  }
  return end;
}

Span end_of(const DeclarationPart& part) {
  const Span span = part.tree->span(part.node);
  return at(span, span.end);
}

// Of a declaration's header: where the item of the kind ends.
Span behind(const Tree& tree, NodeId declaration, NodeKind item) {
  const Span span = tree.span(tree.child(declaration, item));
  return at(span, span.end);
}

Span up_to(Span from, Span to) { return {from.source, from.begin, to.end}; }

// Parts of a header that can be taken out and put back by themselves.
bool is_apart(const DeclarationPart& part) { return part.kind == PartKind::over || part.kind == PartKind::first_fit; }

// From the first to the last node of the content.
Span list_span(const DeclarationPart& part) {
  Span span = part.tree->span(part.content.front());
  span.end = part.tree->span(part.content.back()).end;
  return span;
}

Span block_end(const Tree& tree, NodeId declaration) {
  const Span whole = tree.span(declaration);
  const std::string_view text = tree.text_of(whole);
  return at(whole, whole.end - (text.ends_with("｝") ? 3 : text.ends_with("}") ? 1 : 0));
}

}  // namespace

DeclarationDiff::DeclarationDiff(const PolicyPair& policies, EntityId before, EntityId after, bool english)
    : policies_(policies),
      english_(english),
      before_(policies.names[before_side][before]),
      after_(policies.names[after_side][after]),
      before_parts_(parts_of(policies.names[before_side], before)),
      after_parts_(parts_of(policies.names[after_side], after)) {}

std::vector<Detail> DeclarationDiff::run() {
  compare(before_parts_, after_parts_, {},
          {block_end(before_tree(), before_.node), block_end(after_tree(), after_.node)});
  header_wording();
  if (details_.empty()) citations();
  if (undo_whole_)
    for (Detail& detail : details_) {
      detail.undo = {swapped(before_tree(), before_.node, after_tree(), after_.node)};
      detail.order.reset();
    }
  return std::move(details_);
}

std::string DeclarationDiff::part_label(const DeclarationPart& part, const std::string& within) const {
  const bool of_source = part.kind == PartKind::when && !within.empty();
  const std::string text = label(of_source ? PartKind::conditions : part.kind, part.name, english_);
  return within.empty() ? text : within + (english_ ? ": " : "：") + text;
}

void DeclarationDiff::compare(const Parts& before, const Parts& after, const std::string& within,
                              InsertionPoints ends) {
  const auto matches = match(policies_, before, after);
  if (within.empty()) order(before, after, matches);
  for (const Match& one : matches) {
    if (one.before && one.after)
      changed(before[*one.before], after[*one.after], within);
    else if (one.after)
      added(after[*one.after], within, follower(before, matches, *one.after, true, ends.before));
    else
      removed(before[*one.before], within, follower(after, matches, *one.before, false, ends.after));
  }
}

void DeclarationDiff::changed(const DeclarationPart& before, const DeclarationPart& after, const std::string& within) {
  const bool same = form(before_side, before) == form(after_side, after);
  undo_whole_ = undo_whole_ || (!same && before.locals != after.locals);  // its text uses the old names of parameters
  if (before.kind == PartKind::when) return conditions(before, after, within);
  if (same) {
    if (before.kind != PartKind::default_option) wordings(*before.tree, before.node, *after.tree, after.node);
    return;
  }
  if (!before.parts.empty() && !after.parts.empty()) {
    const std::size_t so_far = details_.size(), wordings_so_far = wordings_.size();
    const bool whole = std::exchange(undo_whole_, false);
    own_wordings(before, after);
    compare(before.parts, after.parts, part_label(after, within), {end_of(before), end_of(after)});
    // Inner parts that cannot be undone one by one are undone with the part that they are in.
    const bool together = std::exchange(undo_whole_, whole);
    if (details_.size() > so_far && !together) return;
    details_.resize(so_far);
    wordings_.resize(wordings_so_far);
  }
  if (before.kind == PartKind::default_option) return default_changed(before, after, within);
  if (before.kind == PartKind::column) return column_changed(before, after, within);
  Detail detail = detail_of(before, after, within);
  detail.values = values_between(policies_, before, after);
  detail.undo = {swapped(*before.tree, before.node, *after.tree, after.node)};
  if (after.kind == PartKind::outcomes)
    detail.undo = {{list_span(after), as_after(policies_, *before.tree, list_span(before))}};
  undo_whole_ = undo_whole_ || after.kind == PartKind::parameters || after.kind == PartKind::aliases ||
                after.kind == PartKind::clauses;
  details_.push_back(std::move(detail));
}

Detail DeclarationDiff::detail_of(const DeclarationPart& before, const DeclarationPart& after,
                                  const std::string& within) const {
  Detail detail;
  detail.part = part_label(after, within);
  detail.before = Excerpt{shown(before), before.tree->span(before.node)};
  detail.after = Excerpt{shown(after), after.tree->span(after.node)};
  detail.reads_data = after.kind == PartKind::blank_words;
  return detail;
}

void DeclarationDiff::default_changed(const DeclarationPart& before, const DeclarationPart& after,
                                      const std::string& within) {
  // Both defaults are values that the other side lacks: one option became the other, which is reported as a change of
  // the option.
  const auto has = [](const Tree& tree, NodeId reading, std::string_view value) {
    const auto options = tree.children_of(reading, NodeKind::option);
    return std::any_of(options.begin(), options.end(),
                       [&](NodeId option) { return tree.text_of(tree.first(option)) == value; });
  };
  if (!before.entity.valid() && !after.entity.valid() &&
      !has(after_tree(), after_.node, before.tree->text_of(before.tree->first(before.node))) &&
      !has(before_tree(), before_.node, after.tree->text_of(after.tree->first(after.node))))
    return;
  Detail detail = detail_of(before, after, within);
  detail.values = values_between(policies_, before, after);
  const EntityId again =
      before.entity.valid() && after.entity.valid() ? policies_.partner(before_side, before.entity) : EntityId{};
  if (again.valid()) {
    const Tree& tree = *after.tree;
    const NodeId mark = tree.child(after.node, NodeKind::default_option);
    const Span other = tree.span(policies_.names[after_side][again].node);
    detail.undo = {{tree.span(mark), ""}, {at(other, other.end), " " + std::string(tree.text_of(mark))}};
  } else {
    undo_whole_ = true;
  }
  details_.push_back(std::move(detail));
}

// The meaning of a part that is not written; empty: it has none.
std::string DeclarationDiff::unwritten_default(PartKind kind) const {
  if (kind == PartKind::first_fit) return english_ ? "exactly one fits" : "恰有一种";
  if (kind == PartKind::language) return "zh";
  return {};
}

void DeclarationDiff::added(const DeclarationPart& part, const std::string& within, Span place) {
  Detail detail;
  detail.part = part_label(part, within);
  detail.after = Excerpt{shown(part), part.tree->span(part.node)};
  detail.reads_data = part.kind == PartKind::blank_words;
  detail.place = place;
  detail.undo = {{with_comma(*part.tree, part.tree->span(part.node)), ""}};
  if (part.kind == PartKind::column) detail.undo = {without_column(part)};
  if (part.kind == PartKind::first_fit)  // with the comma before it
    detail.undo = {{up_to(behind(after_tree(), after_.node, NodeKind::subject), end_of(part)), ""}};
  if (const std::string before = unwritten_default(part.kind); !before.empty()) {
    if (detail.after->text == before) return;
    detail.before = Excerpt{before, place};
  }
  undo_whole_ = undo_whole_ || part.kind == PartKind::default_option || (part.in_header && !is_apart(part));
  details_.push_back(std::move(detail));
}

void DeclarationDiff::removed(const DeclarationPart& part, const std::string& within, Span place) {
  Detail detail;
  detail.part = part_label(part, within);
  detail.before = Excerpt{shown(part), part.tree->span(part.node)};
  detail.reads_data = part.kind == PartKind::blank_words;
  detail.place = place;
  const std::string text = part.kind == PartKind::column
                               ? column_text(part)
                               : as_after(policies_, *part.tree, with_comma(*part.tree, part.tree->span(part.node)));
  detail.undo = {{place, "\n" + text + "\n"}};
  if (const std::string after = unwritten_default(part.kind); !after.empty()) {
    if (detail.before->text == after) return;
    detail.after = Excerpt{after, place};
  }
  if (part.kind == PartKind::over && within.empty() && after_tree().child(after_.node, NodeKind::belongs).valid()) {
    detail.place = behind(after_tree(), after_.node, NodeKind::belongs);
    detail.undo = {{detail.place, " " + as_after(policies_, *part.tree, part.tree->span(part.node))}};
  } else if (part.kind == PartKind::first_fit) {
    detail.place = behind(after_tree(), after_.node, NodeKind::subject);
    detail.undo = {{detail.place, ", " + std::string(part.tree->text_of(part.tree->span(part.node)))}};
    detail.order = first_fit_order_;
  } else {
    undo_whole_ = undo_whole_ || part.in_header || part.kind == PartKind::default_option;
  }
  details_.push_back(std::move(detail));
}

std::vector<Detail> details_of(const PolicyPair& policies, EntityId before, EntityId after, bool english) {
  return DeclarationDiff(policies, before, after, english).run();
}

}  // namespace cepol::diff
