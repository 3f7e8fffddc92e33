#include "lang/semantics/arithmetic.hpp"

#include "lang/semantics/emit.hpp"
#include "lang/semantics/expressions.hpp"
#include "lang/semantics/lookup.hpp"
#include "lang/semantics/references.hpp"
#include "lang/semantics/typing.hpp"

namespace cepol::semantics {

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
    const NodeId unit_node = tree.next(digits);
    const std::string unit_text(tree.name_text(unit_node));
    const auto unit = find_unit(context.program, unit_text);
    if (!unit) {
      std::vector<std::string> units;
      for (const Unit& other : context.program.units.nodes) {
        units.push_back(other.name);
        units.insert(units.end(), other.aliases.begin(), other.aliases.end());
      }
      auto& problem = context.problems.add(Code::unknown_unit, tree.span(unit_node), {unit_text});
      for (const std::string& other : units)
        if (problem.suggestion.empty() && other == unit_text) problem.suggest(other);
      return {};
    }
    if (auto id = find_global(context, unit_text)) context.declarations[*id].used = true;
    add_global_reference(context, tree, unit_node, unit_text);
    type.unit = *unit;
  }
  Typed typed = value_of(emit_constant(context, *value, type, tree.span(node)), type);
  typed.constant = value;
  typed.literal = tree.kind(node) == NodeKind::number;
  return typed;
}

Typed lower_arithmetic(Context& context, NodeId node, Scope& scope, Keyword operation) {
  const Tree& tree = *scope.tree;
  const Span span = tree.span(node);
  const NodeId left_node = tree.first(node), right_node = tree.next(left_node);
  Typed left = expression(context, left_node, scope);
  Typed right = expression(context, right_node, scope);
  if (!left.valid || !right.valid) return {};
  if (left.window || right.window) {
    context.problems.add(Code::window_not_here, tree.span(left.window ? left_node : right_node));
    return {};
  }
  const bool sum = operation == Keyword::plus || operation == Keyword::minus;
  const Operation op = operation == Keyword::plus         ? Operation::add
                       : operation == Keyword::minus      ? Operation::subtract
                       : operation == Keyword::times_sign ? Operation::multiply
                                                          : Operation::divide;
  auto made = [&](Type type, ExprId l, ExprId r) {
    Typed result = value_of(emit(context, Arithmetic{op, l, r}, type, span), type);
    if (left.constant && right.constant) {
      switch (op) {
        case Operation::add: result.constant = plus(*left.constant, *right.constant); break;
        case Operation::subtract: result.constant = minus(*left.constant, *right.constant); break;
        case Operation::multiply: result.constant = times(*left.constant, *right.constant); break;
        default: result.constant = over(*left.constant, *right.constant); break;
      }
    }
    return result;
  };
  const Kind l = left.type.kind, r = right.type.kind;

  if (sum && l == Kind::date && r == Kind::number) {  // date ± a calendar quantity
    const UnitId unit = right.type.unit;
    if (unit == context.years || unit == context.months || unit == context.days) {
      ExprId amount = right.expr;
      if (operation == Keyword::minus) {
        const ExprId zero = emit_constant(context, 0, right.type, span);
        amount = emit(context, Arithmetic{Operation::subtract, zero, amount}, right.type, span);
      }
      const Calendar calendar = unit == context.years    ? Calendar::years
                                : unit == context.months ? Calendar::months
                                                         : Calendar::days;
      return value_of(emit(context, DateAdd{left.expr, amount, calendar}, date_type(), span), date_type());
    }
    context.problems.add(Code::calendar_unit_expected, tree.span(right_node), {type_name(context, right.type)});
    return {};
  }
  if (operation == Keyword::minus && l == Kind::date && r == Kind::date) {
    const Type type = number_type(context.days);
    return value_of(emit(context, DateDiff{right.expr, left.expr, Calendar::days}, type, span), type);
  }
  if (sum && l == Kind::year && r == Kind::number && (!right.type.unit.valid() || right.type.unit == context.years))
    return made(year_type(), left.expr, right.expr);
  if (operation == Keyword::minus && l == Kind::year && r == Kind::year) {
    return made(number_type(context.years), left.expr, right.expr);
  }
  if (l != Kind::number || r != Kind::number) {
    const bool bad_left = l != Kind::number;
    context.problems.add(Code::number_expected, tree.span(bad_left ? left_node : right_node),
                         {type_name(context, bad_left ? left.type : right.type)});
    return {};
  }
  if (sum) {
    if (!unify(context, left, right, tree, node)) return {};
    return made(left.type, left.expr, right.expr);
  }
  if (operation == Keyword::times_sign) {
    if (left.type.unit.valid() && right.type.unit.valid()) {
      context.problems.add(Code::units_multiplied, span,
                           {type_name(context, left.type), type_name(context, right.type)});
      return {};
    }
    return made(left.type.unit.valid() ? left.type : right.type, left.expr, right.expr);
  }
  if (right.constant && *right.constant == Exact(0)) {
    context.problems.add(Code::division_by_zero, tree.span(right_node));
    return {};
  }
  if (left.type == right.type) return made(number_type(), left.expr, right.expr);
  if (!right.type.unit.valid()) return made(left.type, left.expr, right.expr);
  context.problems.add(Code::units_differ, span, {type_name(context, left.type), type_name(context, right.type)});
  return {};
}

}  // namespace cepol::semantics
