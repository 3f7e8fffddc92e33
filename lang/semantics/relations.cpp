// Lowers comparisons, membership (`in`, `is`, `contains`), and `within` for a date or year and a window.
#include "lang/semantics/relations.hpp"

#include "lang/semantics/emit.hpp"
#include "lang/semantics/expressions.hpp"
#include "lang/semantics/lookup.hpp"
#include "lang/semantics/sharing.hpp"
#include "lang/semantics/typing.hpp"
#include "lang/semantics/windows.hpp"
#include "lang/syntax/written_dates.hpp"

namespace cepol::semantics {

namespace {

// Reports an operand of another kind whose text says what is meant: "high" of an enumeration, 31/05/2025.
[[gnu::noinline]] bool report_meant_operand(Context& context, const Typed& left, const Typed& right, const Tree& tree,
                                            NodeId right_node) {
  if (left.window || right.window || left.type == right.type) return false;
  std::optional<std::string> meant;
  if (left.type.kind == Kind::enumeration && tree.kind(right_node) == NodeKind::string) {
    const std::string text = tree.string_text(right_node);
    if (find_member(context.program, left.type.enumeration, text)) meant = text;
  }
  if (left.type.kind == Kind::date) {
    const std::string_view text = tree.text_of(right_node);
    std::size_t end = 0;
    if (auto date = syntax::meant_date(text, end); date && end == text.size()) meant = std::move(date);
  }
  if (!meant) return false;
  context.problems
      .add(Code::types_differ, tree.span(right_node),
           {type_name(context, left.type, left.window), type_name(context, right.type, right.window)})
      .suggest(*meant);
  return true;
}

// (Has a frame of its own, which is not there while the operands are lowered.)
[[gnu::noinline]] Typed related(Context& context, NodeId node, Scope& scope, Keyword operation, Typed& left,
                                Typed& right) {
  const Tree& tree = *scope.tree;
  const Span span = tree.span(node);
  const NodeId left_node = tree.first(node), right_node = tree.next(left_node);
  if (operation == Keyword::within) {
    right = as_window(context, right, scope, right_node);
    if (!right.valid) return {};
    ExprId value = left.expr;
    if (left.type.kind == Kind::date && right.type.kind == Kind::year)
      value = emit(context, ExtractDatePart{left.expr, DatePart::year}, year_type(), span);
    else if (left.window || left.type != right.type) {
      context.problems.add(Code::types_differ, span,
                           {type_name(context, left.type, left.window), type_name(context, right.type, true)});
      return {};
    }
    Bindings bindings = std::move(right.bindings);
    value = share(context, scope, value, bindings);
    const ExprId after = emit(context, Compare{Relation::at_most, right.expr, value}, truth_type(), span);
    const ExprId before = emit(context, Compare{Relation::at_most, value, right.last}, truth_type(), span);
    const ExprId both = emit(context, Logic{true, {after, before}}, truth_type(), span);
    return value_of(with_bindings(context, bindings, both), truth_type());
  }
  if (operation == Keyword::contains) {
    const Type text{Kind::text, {}, {}, {}};
    if (!require_type(context, left, text, tree, left_node) || !require_type(context, right, text, tree, right_node))
      return {};
    return value_of(emit(context, Contains{left.expr, right.expr}, truth_type(), span), truth_type());
  }
  if (left.window || right.window) {
    context.problems.add(Code::window_not_here, tree.span(left.window ? left_node : right_node));
    return {};
  }
  const bool equality = operation == Keyword::is || operation == Keyword::is_not || operation == Keyword::equal ||
                        operation == Keyword::not_equal;
  const bool negated = operation == Keyword::is_not || operation == Keyword::not_equal;
  if (equality && !right.group.empty() && left.type == right.type) {
    std::vector<ExprId> members;
    Bindings bindings;
    const ExprId value = share(context, scope, left.expr, bindings);
    for (Member member : right.group) members.push_back(emit_is_member(context, value, left.type, member, span));
    ExprId result =
        with_bindings(context, bindings, emit(context, Logic{false, std::move(members)}, truth_type(), span));
    if (negated) result = emit(context, Not{result}, truth_type(), span);
    return value_of(result, truth_type());
  }
  if (!right.group.empty() || !left.group.empty()) {
    context.problems.add(Code::group_not_here, tree.span(left.group.empty() ? right_node : left_node));
    return {};
  }
  if (report_meant_operand(context, left, right, tree, right_node)) return {};
  if (!unify(context, left, right, tree, node)) return {};
  if (left.type.kind == Kind::row) {
    context.problems.add(Code::rows_compared, span);
    return {};
  }
  if (equality) {
    ExprId result = emit(context, Compare{Relation::equal, left.expr, right.expr}, truth_type(), span);
    if (negated) result = emit(context, Not{result}, truth_type(), span);
    return value_of(result, truth_type());
  }
  if (left.type.kind != Kind::number && left.type.kind != Kind::year && left.type.kind != Kind::date) {
    context.problems.add(Code::no_order, span, {type_name(context, left.type)});
    return {};
  }
  const bool swapped = operation == Keyword::greater || operation == Keyword::at_least;
  const bool strict = operation == Keyword::less || operation == Keyword::greater;
  const ExprId a = swapped ? right.expr : left.expr, b = swapped ? left.expr : right.expr;
  return value_of(emit(context, Compare{strict ? Relation::less : Relation::at_most, a, b}, truth_type(), span),
                  truth_type());
}

}  // namespace

Typed lower_relation(Context& context, NodeId node, Scope& scope, Keyword operation) {
  const Tree& tree = *scope.tree;
  const NodeId left_node = tree.first(node), right_node = tree.next(left_node);
  Typed left = expression(context, left_node, scope);
  if (!left.valid && tree.kind(right_node) == NodeKind::name) return {};  // perhaps a member of an enumeration in error
  Typed right = expression(context, right_node, scope, left.valid && !left.window ? &left.type : nullptr);
  if (!left.valid || !right.valid) return {};
  return related(context, node, scope, operation, left, right);
}

Typed lower_membership(Context& context, NodeId node, Scope& scope) {
  const Tree& tree = *scope.tree;
  const Span span = tree.span(node);
  const NodeId left_node = tree.first(node);
  Typed left = expression(context, left_node, scope);
  std::vector<ExprId> operands;
  Bindings bindings;
  bool good = left.valid;
  if (good && !left.literal) left.expr = share(context, scope, left.expr, bindings);
  for (NodeId item = tree.next(left_node); item.valid(); item = tree.next(item)) {
    if (!left.valid && tree.kind(item) == NodeKind::name) continue;
    Typed right = expression(context, item, scope, left.valid ? &left.type : nullptr);
    if (!right.valid || !left.valid) {
      good = false;
      continue;
    }
    if (!right.group.empty() && right.type == left.type) {
      for (Member member : right.group)
        operands.push_back(emit_is_member(context, left.expr, left.type, member, tree.span(item)));
      continue;
    }
    Typed subject = left;
    if (!unify(context, subject, right, tree, item)) {
      good = false;
      continue;
    }
    operands.push_back(
        emit(context, Compare{Relation::equal, subject.expr, right.expr}, truth_type(), tree.span(item)));
  }
  if (!good) return {};
  ExprId result =
      with_bindings(context, bindings, emit(context, Logic{false, std::move(operands)}, truth_type(), span));
  if (tree[node].keyword == Keyword::not_in_set) result = emit(context, Not{result}, truth_type(), span);
  return value_of(result, truth_type());
}

}  // namespace cepol::semantics
