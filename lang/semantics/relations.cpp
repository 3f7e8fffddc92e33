// Comparisons, membership, and whether a date or year lies in a window.
#include "lang/semantics/checker.hpp"

namespace cepol::semantics {

Typed Checker::relation(NodeId node, Scope& scope, Keyword operation) {
  const Tree& tree = *scope.tree;
  const Span span = tree.span(node);
  const NodeId left_node = tree.first(node), right_node = tree.next(left_node);
  Typed left = expression(left_node, scope);
  if (!left.valid && tree.kind(right_node) == NodeKind::name) return {};  // perhaps a member of what is broken
  Typed right = expression(right_node, scope, left.valid && !left.window ? &left.type : nullptr);
  if (!left.valid || !right.valid) return {};

  if (operation == Keyword::within) {
    right = as_window(right, tree, right_node);
    if (!right.valid) return {};
    ExprId value = left.expr;
    if (left.type.kind == Kind::date && right.type.kind == Kind::year)
      value = emit(ExtractDatePart{left.expr, DatePart::year}, year_type(), span);
    else if (left.window || left.type != right.type) {
      problems_.add(Code::types_differ, span, {type_name(left.type, left.window), type_name(right.type, true)});
      return {};
    }
    const ExprId after = emit(Compare{Relation::at_most, right.expr, value}, truth_type(), span);
    const ExprId before = emit(Compare{Relation::at_most, value, right.last}, truth_type(), span);
    return value_of(emit(Logic{true, {after, before}}, truth_type(), span), truth_type());
  }
  if (operation == Keyword::contains) {
    const Type text{Kind::text, {}, {}, {}};
    if (!fits(left, text, tree, left_node) || !fits(right, text, tree, right_node)) return {};
    return value_of(emit(Contains{left.expr, right.expr}, truth_type(), span), truth_type());
  }
  if (left.window || right.window) {
    problems_.add(Code::window_not_here, tree.span(left.window ? left_node : right_node));
    return {};
  }
  const bool equality = operation == Keyword::is || operation == Keyword::is_not || operation == Keyword::equal ||
                        operation == Keyword::not_equal;
  const bool negated = operation == Keyword::is_not || operation == Keyword::not_equal;
  if (equality && !right.group.empty() && left.type == right.type) {
    std::vector<ExprId> members;
    for (Member member : right.group) members.push_back(is_member(left.expr, left.type, member, span));
    ExprId result = emit(Logic{false, std::move(members)}, truth_type(), span);
    if (negated) result = emit(Not{result}, truth_type(), span);
    return value_of(result, truth_type());
  }
  if (!right.group.empty() || !left.group.empty()) {
    problems_.add(Code::group_not_here, tree.span(left.group.empty() ? right_node : left_node));
    return {};
  }
  if (!agree(left, right, tree, node)) return {};
  if (left.type.kind == Kind::row) {
    problems_.add(Code::rows_compared, span);
    return {};
  }
  if (equality) {
    ExprId result = emit(Compare{Relation::equal, left.expr, right.expr}, truth_type(), span);
    if (negated) result = emit(Not{result}, truth_type(), span);
    return value_of(result, truth_type());
  }
  if (left.type.kind != Kind::number && left.type.kind != Kind::year && left.type.kind != Kind::date) {
    problems_.add(Code::no_order, span, {type_name(left.type)});
    return {};
  }
  const bool swapped = operation == Keyword::greater || operation == Keyword::at_least;
  const bool strict = operation == Keyword::less || operation == Keyword::greater;
  const ExprId a = swapped ? right.expr : left.expr, b = swapped ? left.expr : right.expr;
  return value_of(emit(Compare{strict ? Relation::less : Relation::at_most, a, b}, truth_type(), span), truth_type());
}

Typed Checker::membership(NodeId node, Scope& scope) {
  const Tree& tree = *scope.tree;
  const Span span = tree.span(node);
  const NodeId left_node = tree.first(node);
  Typed left = expression(left_node, scope);
  std::vector<ExprId> operands;
  bool good = left.valid;
  for (NodeId item = tree.next(left_node); item.valid(); item = tree.next(item)) {
    if (!left.valid && tree.kind(item) == NodeKind::name) continue;
    Typed right = expression(item, scope, left.valid ? &left.type : nullptr);
    if (!right.valid || !left.valid) {
      good = false;
      continue;
    }
    if (!right.group.empty() && right.type == left.type) {
      for (Member member : right.group) operands.push_back(is_member(left.expr, left.type, member, tree.span(item)));
      continue;
    }
    Typed subject = left;
    if (!agree(subject, right, tree, item)) {
      good = false;
      continue;
    }
    operands.push_back(emit(Compare{Relation::equal, subject.expr, right.expr}, truth_type(), tree.span(item)));
  }
  if (!good) return {};
  ExprId result = emit(Logic{false, std::move(operands)}, truth_type(), span);
  if (tree[node].keyword == Keyword::not_in_set) result = emit(Not{result}, truth_type(), span);
  return value_of(result, truth_type());
}

}  // namespace cepol::semantics
