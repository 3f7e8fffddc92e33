#include "lang/semantics/sharing.hpp"

#include <algorithm>
#include <set>

#include "lang/base/text.hpp"
#include "lang/core/children.hpp"
#include "lang/semantics/emit.hpp"
#include "lang/semantics/expressions.hpp"
#include "lang/semantics/typing.hpp"

namespace cepol::semantics {

namespace {

constexpr std::uint64_t small_term = 16;  // terms: such an operand is repeated
constexpr std::size_t short_source = 8;   // nodes: such an expression is lowered for each row anew

Typed lower_value(Context& context, NodeId node, RowValue::Use use, Scope& scope) {
  const Tree& tree = *scope.tree;
  if (use == RowValue::Use::condition) return truth_expression(context, node, scope);
  Typed typed = expression(context, node, scope);
  if (!typed.valid) return {};
  if (use == RowValue::Use::date) return require_type(context, typed, date_type(), tree, node) ? typed : Typed{};
  if (!typed.window && typed.type.kind != Kind::row) return typed;
  context.problems.add(Code::rows_compared, tree.span(node));
  return {};
}

}  // namespace

bool is_short(const Tree& tree, NodeId node) {
  std::vector<NodeId> open{node};
  for (std::size_t count = 0; !open.empty(); ++count) {
    if (count == short_source) return false;
    const NodeId at = open.back();
    open.pop_back();
    for (NodeId child : tree.children(at)) open.push_back(child);
  }
  return true;
}

ExprId share(Context& context, Scope& scope, ExprId operand, Bindings& bindings, Sharing sharing) {
  if (sharing == Sharing::unless_small && context.term_size[operand.index] <= small_term) return operand;
  const Expr expr = context.program.exprs[operand];
  const Slot slot = scope.fresh();
  bindings.emplace_back(slot, operand);
  return emit_local(context, slot, expr.type, expr.span);
}

ExprId with_bindings(Context& context, const Bindings& bindings, ExprId body) {
  const Expr inner = context.program.exprs[body];
  for (auto one = bindings.rbegin(); one != bindings.rend(); ++one)
    body = emit(context, Let{one->first, one->second, body}, inner.type, inner.span);
  return body;
}

RowFrame::RowFrame(Context& context, const Scope& outer, TableId table, const LocalName& alias)
    : context_(context), inner_(outer) {
  inner_.slots = 0;
  take(inner_.rows, inner_.bindings, inner_.groups);
  own_ = inner_.fresh();
  outer_.push_back(std::nullopt);
  parameters_.push_back({alias.empty() ? context.program.tables[table].name : alias.text, row_type(table)});
  inner_.rows.push_back({table, own_, alias});
}

void RowFrame::take(Slot& slot, const Type& type, const std::string& name) {
  const auto known = std::find(outer_.begin(), outer_.end(), std::optional(slot));
  const auto number = static_cast<Slot>(known - outer_.begin());
  if (known == outer_.end()) {
    outer_.emplace_back(slot);
    parameters_.push_back({name, type});
    inner_.fresh();
  }
  slot = number;
}

void RowFrame::take(Slot& slot, const Type& type) { take(slot, type, {}); }

void RowFrame::take(RowValue& value) {
  for (auto& argument : value.arguments)
    if (argument) take(argument->slot, argument->type);
  take(value.rows, value.bindings, value.groups);
}

void RowFrame::take(std::vector<RowInScope>& rows, std::vector<Binding>& bindings, std::vector<Group>& groups) {
  for (RowInScope& row : rows) take(row.slot, row_type(row.table), row.alias.text);
  for (Binding& one : bindings) {
    take(one.slot, one.type, one.name);
    if (one.window) take(one.last, one.type, one.name);
  }
  for (Group& group : groups) {
    if (group.parent) take(group.parent->slot, row_type(group.parent->table), group.parent->alias.text);
    std::vector<Group> none;
    take(group.rows, group.bindings, none);
    for (Group::Key& key : group.keys) {
      take(key.slot, key.type);
      take(key.value);
    }
    if (group.where) take(*group.where);
  }
}

std::vector<bool> RowFrame::parameters_read(ExprId body) {
  std::vector<bool> read(parameters_.size(), false);
  std::set<ExprId> visited;
  std::vector<ExprId> open{body};
  while (!open.empty()) {
    const ExprId id = open.back();
    open.pop_back();
    if (!visited.insert(id).second) continue;
    const Term& term = context_.program.exprs[id].term;
    if (const auto* local = std::get_if<Local>(&term); local != nullptr && local->slot < read.size()) {
      read[local->slot] = true;
      locals_.push_back(id);
    }
    for_each_child(term, [&](ExprId child) { open.push_back(child); });
  }
  return read;
}

// The parameters that are not read are left out, so that engines find results again by few arguments.
RowValue RowFrame::function(ExprId body, std::string name, NodeId node, RowValue::Use use) {
  RowValue made;
  made.use = use;
  made.node = node;
  const std::vector<bool> read = parameters_read(body);
  std::vector<Parameter> kept;
  std::vector<Slot> slots(parameters_.size(), 0);
  for (Slot slot = 0; slot < parameters_.size(); ++slot) {
    if (!read[slot]) continue;
    slots[slot] = static_cast<Slot>(kept.size());
    kept.push_back(parameters_[slot]);
    made.arguments.push_back(outer_[slot] ? std::optional(Captured{*outer_[slot], parameters_[slot].type})
                                          : std::nullopt);
  }
  for (ExprId local : locals_) {
    Slot& slot = std::get<Local>(context_.program.exprs[local].term).slot;
    slot = slots[slot];
  }
  made.function = add_function(context_, std::move(name), std::move(kept), body, inner_.slots, inner_.tree->span(node));
  return made;
}

RowValue row_value(Context& context, const Scope& scope, TableId table, const LocalName& alias, NodeId node,
                   RowValue::Use use) {
  const Tree& tree = *scope.tree;
  RowValue value;
  value.use = use;
  value.node = node;
  if (!is_short(tree, node)) {
    RowFrame frame(context, scope, table, alias);
    const Typed typed = lower_value(context, node, use, frame.scope());
    return typed.valid ? frame.function(typed.expr, on_one_line(tree.without_comments(node)), node, use) : value;
  }
  value.anew = true;
  value.table = table;
  value.alias = alias;
  value.rows = scope.rows;
  value.bindings = scope.bindings;
  value.groups = scope.groups;
  return value;
}

namespace {

[[gnu::noinline]] Typed call_of_row(Context& context, const RowValue& value, Slot slot, Scope& scope) {
  const Function& function = context.program.functions[value.function];
  const Type result = function.result;
  const std::vector<Parameter> parameters = function.parameters;
  const Span span = scope.tree->span(value.node);
  std::vector<ExprId> arguments;
  for (std::size_t i = 0; i < parameters.size(); ++i)
    arguments.push_back(
        emit_local(context, value.arguments[i] ? value.arguments[i]->slot : slot, parameters[i].type, span));
  return value_of(emit_call(context, value.function, std::move(arguments), span), result);
}

}  // namespace

Typed of_row(Context& context, const RowValue& value, Slot slot, Scope& scope) {
  if (!value.anew) return value.function.valid() ? call_of_row(context, value, slot, scope) : Typed{};
  Scope inner{scope.tree, value.rows, value.bindings, scope.slots, value.groups};
  inner.rows.push_back({value.table, slot, value.alias});
  const Typed typed = lower_value(context, value.node, value.use, inner);
  scope.slots = inner.slots;
  return typed;
}

}  // namespace cepol::semantics
