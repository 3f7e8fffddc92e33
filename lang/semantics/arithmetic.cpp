// Typing and lowering of + - * /: which operand types each operator accepts, conversion of units, and constant folding.
#include "lang/semantics/arithmetic.hpp"

#include <algorithm>

#include "lang/semantics/emit.hpp"
#include "lang/semantics/expressions.hpp"
#include "lang/semantics/typing.hpp"
#include "lang/semantics/units.hpp"

namespace cepol::semantics {

namespace {

Operation operation_of(Keyword keyword) {
  if (keyword == Keyword::plus) return Operation::add;
  if (keyword == Keyword::minus) return Operation::subtract;
  return keyword == Keyword::times_sign ? Operation::multiply : Operation::divide;
}

std::optional<Exact> fold_constants(Operation operation, Exact left, Exact right) {
  switch (operation) {
    case Operation::add: return plus(left, right);
    case Operation::subtract: return minus(left, right);
    case Operation::multiply: return times(left, right);
    case Operation::divide: return over(left, right);
    case Operation::minimum: return std::min(left, right);
    case Operation::maximum: return std::max(left, right);
  }
  return std::nullopt;
}

// The lowered operands of an operator; one member function for each combination of operand types.
struct Operands {
  Context& context;
  const Tree& tree;
  NodeId node, left_node, right_node;
  Typed left, right;
  Operation operation;

  Typed lower() {
    if (left.window || right.window) {
      context.problems.add(Code::window_not_here, tree.span(left.window ? left_node : right_node));
      return {};
    }
    const Kind l = left.type.kind, r = right.type.kind;
    const bool sum = operation == Operation::add || operation == Operation::subtract;
    if (sum && l == Kind::date && r == Kind::number) return moved_date();
    if (operation == Operation::subtract && l == Kind::date && r == Kind::date) {
      const Type days = number_type(context.days);
      return value_of(emit(context, DateDiff{right.expr, left.expr, Calendar::days}, days, tree.span(node)), days);
    }
    if (sum && l == Kind::year && r == Kind::number && (!right.type.unit.valid() || right.type.unit == context.years))
      return result(year_type());
    if (operation == Operation::subtract && l == Kind::year && r == Kind::year)
      return result(number_type(context.years));
    if (l != Kind::number || r != Kind::number) {
      const bool bad_left = l != Kind::number;
      context.problems.add(Code::number_expected, tree.span(bad_left ? left_node : right_node),
                           {type_name(context, bad_left ? left.type : right.type)});
      return {};
    }
    return of_numbers(sum);
  }

 private:
  Typed result(Type type) {
    Typed made = value_of(emit(context, Arithmetic{operation, left.expr, right.expr}, type, tree.span(node)), type);
    if (left.constant && right.constant) made.constant = fold_constants(operation, *left.constant, *right.constant);
    return made;
  }

  // A date plus or minus a number of years, months or days.
  Typed moved_date() {
    const UnitId unit = right.type.unit;
    if (!is_calendar_unit(context, unit)) {
      context.problems.add(Code::calendar_unit_expected, tree.span(right_node), {type_name(context, right.type)});
      return {};
    }
    const Span span = tree.span(node);
    ExprId amount = right.expr;
    if (operation == Operation::subtract) {
      const ExprId zero = emit_constant(context, 0, right.type, span);
      amount = emit(context, Arithmetic{Operation::subtract, zero, amount}, right.type, span);
    }
    const Calendar calendar = unit == context.years    ? Calendar::years
                              : unit == context.months ? Calendar::months
                                                       : Calendar::days;
    return value_of(emit(context, DateAdd{left.expr, amount, calendar}, date_type(), span), date_type());
  }

  Typed of_numbers(bool sum) {
    if (sum) return unify(context, left, right, tree, node) ? result(left.type) : Typed{};
    if (operation == Operation::multiply) {
      if (left.type.unit.valid() && right.type.unit.valid()) return units_differ(Code::units_multiplied);
      return result(left.type.unit.valid() ? left.type : right.type);
    }
    if (right.constant && *right.constant == Exact(0)) {
      context.problems.add(Code::division_by_zero, tree.span(right_node));
      return {};
    }
    if (left.type == right.type) return result(number_type());
    if (!right.type.unit.valid()) return result(left.type);
    return units_differ(Code::units_differ);
  }

  Typed units_differ(Code code) {
    context.problems.add(code, tree.span(node), {type_name(context, left.type), type_name(context, right.type)});
    return {};
  }
};

}  // namespace

Typed lower_number(Context& context, NodeId node, Scope& scope) {
  const Tree& tree = *scope.tree;
  const NodeId digits = tree.kind(node) == NodeKind::quantity ? tree.first(node) : node;
  const auto value = tree.number_value(digits);
  if (!value) {
    context.problems.add(Code::number_too_large, tree.span(digits), {std::string(tree.digits(digits))});
    return {};
  }
  Type type = number_type();
  if (tree.kind(node) == NodeKind::quantity) {
    const auto unit = resolve_unit(context, tree, tree.next(digits));
    if (!unit) return {};
    type.unit = *unit;
  }
  Typed typed = value_of(emit_constant(context, *value, type, tree.span(node)), type);
  typed.constant = value;
  typed.literal = tree.kind(node) == NodeKind::number;
  return typed;
}

Typed lower_arithmetic(Context& context, NodeId node, Scope& scope, const Typed& left) {
  const NodeId left_node = scope.tree->first(node), right_node = scope.tree->next(left_node);
  const Keyword operation = (*scope.tree)[node].keyword;
  const Typed right = expression(context, right_node, scope);
  if (!left.valid || !right.valid) return {};
  return Operands{context, *scope.tree, node, left_node, right_node, left, right, operation_of(operation)}.lower();
}

Typed lower_negation(Context& context, NodeId node, Scope& scope) {
  const Tree& tree = *scope.tree;
  const NodeId operand_node = tree.first(node);
  Typed operand = expression(context, operand_node, scope);
  if (!operand.valid) return {};
  if (operand.type.kind != Kind::number || operand.window) {
    context.problems.add(Code::number_expected, tree.span(operand_node),
                         {type_name(context, operand.type, operand.window)});
    return {};
  }
  const Span span = tree.span(node);
  if (operand.constant) {
    operand.constant = minus(Exact(0), *operand.constant);
    operand.expr = emit_constant(context, *operand.constant, operand.type, span);
    return operand;
  }
  const ExprId zero = emit_constant(context, 0, operand.type, span);
  return value_of(emit(context, Arithmetic{Operation::subtract, zero, operand.expr}, operand.type, span), operand.type);
}

}  // namespace cepol::semantics
