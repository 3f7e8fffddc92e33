// Typing an expression: from a syntax node to a core term of a known type, or a problem and an invalid Typed.
#include "lang/semantics/expressions.hpp"

#include "lang/semantics/arithmetic.hpp"
#include "lang/semantics/calls.hpp"
#include "lang/semantics/definitions.hpp"
#include "lang/semantics/emit.hpp"
#include "lang/semantics/folds.hpp"
#include "lang/semantics/names.hpp"
#include "lang/semantics/relations.hpp"
#include "lang/semantics/span_coverage.hpp"
#include "lang/semantics/typing.hpp"
#include "lang/semantics/units.hpp"
#include "lang/semantics/windows.hpp"
#include "lang/semantics/year_scan.hpp"

namespace cepol::semantics {

namespace {

class Deeper {
 public:
  explicit Deeper(std::size_t& nesting) : nesting_(nesting) { ++nesting_; }
  ~Deeper() { --nesting_; }
  Deeper(const Deeper&) = delete;

 private:
  std::size_t& nesting_;
};

Typed lower_if(Context& context, NodeId node, Scope& scope, const Type* expected) {
  const Tree& tree = *scope.tree;
  const NodeId condition_node = tree.first(node), yes_node = tree.next(condition_node), no_node = tree.next(yes_node);
  const Typed condition = truth_expression(context, condition_node, scope);
  Typed yes_value = expression(context, yes_node, scope, expected);
  if (!yes_value.valid && tree.kind(no_node) == NodeKind::name) return {};  // perhaps a member of what is broken
  Typed no_value = expression(context, no_node, scope,
                              expected != nullptr ? expected
                              : yes_value.valid   ? &yes_value.type
                                                  : nullptr);
  if (!condition.valid || !yes_value.valid || !no_value.valid) return {};
  if (expected != nullptr && yes_value.literal && no_value.literal) {
    adapt_literal(context, yes_value, *expected);
    adapt_literal(context, no_value, *expected);
  }
  if (yes_value.window || no_value.window) {  // of two windows, or a window and a year
    yes_value = as_window(context, yes_value, tree, yes_node);
    no_value = as_window(context, no_value, tree, no_node);
    if (!yes_value.valid || !no_value.valid) return {};
    if (yes_value.type != no_value.type) {
      context.problems.add(Code::types_differ, tree.span(node),
                           {type_name(context, yes_value.type, true), type_name(context, no_value.type, true)});
      return {};
    }
  } else if (!unify(context, yes_value, no_value, tree, node)) {
    return {};
  }
  Typed result =
      value_of(emit(context, If{condition.expr, yes_value.expr, no_value.expr}, yes_value.type, tree.span(node)),
               yes_value.type);
  if (yes_value.window) {
    result.window = true;
    result.last = emit(context, If{condition.expr, yes_value.last, no_value.last}, yes_value.type, tree.span(node));
  }
  return result;
}

}  // namespace

Typed expression(Context& context, NodeId node, Scope& scope, const Type* expected) {
  const Tree& tree = *scope.tree;
  const Span span = tree.span(node);
  const Deeper deeper(context.nesting);
  if (context.nesting > max_nesting) {
    if (!context.in_progress.empty()) report_too_deep(context, context.in_progress.front(), max_nesting);
    return {};
  }
  switch (tree.kind(node)) {
    case NodeKind::number:
    case NodeKind::percent:
    case NodeKind::quantity: return lower_number(context, node, scope);
    case NodeKind::date: {
      const auto date = parse_date(tree.text_of(node));
      if (!date) return {};  // no such day: the parser has said so
      if (!date->exact()) {
        context.problems.add(Code::date_not_to_the_day, span, {std::string(tree.text_of(node))});
        return {};
      }
      return value_of(emit_constant(context, static_cast<std::int64_t>(date->first), date_type(), span), date_type());
    }
    case NodeKind::string: {
      const Type text{Kind::text, {}, {}, {}};
      return value_of(emit(context, Constant{{}, tree.string_text(node), false}, text, span), text);
    }
    case NodeKind::yes: return value_of(emit_constant(context, 1, truth_type(), span), truth_type());
    case NodeKind::no: return value_of(emit_constant(context, 0, truth_type(), span), truth_type());
    case NodeKind::none: {
      if (expected == nullptr) {
        context.problems.add(Code::none_without_type, span);
        return {};
      }
      return value_of(emit_none(context, *expected, span), *expected);
    }
    case NodeKind::name: return lower_name(context, node, scope, expected);
    case NodeKind::field:
    case NodeKind::field_call: return lower_field(context, node, scope);
    case NodeKind::convert: return lower_conversion(context, node, scope);
    case NodeKind::call: return lower_call(context, node, scope);
    case NodeKind::credited: return lower_credited(context, node, scope);
    case NodeKind::last_window: return lower_last_window(context, node, scope);
    case NodeKind::span_window: return lower_span_window(context, node, scope);
    case NodeKind::fold: return lower_fold(context, node, scope);
    case NodeKind::days_covered: return lower_days_covered(context, node, scope);
    case NodeKind::months_covered: return lower_months_covered(context, node, scope);
    case NodeKind::running: return lower_year_scan(context, node, scope);
    case NodeKind::negate: {
      Typed operand = expression(context, tree.first(node), scope);
      if (!operand.valid) return {};
      if (operand.type.kind != Kind::number || operand.window) {
        context.problems.add(Code::number_expected, tree.span(tree.first(node)),
                             {type_name(context, operand.type, operand.window)});
        return {};
      }
      if (operand.constant) {
        operand.constant = minus(Exact(0), *operand.constant);
        operand.expr = emit_constant(context, *operand.constant, operand.type, span);
        return operand;
      }
      const ExprId zero = emit_constant(context, 0, operand.type, span);
      return value_of(emit(context, Arithmetic{Operation::subtract, zero, operand.expr}, operand.type, span),
                      operand.type);
    }
    case NodeKind::binary: {
      const Keyword keyword = tree[node].keyword;
      switch (keyword) {
        case Keyword::plus:
        case Keyword::minus:
        case Keyword::times_sign:
        case Keyword::divide: return lower_arithmetic(context, node, scope, keyword);
        default: return lower_relation(context, node, scope, keyword);
      }
    }
    case NodeKind::is_none:
    case NodeKind::is_there: {
      const Typed operand = expression(context, tree.first(node), scope);
      if (!operand.valid) return {};
      if (operand.window) {
        context.problems.add(Code::window_not_here, tree.span(tree.first(node)));
        return {};
      }
      ExprId result = emit(context, IsNone{operand.expr}, truth_type(), span);
      if (tree.kind(node) == NodeKind::is_there) result = emit(context, Not{result}, truth_type(), span);
      return value_of(result, truth_type());
    }
    case NodeKind::in_set: return lower_membership(context, node, scope);
    case NodeKind::not_: {
      const Typed operand = truth_expression(context, tree.first(node), scope);
      if (!operand.valid) return {};
      return value_of(emit(context, Not{operand.expr}, truth_type(), span), truth_type());
    }
    case NodeKind::logic: {
      std::vector<ExprId> operands;
      bool good = true;
      for (NodeId child : tree.children(node)) {
        const Typed operand = truth_expression(context, child, scope);
        good = good && operand.valid;
        operands.push_back(operand.expr);
      }
      if (!good) return {};
      const bool all = tree[node].keyword == Keyword::and_;
      return value_of(emit(context, Logic{all, std::move(operands)}, truth_type(), span), truth_type());
    }
    case NodeKind::choose: return lower_if(context, node, scope, expected);
    default: return {};  // `error`: already reported
  }
}

Typed truth_expression(Context& context, NodeId node, Scope& scope) {
  const Type type = truth_type();
  Typed typed = expression(context, node, scope, &type);
  if (!typed.valid) return {};
  if (!require_type(context, typed, type, *scope.tree, node)) return {};
  return typed;
}

}  // namespace cepol::semantics
