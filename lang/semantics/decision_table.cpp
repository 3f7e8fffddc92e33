// Lowers decision tables, `table NAME(parameters): type { cell, cell: value ... }`, to functions: the value of the
// first row whose cells all fit, or none.
#include "lang/semantics/decision_table.hpp"

#include "lang/base/text.hpp"
#include "lang/semantics/citations.hpp"
#include "lang/semantics/decision.hpp"
#include "lang/semantics/emit.hpp"
#include "lang/semantics/expressions.hpp"
#include "lang/semantics/typing.hpp"

namespace cepol::semantics {

namespace {

// A cell is a condition on the parameter of its column: a value, a bound, a closed range, a list of values, or any
// value.
class CellReader {
 public:
  CellReader(Context& context, NodeId cell, const Binding& parameter, Scope& scope)
      : context_(context),
        cell_(cell),
        parameter_(parameter),
        scope_(scope),
        tree_(*scope.tree),
        span_(tree_.span(cell)) {}

  Typed lower() {
    const NodeKind kind = tree_.kind(cell_);
    const NodeId first = tree_.first(cell_);
    if (kind == NodeKind::any) return value_of(emit_yes(context_, span_), truth_type());
    if (kind == NodeKind::bound) {
      const Keyword sign = tree_[cell_].keyword;
      const bool strict = sign == Keyword::less || sign == Keyword::greater;
      return compare(first, strict ? Relation::less : Relation::at_most,
                     sign == Keyword::greater || sign == Keyword::at_least);
    }
    if (kind == NodeKind::between)
      return join(true,
                  {compare(first, Relation::at_most, true), compare(tree_.next(first), Relation::at_most, false)});
    if (kind == NodeKind::one_of) {
      std::vector<Typed> parts;
      for (NodeId one : tree_.children(cell_)) parts.push_back(compare(one, Relation::equal, false));
      return join(false, parts);
    }
    return compare(cell_, Relation::equal, false);
  }

 private:
  // `swapped`: the parameter is on the right.
  Typed compare(NodeId node, Relation relation, bool swapped) {
    Typed left = value_of(emit_local(context_, parameter_.slot, parameter_.type, span_), parameter_.type);
    Typed right = expression(context_, node, scope_, &parameter_.type);
    if (!right.valid) return {};
    if (!right.group.empty() && relation == Relation::equal) {
      std::vector<ExprId> members;
      for (Member member : right.group)
        members.push_back(emit_is_member(context_, left.expr, left.type, member, span_));
      return value_of(emit(context_, Logic{false, std::move(members)}, truth_type(), span_), truth_type());
    }
    if (!unify(context_, left, right, tree_, node)) return {};
    if (left.type.kind == Kind::row || (relation != Relation::equal && !is_ordered(left.type.kind))) {
      context_.problems.add(Code::no_order, span_, {type_name(context_, left.type)});
      return {};
    }
    const ExprId a = swapped ? right.expr : left.expr, b = swapped ? left.expr : right.expr;
    return value_of(emit(context_, Compare{relation, a, b}, truth_type(), span_), truth_type());
  }

  Typed join(bool all, const std::vector<Typed>& parts) {
    std::vector<ExprId> operands;
    for (const Typed& part : parts) {
      if (!part.valid) return {};
      operands.push_back(part.expr);
    }
    return value_of(emit(context_, Logic{all, std::move(operands)}, truth_type(), span_), truth_type());
  }

  Context& context_;
  const NodeId cell_;
  const Binding& parameter_;
  Scope& scope_;
  const Tree& tree_;
  const Span span_;
};

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
      const Typed cell = CellReader(context, cells[i], columns[i], scope).lower();
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
