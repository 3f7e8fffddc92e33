// Decision tables: `table NAME(parameters): type { cell, cell: value ... }`. The first row whose cells all fit gives
// the value; where none fits there is none. A cell asks of its column's parameter: a value, a bound, a span with both
// ends, one of several, anything.
#include "lang/semantics/decision_table.hpp"

#include "lang/base/text.hpp"
#include "lang/semantics/citations.hpp"
#include "lang/semantics/decision.hpp"
#include "lang/semantics/emit.hpp"
#include "lang/semantics/expressions.hpp"
#include "lang/semantics/typing.hpp"

namespace cepol::semantics {

namespace {

Typed lower_cell(Context& context, NodeId cell, const Binding& parameter, Scope& scope) {
  const Tree& tree = *scope.tree;
  const Span span = tree.span(cell);
  auto given = [&] {
    Typed typed;
    typed.valid = true;
    typed.type = parameter.type;
    typed.expr = emit_local(context, parameter.slot, parameter.type, span);
    return typed;
  };
  auto compared = [&](NodeId node, Relation relation, bool swapped) -> Typed {
    Typed left = given();
    Typed right = expression(context, node, scope, &parameter.type);
    if (!right.valid) return {};
    if (!right.group.empty() && relation == Relation::equal) {
      std::vector<ExprId> members;
      for (Member member : right.group) members.push_back(emit_is_member(context, left.expr, left.type, member, span));
      return value_of(emit(context, Logic{false, std::move(members)}, truth_type(), span), truth_type());
    }
    if (!unify(context, left, right, tree, node)) return {};
    const bool ordered = left.type.kind == Kind::number || left.type.kind == Kind::year || left.type.kind == Kind::date;
    if (left.type.kind == Kind::row || (relation != Relation::equal && !ordered)) {
      context.problems.add(Code::no_order, span, {type_name(context, left.type)});
      return {};
    }
    const ExprId a = swapped ? right.expr : left.expr, b = swapped ? left.expr : right.expr;
    return value_of(emit(context, Compare{relation, a, b}, truth_type(), span), truth_type());
  };
  auto joined = [&](bool all, const std::vector<Typed>& parts) -> Typed {
    std::vector<ExprId> operands;
    for (const Typed& part : parts) {
      if (!part.valid) return {};
      operands.push_back(part.expr);
    }
    return value_of(emit(context, Logic{all, std::move(operands)}, truth_type(), span), truth_type());
  };
  switch (tree.kind(cell)) {
    case NodeKind::any: return value_of(emit_yes(context, span), truth_type());
    case NodeKind::bound: {
      const Keyword sign = tree[cell].keyword;
      const bool strict = sign == Keyword::less || sign == Keyword::greater;
      return compared(tree.first(cell), strict ? Relation::less : Relation::at_most,
                      sign == Keyword::greater || sign == Keyword::at_least);
    }
    case NodeKind::between: {
      const NodeId low = tree.first(cell);
      return joined(true, {compared(low, Relation::at_most, true), compared(tree.next(low), Relation::at_most, false)});
    }
    case NodeKind::one_of: {
      std::vector<Typed> parts;
      for (NodeId one : tree.children(cell)) parts.push_back(compared(one, Relation::equal, false));
      return joined(false, parts);
    }
    default: return compared(cell, Relation::equal, false);
  }
}

}  // namespace

Typed lower_decision_table(Context& context, const Tree& tree, NodeId node, Scope& scope, const Type& type) {
  Cases cases;
  cases.first = true;
  bool good = true;
  const std::vector<Binding> columns = scope.bindings;
  const std::vector<NodeId> rows = tree.children_of(node, NodeKind::table_case);
  const std::string name(tree.name_text(tree.first(node)));
  if (!check_case_count(context, name, rows.size(), tree.span(tree.first(node)))) return {};
  for (NodeId row : rows) {
    std::vector<NodeId> cells;
    NodeId value_node;
    for (NodeId child : tree.children(row)) {
      if (tree.kind(child) == NodeKind::citations) continue;
      if (tree.kind(child) == NodeKind::gives_value)
        value_node = tree.first(child);
      else
        cells.push_back(child);
    }
    lower_citations(context, tree, row, name);
    if (cells.size() != columns.size()) {
      context.problems.add(Code::table_row_length, tree.span(row),
                           {std::to_string(columns.size()), std::to_string(cells.size())});
      good = false;
      continue;
    }
    std::vector<ExprId> guards;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const Typed cell = lower_cell(context, cells[i], columns[i], scope);
      good = good && cell.valid;
      if (cell.valid && tree.kind(cells[i]) != NodeKind::any) guards.push_back(cell.expr);
    }
    Typed value = expression(context, value_node, scope, &type);
    if (!value.valid || !require_type(context, value, type, tree, value_node)) good = false;
    if (!good) continue;
    Case one;
    one.guard =
        guards.empty() ? emit_yes(context, tree.span(row)) : emit_all_of(context, std::move(guards), tree.span(row));
    one.value = value.expr;
    one.name = on_one_line(tree.without_comments(row));
    cases.cases.push_back(std::move(one));
  }
  if (!good) return {};
  return value_of(emit(context, std::move(cases), type, tree.span(node)), type);
}

}  // namespace cepol::semantics
