// Lowers windows to pairs of terms: the first and the last year or day.
#include "lang/semantics/windows.hpp"

#include "lang/semantics/emit.hpp"
#include "lang/semantics/expressions.hpp"
#include "lang/semantics/sharing.hpp"
#include "lang/semantics/typing.hpp"

namespace cepol::semantics {

Typed as_window(Context& context, Typed value, Scope& scope, NodeId node) {
  const Tree& tree = *scope.tree;
  if (!value.valid || value.window) return value;
  if (value.literal && value.constant && value.constant->whole()) {
    value.expr = emit_constant(context, *value.constant, year_type(), tree.span(node));
    value.type = year_type();
  }
  if (value.type.kind != Kind::year) {
    context.problems.add(Code::window_expected, tree.span(node), {type_name(context, value.type)});
    return {};
  }
  value.window = true;
  value.expr = value.last = share(context, scope, value.expr, value.bindings);
  return value;
}

Typed lower_last_window(Context& context, NodeId node, Scope& scope) {  // last N years to Y: Y-N+1 .. Y
  const Tree& tree = *scope.tree;
  const Span span = tree.span(node);
  const NodeId length_node = tree.first(node), end_node = tree.next(length_node);
  Typed length = expression(context, length_node, scope);
  const Type year = year_type();
  Typed end = expression(context, end_node, scope, &year);
  if (!length.valid || !end.valid) return {};
  if (length.window || length.type != number_type(context.years)) {
    context.problems.add(Code::years_expected, tree.span(length_node),
                         {type_name(context, length.type, length.window)});
    return {};
  }
  if (!require_type(context, end, year_type(), tree, end_node)) return {};
  Bindings bindings;
  end.expr = share(context, scope, end.expr, bindings);
  const ExprId before = emit(context, Arithmetic{Operation::subtract, end.expr, length.expr}, year_type(), span);
  Typed result = value_of(
      emit(context, Arithmetic{Operation::add, before, emit_constant(context, 1, number_type(context.years), span)},
           year_type(), span),
      year_type());
  result.window = true;
  result.bindings = std::move(bindings);
  result.last = end.expr;
  return result;
}

Typed lower_span_window(Context& context, NodeId node, Scope& scope) {  // from A to B: years or days
  const Tree& tree = *scope.tree;
  const NodeId first_node = tree.first(node), last_node = tree.next(first_node);
  Typed first = expression(context, first_node, scope);
  Typed last = expression(context, last_node, scope);
  if (!first.valid || !last.valid) return {};
  if (first.literal && last.literal) {
    if (!require_type(context, first, year_type(), tree, first_node) ||
        !require_type(context, last, year_type(), tree, last_node))
      return {};
  } else if (!unify(context, first, last, tree, node)) {
    return {};
  }
  if (first.window || (first.type.kind != Kind::year && first.type.kind != Kind::date)) {
    context.problems.add(Code::window_expected, tree.span(first_node), {type_name(context, first.type, first.window)});
    return {};
  }
  Typed result = value_of(first.expr, first.type);
  result.window = true;
  result.last = last.expr;
  return result;
}

}  // namespace cepol::semantics
