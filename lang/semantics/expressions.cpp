// Dispatches an expression to the function that lowers its kind of node; itself lowers truths, tests for none, logic
// and `if`.
#include "lang/semantics/expressions.hpp"

#include "lang/base/fold.hpp"
#include "lang/semantics/arithmetic.hpp"
#include "lang/semantics/calls.hpp"
#include "lang/semantics/definitions.hpp"
#include "lang/semantics/emit.hpp"
#include "lang/semantics/folds.hpp"
#include "lang/semantics/names.hpp"
#include "lang/semantics/relations.hpp"
#include "lang/semantics/sharing.hpp"
#include "lang/semantics/span_coverage.hpp"
#include "lang/semantics/typing.hpp"
#include "lang/semantics/units.hpp"
#include "lang/semantics/windows.hpp"
#include "lang/semantics/year_scan.hpp"
#include "lang/syntax/written_dates.hpp"

namespace cepol::semantics {

namespace {

[[gnu::noinline]] Typed lower_if(Context& context, NodeId node, Scope& scope, const Type* expected) {
  const Tree& tree = *scope.tree;
  const NodeId condition_node = tree.first(node), yes_node = tree.next(condition_node), no_node = tree.next(yes_node);
  const Typed condition = truth_expression(context, condition_node, scope);
  Typed yes_value = expression(context, yes_node, scope, expected);
  if (!yes_value.valid && tree.kind(no_node) == NodeKind::name)
    return {};  // perhaps a member of an enumeration in error
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
    yes_value = as_window(context, yes_value, scope, yes_node);
    no_value = as_window(context, no_value, scope, no_node);
    if (!yes_value.valid || !no_value.valid) return {};
    if (yes_value.type != no_value.type) {
      context.problems.add(Code::types_differ, tree.span(node),
                           {type_name(context, yes_value.type, true), type_name(context, no_value.type, true)});
      return {};
    }
  } else if (!unify(context, yes_value, no_value, tree, node)) {
    return {};
  }
  Bindings bindings = std::move(yes_value.bindings);
  bindings.insert(bindings.end(), no_value.bindings.begin(), no_value.bindings.end());
  ExprId test = condition.expr;
  if (yes_value.window) test = share(context, scope, test, bindings);
  const auto choose = [&](ExprId yes, ExprId no) {
    return emit(context, If{test, yes, no}, yes_value.type, tree.span(node));
  };
  Typed result = value_of(choose(yes_value.expr, no_value.expr), yes_value.type);
  if (yes_value.window) {
    result.window = true;
    result.last = choose(yes_value.last, no_value.last);
    result.bindings = std::move(bindings);
  }
  return result;
}

Typed lower_date(Context& context, NodeId node, Scope& scope) {
  const Tree& tree = *scope.tree;
  const auto date = syntax::date_in_policy(tree.text_of(node));
  if (!date) return {};  // no such day: reported by the parser
  const Span span = tree.span(node);
  if (!date->exact()) {
    context.problems.add(Code::date_not_to_the_day, span, {std::string(tree.text_of(node))});
    return {};
  }
  return value_of(emit_constant(context, static_cast<std::int64_t>(date->first), date_type(), span), date_type());
}

// What the author cannot see in it is no part of it, as in data.
[[gnu::noinline]] Typed lower_text(Context& context, NodeId node, Scope& scope) {
  const std::string written = scope.tree->string_text(node);
  const Span span = scope.tree->span(node);
  std::string cleaned_buffer, folded_buffer;
  const std::string_view cleaned = clean(written, cleaned_buffer).text;
  const std::string_view text = folded(cleaned, folded_buffer);
  context.program.forms.add(text, cleaned);
  return value_of(emit(context, Constant{{}, std::string(text), false}, text_type(), span), text_type());
}

[[gnu::noinline]] Typed lower_none(Context& context, Span span, const Type* expected) {
  if (expected != nullptr) return value_of(emit_none(context, *expected, span), *expected);
  context.problems.add(Code::none_without_type, span);
  return {};
}

// How a node is lowered whose first operand is; null: not in this way.
using LowerLink = Typed (*)(Context&, NodeId, Scope&, const Typed& first);
LowerLink link_of(const Tree& tree, NodeId node) {
  const NodeKind kind = tree.kind(node);
  if (kind == NodeKind::field || kind == NodeKind::field_call)
    return [](Context& context, NodeId at, Scope& scope, const Typed& row) {
      return lower_field(context, at, scope, row);
    };
  if (kind == NodeKind::convert) return lower_conversion;
  if (kind != NodeKind::binary) return nullptr;
  const Keyword keyword = tree[node].keyword;
  return keyword == Keyword::plus || keyword == Keyword::minus || keyword == Keyword::times_sign ||
                 keyword == Keyword::divide
             ? lower_arithmetic
             : nullptr;
}

// a + b + c …, a.b.c …: such chains are long, and are lowered without recursion. (What lies on no way of recursion has
// a frame of its own, here and in names.cpp, so that policies may be deep on a small stack.)
[[gnu::noinline]] Typed lower_chain(Context& context, NodeId node, Scope& scope) {
  const Tree& tree = *scope.tree;
  std::vector<NodeId> links;
  for (; link_of(tree, node) != nullptr; node = tree.first(node)) links.push_back(node);
  Typed value = expression(context, node, scope);
  for (auto link = links.rbegin(); link != links.rend(); ++link)
    value = link_of(tree, *link)(context, *link, scope, value);
  return value;
}

Typed lower_comparison(Context& context, NodeId node, Scope& scope) {
  return lower_relation(context, node, scope, (*scope.tree)[node].keyword);
}

// `is none`, `is there`
Typed lower_presence(Context& context, NodeId node, Scope& scope) {
  const Tree& tree = *scope.tree;
  const Typed operand = expression(context, tree.first(node), scope);
  if (!operand.valid) return {};
  if (operand.window) {
    context.problems.add(Code::window_not_here, tree.span(tree.first(node)));
    return {};
  }
  const Span span = tree.span(node);
  ExprId result = emit(context, IsNone{operand.expr}, truth_type(), span);
  if (tree.kind(node) == NodeKind::is_there) result = emit(context, Not{result}, truth_type(), span);
  return value_of(result, truth_type());
}

Typed lower_not(Context& context, NodeId node, Scope& scope) {
  const Typed operand = truth_expression(context, scope.tree->first(node), scope);
  if (!operand.valid) return {};
  return value_of(emit(context, Not{operand.expr}, truth_type(), scope.tree->span(node)), truth_type());
}

Typed lower_logic(Context& context, NodeId node, Scope& scope) {
  const Tree& tree = *scope.tree;
  std::vector<ExprId> operands;
  bool good = true;
  for (NodeId child : tree.children(node)) {
    const Typed operand = truth_expression(context, child, scope);
    good = good && operand.valid;
    operands.push_back(operand.expr);
  }
  if (!good) return {};
  const bool all = tree[node].keyword == Keyword::and_;
  return value_of(emit(context, Logic{all, std::move(operands)}, truth_type(), tree.span(node)), truth_type());
}

// The function that lowers expressions of a kind; null: it needs more arguments than (context, node, scope), or the
// kind is not an expression.
using Lower = Typed (*)(Context&, NodeId, Scope&);
Lower lowering_of(NodeKind kind) {
  static constexpr std::pair<NodeKind, Lower> table[] = {
      {NodeKind::number, lower_number},
      {NodeKind::percent, lower_number},
      {NodeKind::quantity, lower_number},
      {NodeKind::date, lower_date},
      {NodeKind::call, lower_call},
      {NodeKind::credited, lower_credited},
      {NodeKind::last_window, lower_last_window},
      {NodeKind::span_window, lower_span_window},
      {NodeKind::fold, lower_fold},
      {NodeKind::days_covered, lower_days_covered},
      {NodeKind::months_covered, lower_months_covered},
      {NodeKind::running, lower_year_scan},
      {NodeKind::negate, lower_negation},
      {NodeKind::binary, lower_comparison},
      {NodeKind::is_none, lower_presence},
      {NodeKind::is_there, lower_presence},
      {NodeKind::in_set, lower_membership},
      {NodeKind::not_, lower_not},
      {NodeKind::logic, lower_logic},
  };
  for (const auto& [of, lower] : table)
    if (of == kind) return lower;
  return nullptr;
}

// For an `error`, or a node that is not an expression, the result is invalid; the parser has reported it.
Typed lower_expression(Context& context, NodeId node, Scope& scope, const Type* expected) {
  const Tree& tree = *scope.tree;
  const NodeKind kind = tree.kind(node);
  const Span span = tree.span(node);
  if (link_of(tree, node) != nullptr) return lower_chain(context, node, scope);
  if (const Lower lower = lowering_of(kind)) return lower(context, node, scope);
  if (kind == NodeKind::name) return lower_name(context, node, scope, expected);
  if (kind == NodeKind::choose) return lower_if(context, node, scope, expected);
  if (kind == NodeKind::none) return lower_none(context, span, expected);
  if (kind == NodeKind::yes || kind == NodeKind::no)
    return value_of(emit_constant(context, kind == NodeKind::yes ? 1 : 0, truth_type(), span), truth_type());
  if (kind == NodeKind::string) return lower_text(context, node, scope);
  return {};
}

}  // namespace

Typed expression(Context& context, NodeId node, Scope& scope, const Type* expected) {
  if (context.too_large) return {};
  if (++context.nesting > max_nesting) {
    if (!context.in_progress.empty()) report_too_deep(context, context.in_progress.front(), max_nesting);
    --context.nesting;
    return {};
  }
  const Typed typed = lower_expression(context, node, scope, expected);
  --context.nesting;
  return typed;
}

Typed truth_expression(Context& context, NodeId node, Scope& scope) {
  const Type type = truth_type();
  Typed typed = expression(context, node, scope, &type);
  if (!typed.valid) return {};
  if (!require_type(context, typed, type, *scope.tree, node)) return {};
  return typed;
}

}  // namespace cepol::semantics
