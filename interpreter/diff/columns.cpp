// DeclarationDiff, changes of columns. Several columns may share a type (A, B: text), so one cannot simply be replaced
// or removed.
#include "interpreter/diff/declaration_diff.hpp"

namespace cepol::diff {
namespace {

bool alone(const DeclarationPart& column) { return column.tree->children_of(column.node, NodeKind::name).size() == 1; }

}  // namespace

std::string DeclarationDiff::column_text(const DeclarationPart& before) const {
  const Tree& tree = *before.tree;
  if (alone(before)) return as_after(policies_, tree, tree.span(before.node));
  const Span first = tree.span(tree.next(tree.children_of(before.node, NodeKind::name).back()));
  return as_after(policies_, tree, policies_.names[before_side][before.entity].declared) + ": " +
         as_after(policies_, tree, {first.source, first.begin, tree.span(before.node).end});
}

// The edit that removes one of the names that share a type, with the comma between it and a name that stays.
Edit DeclarationDiff::without_column(const DeclarationPart& after) {
  const Tree& tree = *after.tree;
  if (alone(after)) return {tree.span(after.node), ""};
  const auto names = tree.children_of(after.node, NodeKind::name);
  std::size_t kept = names.size(), own = 0;
  for (std::size_t i = names.size(); i-- > 0;) {
    for (const DeclarationPart& part : after_parts_) {
      if (part.kind != PartKind::column || policies_.names[after_side][part.entity].declared != tree.span(names[i]))
        continue;
      if (!differs(part)) kept = i;
      if (part.entity == after.entity) own = i;
    }
  }
  undo_whole_ = undo_whole_ || kept == names.size();
  const Span span = tree.span(names[own]);
  if (own > kept) return {{span.source, tree.span(names[own - 1]).end, span.end}, ""};
  return {with_comma(tree, span), ""};
}

bool DeclarationDiff::differs(const DeclarationPart& after) const {
  for (const DeclarationPart& before : before_parts_)
    if (before.kind == PartKind::column && policies_.partner(before_side, before.entity) == after.entity)
      return form(before_side, before) != form(after_side, after);
  return true;
}

void DeclarationDiff::column_changed(const DeclarationPart& before, const DeclarationPart& after,
                                     const std::string& within) {
  Detail detail = detail_of(before, after, within);
  detail.values = values_between(policies_, before, after);
  const Span span = after.tree->span(after.node);
  if (alone(after))
    detail.undo = {{span, column_text(before)}};
  else
    detail.undo = {without_column(after), {at(span, span.end), "\n" + column_text(before)}};
  details_.push_back(std::move(detail));
}

}  // namespace cepol::diff
