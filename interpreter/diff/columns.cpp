// Columns, of which several may share a type: A, B: text.
#include "interpreter/diff/declaration_diff.hpp"

namespace cepol::diff {
namespace {

bool alone(const Item& column) { return column.tree->children_of(column.node, NodeKind::name).size() == 1; }

}  // namespace

std::string DeclarationDiff::column_text(const Item& before) const {
  const Tree& tree = *before.tree;
  if (alone(before)) return as_after(both_, tree, tree.span(before.node));
  const Span first = tree.span(before.said.front());
  return as_after(both_, tree, both_.names[before_side][before.entity].declared) + ": " +
         as_after(both_, tree, {first.source, first.begin, tree.span(before.node).end});
}

// Taken out of the names that share its type, with the comma that joins it to those that stay.
Edit DeclarationDiff::without_column(const Item& after) {
  const Tree& tree = *after.tree;
  if (alone(after)) return {tree.span(after.node), ""};
  const auto names = tree.children_of(after.node, NodeKind::name);
  std::size_t kept = names.size(), own = 0;
  for (std::size_t i = names.size(); i-- > 0;) {
    for (const Item& item : after_items_) {
      if (item.part != Part::column || both_.names[after_side][item.entity].declared != tree.span(names[i])) continue;
      if (!differs(item)) kept = i;
      if (item.entity == after.entity) own = i;
    }
  }
  whole_ = whole_ || kept == names.size();
  const Span span = tree.span(names[own]);
  if (own > kept) return {{span.source, tree.span(names[own - 1]).end, span.end}, ""};
  return {with_comma(tree, span), ""};
}

bool DeclarationDiff::differs(const Item& after) const {
  for (const Item& before : before_items_)
    if (before.part == Part::column && both_.partner(before_side, before.entity) == after.entity)
      return form(before_side, before) != form(after_side, after);
  return true;
}

void DeclarationDiff::column_changed(const Item& before, const Item& after, const std::string& within) {
  Detail detail = told(before, after, within);
  detail.values = values_between(both_, before, after);
  const Span span = after.tree->span(after.node);
  if (alone(after))
    detail.undo = {{span, column_text(before)}};
  else
    detail.undo = {without_column(after), {at(span, span.end), "\n" + column_text(before)}};
  details_.push_back(std::move(detail));
}

}  // namespace cepol::diff
