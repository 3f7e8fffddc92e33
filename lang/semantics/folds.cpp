// sum, count, some, every, least, most, distinct: over the rows of a table or the years of a window.
#include "lang/semantics/checker.hpp"

namespace cepol::semantics {

Typed Checker::fold(NodeId node, Scope& scope) {
  const Tree& tree = *scope.tree;
  const Span span = tree.span(node);
  const Keyword keyword = tree[node].keyword;
  Fold kind = Fold::sum;
  switch (keyword) {
    case Keyword::sum: kind = Fold::sum; break;
    case Keyword::count: kind = Fold::count; break;
    case Keyword::some: kind = Fold::some; break;
    case Keyword::every: kind = Fold::every; break;
    case Keyword::least: kind = Fold::minimum; break;
    case Keyword::most: kind = Fold::maximum; break;
    default: kind = Fold::distinct; break;
  }
  const NodeId rows = tree.child(node, NodeKind::rows), years = tree.child(node, NodeKind::year_rows);
  const NodeId folded = tree.child(node, NodeKind::folded), where = tree.child(node, NodeKind::where),
               holds = tree.child(node, NodeKind::holds);

  const std::size_t row_count = scope.rows.size(), binding_count = scope.bindings.size();
  const Slot slot = scope.fresh();
  std::optional<ExprId> parent;
  Typed window;
  TableId table;
  if (rows.valid()) {
    const NodeId table_node = tree.first(rows);
    const auto found = table_named(tree, table_node);
    if (!found) return {};
    table = *found;
    // The children of the innermost row in scope that is of the parent's record; all rows where none is.
    const RecordTable& record = out_.program.tables[table];
    if (record.parent)
      for (auto in = scope.rows.rbegin(); in != scope.rows.rend() && !parent; ++in)
        if (in->table == *record.parent) parent = local(in->slot, row_type(in->table), span);
    const NodeId alias = tree.child(rows, NodeKind::alias);
    scope.rows.push_back({table, slot, alias.valid() ? std::string(tree.name_text(tree.first(alias))) : std::string()});
  } else if (years.valid()) {
    const NodeId name_node = tree.first(years), window_node = tree.next(name_node);
    window = as_window(expression(window_node, scope), tree, window_node);
    if (!window.valid) return {};
    if (window.type.kind != Kind::year) {
      problems_.add(Code::year_window_expected, tree.span(window_node));
      return {};
    }
    scope.bindings.push_back({std::string(tree.name_text(name_node)), {}, year_type(), slot});
  } else {
    return {};
  }
  std::optional<ExprId> guard, value;
  Type result_type = truth_type();
  bool good = true;
  if (where.valid()) {
    const Typed condition = truth(tree.first(where), scope);
    good = condition.valid;
    guard = condition.expr;
  }
  if (folded.valid()) {
    const Typed typed = expression(tree.first(folded), scope);
    good = good && typed.valid;
    value = typed.expr;
    result_type = typed.type;
    if (typed.valid) {
      const bool ordered =
          typed.type.kind == Kind::number || typed.type.kind == Kind::year || typed.type.kind == Kind::date;
      if (typed.window || (kind == Fold::sum && typed.type.kind != Kind::number) ||
          (kind != Fold::distinct && !ordered)) {
        problems_.add(Code::number_expected, tree.span(tree.first(folded)), {type_name(typed.type, typed.window)});
        good = false;
      }
    }
  }
  if (kind == Fold::count || kind == Fold::distinct) result_type = number_type();
  if (kind == Fold::some || kind == Fold::every) {
    result_type = truth_type();
    if (kind == Fold::every && holds.valid()) {
      const Typed condition = truth(tree.first(holds), scope);
      good = good && condition.valid;
      value = condition.expr;
    } else {
      value = yes(span);
    }
  }
  scope.rows.resize(row_count);
  scope.bindings.resize(binding_count);
  if (!good) return {};
  Typed result;
  result.valid = true;
  result.type = result_type;
  result.expr = rows.valid() ? emit(OverRows{kind, table, parent, slot, guard, value}, result_type, span)
                             : emit(OverYears{kind, slot, window.expr, window.last, guard, value}, result_type, span);
  return result;
}

}  // namespace cepol::semantics
