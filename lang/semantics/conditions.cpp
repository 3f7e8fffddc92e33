// Lowers the conditions of a `when`: each becomes a function and a `condition` step of the account, with the values
// that it compares. Those of an `or` are one step with a step for each.
#include "lang/semantics/conditions.hpp"

#include <algorithm>
#include <set>

#include "lang/base/text.hpp"
#include "lang/semantics/citations.hpp"
#include "lang/semantics/emit.hpp"
#include "lang/semantics/expressions.hpp"
#include "lang/semantics/sharing.hpp"

namespace cepol::semantics {

namespace {

// Adds the values that a condition compares, which are shown with it: 年龄：49周岁. Values within a fold are left out,
// because there is one for each row.
// `bound`: the values that the term may read.
void add_compared_values(Context& context, const Tree& tree, ExprId id, const std::vector<Parameter>& parameters,
                         Slot slots, Bindings& bound, std::set<std::string>& shown, Step& condition) {
  auto show = [&](ExprId value) {
    const Expr expr = context.program.exprs[value];
    if (std::holds_alternative<Constant>(expr.term) || std::holds_alternative<ReadingOption>(expr.term) ||
        expr.type.kind == Kind::row)
      return;
    Step amount;
    amount.kind = StepKind::amount;
    amount.label = on_one_line(tree.without_comments(expr.span));
    amount.span = expr.span;
    const bool is_new = shown.insert(amount.label).second;
    // The same text once more is the other end of a period, and nothing new elsewhere.
    const auto first = std::find_if(condition.values.begin(), condition.values.end(), [&](StepId one) {
      return context.program.steps[one].span == expr.span && !context.program.steps[one].to.valid();
    });
    if (!is_new && first == condition.values.end()) return;
    const FunctionId function =
        add_function(context, amount.label, parameters, with_bindings(context, bound, value), slots, expr.span);
    if (!is_new) {
      context.program.steps[*first].to = function;
      return;
    }
    amount.value = function;
    condition.values.push_back(add_step(context, amount));
  };
  auto parts = [&](ExprId part) {
    add_compared_values(context, tree, part, parameters, slots, bound, shown, condition);
  };
  const Term term = context.program.exprs[id].term;
  if (const auto* logic = std::get_if<Logic>(&term)) {
    for (ExprId operand : logic->operands) parts(operand);
  } else if (const auto* denied = std::get_if<Not>(&term)) {
    parts(denied->operand);
  } else if (const auto* let = std::get_if<Let>(&term)) {
    bound.emplace_back(let->slot, let->value);
    parts(let->body);
    bound.pop_back();
  } else if (const auto* comparison = std::get_if<Compare>(&term)) {
    show(comparison->left);
    show(comparison->right);
  } else if (const auto* absent = std::get_if<IsNone>(&term)) {
    show(absent->operand);
  } else if (const auto* holding = std::get_if<Contains>(&term)) {
    show(holding->text);
  } else if (std::holds_alternative<ColumnOf>(term)) {
    show(id);
  }
}

// The conditions of an `or`, as one step: none of them alone is to blame where it fails.
StepId alternatives(Context& context, const Conditions& conditions, Span span) {
  Step group;
  group.kind = StepKind::condition;
  group.any = true;
  group.label = context.program.english ? "at least one of" : "至少符合一项";
  group.span = span;
  group.value = conditions.holds;
  group.steps = conditions.steps;
  for (StepId one : group.steps) group.worded = group.worded || context.program.steps[one].worded;
  return add_step(context, group);
}

}  // namespace

Conditions lower_conditions(Context& context, const Tree& tree, NodeId when, const std::string& name,
                            const std::vector<Parameter>& parameters, const Scope& scope) {
  Conditions made;
  const Span span = when.valid() ? tree.span(when) : Span{};
  std::vector<ExprId> calls;
  bool good = true;
  if (when.valid()) {
    for (NodeId condition : tree.children_of(when, NodeKind::condition)) {
      Scope inner = scope;
      const NodeId expr_node = tree.first(condition);
      const Typed value = truth_expression(context, expr_node, inner);
      Step line;
      line.kind = StepKind::condition;
      line.span = tree.span(condition);
      line.label = on_one_line(tree.without_comments(expr_node));
      if (const NodeId words = tree.next(expr_node); words.valid() && tree.kind(words) == NodeKind::string) {
        line.label = tree.string_text(words);
        line.worded = true;
      }
      line.clauses = lower_citations(context, tree, condition, name);
      if (!value.valid) {
        good = false;
        continue;
      }
      line.value = add_function(context, name + std::string(colon(context)) + line.label, parameters, value.expr,
                                inner.slots, tree.span(expr_node));
      Bindings bound;
      std::set<std::string> shown;
      add_compared_values(context, tree, value.expr, parameters, inner.slots, bound, shown, line);
      std::sort(line.values.begin(), line.values.end(), [&](StepId a, StepId b) {  // as written: >= is lowered to <=
        return context.program.steps[a].span.begin < context.program.steps[b].span.begin;
      });
      made.steps.push_back(add_step(context, line));
      std::vector<ExprId> arguments;
      for (std::size_t i = 0; i < parameters.size(); ++i)
        arguments.push_back(emit_local(context, static_cast<Slot>(i), parameters[i].type, span));
      calls.push_back(emit_call(context, line.value, std::move(arguments), span));
    }
  }
  if (!good) return made;  // `holds` stays invalid
  const bool any = when.valid() && tree[when].keyword == Keyword::or_;
  const ExprId body = calls.empty() ? emit_yes(context, span)
                      : any         ? emit(context, Logic{false, calls}, truth_type(), span)
                                    : emit_all_of(context, calls, span);
  made.holds = add_function(context, name, parameters, body, static_cast<Slot>(parameters.size()), span);
  if (any && made.steps.size() > 1) made.steps = {alternatives(context, made, span)};
  return made;
}

}  // namespace cepol::semantics
