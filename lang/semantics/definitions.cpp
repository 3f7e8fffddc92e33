// Readings, definitions, and the conditions of any `when`.
#include "lang/semantics/definitions.hpp"

#include <algorithm>
#include <set>

#include "lang/semantics/assessment.hpp"
#include "lang/semantics/builtins.hpp"
#include "lang/semantics/citations.hpp"
#include "lang/semantics/decision.hpp"
#include "lang/semantics/decision_table.hpp"
#include "lang/semantics/emit.hpp"
#include "lang/semantics/expressions.hpp"
#include "lang/semantics/readings.hpp"
#include "lang/semantics/records.hpp"
#include "lang/semantics/typing.hpp"
#include "lang/semantics/windows.hpp"

namespace cepol::semantics {

void report_too_deep(Context& context, DeclarationId id, std::size_t most) {
  if (!context.too_deep_reported)
    context.problems.add(Code::too_deeply_built, context.declarations[id].span,
                         {context.declarations[id].name, std::to_string(most)});
  context.too_deep_reported = true;
}

bool within_height(Context& context) {
  if (context.in_progress.size() < max_height) return true;
  report_too_deep(context, context.in_progress.front(), max_height);
  return false;
}

bool note_dependency(Context& context, DeclarationId id) {
  if (context.in_progress.empty()) return true;
  std::size_t& height = context.declarations[context.in_progress.back()].height;
  height = std::max(height, context.declarations[id].height + 1);
  if (height > max_height) report_too_deep(context, context.in_progress.back(), max_height);
  return height <= max_height;
}

bool ensure_lowered(Context& context, DeclarationId id) {
  using Stage = Declaration::Stage;
  if (context.declarations[id].stage == Stage::lowered) return note_dependency(context, id);
  if (context.declarations[id].stage != Stage::declared || !within_height(context)) return false;
  context.in_progress.push_back(id);
  context.declarations[id].stage = Stage::lowering;
  Declaration declaration = context.declarations[id];  // by value: making others moves the table
  switch (declaration.kind) {
    case DeclarationKind::reading: lower_reading(context, declaration); break;
    case DeclarationKind::define: lower_definition(context, declaration); break;
    case DeclarationKind::assessment: lower_assessment(context, declaration); break;
    case DeclarationKind::decision:
      if (declaration.tree->kind(declaration.node) == NodeKind::warning)
        lower_warning(context, declaration);
      else
        lower_decision(context, declaration);
      break;
    default: break;
  }
  context.in_progress.pop_back();
  if (context.declarations[id].stage == Stage::broken) return false;  // found in a cycle meanwhile
  context.declarations[id].signature = declaration.signature;
  context.declarations[id].stage = declaration.stage == Stage::lowering ? Stage::lowered : declaration.stage;
  if (declaration.kind == DeclarationKind::assessment || declaration.kind == DeclarationKind::decision)
    if (declaration.stage != Stage::broken) context.decision_of[id.index] = DecisionId{declaration.index};
  return context.declarations[id].stage == Stage::lowered && note_dependency(context, id);
}

void lower_definition(Context& context, Declaration& declaration) {
  const Tree& tree = *declaration.tree;
  const NodeId node = declaration.node;
  std::vector<ClauseId> clauses = lower_citations(context, tree, node, declaration.name);
  if (!builtin_name(declaration.name).empty() && tree.child(node, NodeKind::parameter).valid())
    context.problems.add(Code::name_of_builtin, declaration.span, {declaration.name});
  Scope scope{&tree, {}, {}, 0};
  std::vector<Parameter> parameters;
  if (declaration.table) {
    scope.rows.push_back({*declaration.table, scope.fresh(), {}});
    parameters.push_back({context.program.tables[*declaration.table].name, row_type(*declaration.table)});
  }
  for (NodeId parameter : tree.children_of(node, NodeKind::parameter)) {
    const NodeId name = tree.first(parameter);
    const std::string text(tree.name_text(name));
    bool window = false;
    const bool may_be_window = tree.kind(node) == NodeKind::define;  // the cells of a table do not compare windows
    const auto type = lower_type(context, tree, tree.next(name), text, may_be_window ? &window : nullptr);
    if (!type) {
      declaration.stage = Declaration::Stage::broken;
      continue;
    }
    const Slot slot = scope.fresh();
    if (type->kind == Kind::row)
      scope.rows.push_back({type->table, slot, text});
    else
      scope.bindings.push_back({text, {}, *type, slot, window ? scope.fresh() : slot, window});
    parameters.push_back({text, *type});
    if (window) parameters.push_back({text, *type});
    declaration.signature.parameters.push_back({text, *type, window});
  }
  if (declaration.stage == Declaration::Stage::broken) return;
  std::optional<Type> type;
  bool window = false;
  NodeId type_node = tree.child(node, NodeKind::type);
  if (!type_node.valid()) type_node = tree.child(node, NodeKind::choice_type);
  if (type_node.valid()) {
    type = lower_type(context, tree, type_node, declaration.name, &window);
    if (!type) {
      declaration.stage = Declaration::Stage::broken;
      return;
    }
  }
  NodeId body;  // the expression: the child that is none of the others
  if (tree.kind(node) == NodeKind::table) {
    const Typed value = lower_decision_table(context, tree, node, scope, *type);
    if (!value.valid) {
      declaration.stage = Declaration::Stage::broken;
      return;
    }
    declaration.signature.type = value.type;
    declaration.signature.function =
        add_function(context, declaration.name, parameters, value.expr, scope.slots, declaration.span);
    for (NodeId row : tree.children_of(node, NodeKind::table_case))
      for (ClauseId clause : lower_citations(context, tree, row, declaration.name)) clauses.push_back(clause);
    context.program.functions[declaration.signature.function].clauses = std::move(clauses);
    return;
  }
  for (NodeId child : tree.children(node)) {
    switch (tree.kind(child)) {
      case NodeKind::parameter:
      case NodeKind::subject:
      case NodeKind::type:
      case NodeKind::choice_type:
      case NodeKind::citations: break;
      case NodeKind::name:
        if (!(child == tree.first(node))) body = child;
        break;
      case NodeKind::string:
        if (!body.valid()) body = child;
        break;  // a note comes after the expression
      default: body = child; break;
    }
  }
  Typed value = body.valid() ? expression(context, body, scope, type ? &*type : nullptr) : Typed{};
  if (value.valid && window) value = as_window(context, value, tree, body);
  if (value.valid && type && !window && !require_type(context, value, *type, tree, body)) value.valid = false;
  if (value.valid && window && value.type != *type) {
    context.problems.add(Code::wrong_type, tree.span(body),
                         {type_name(context, *type, true), type_name(context, value.type, true)});
    value.valid = false;
  }
  if (!value.valid) {
    declaration.stage = Declaration::Stage::broken;
    return;
  }
  declaration.signature.type = value.type;
  declaration.signature.window = value.window;
  declaration.signature.function =
      add_function(context, declaration.name, parameters, value.expr, scope.slots, declaration.span);
  if (value.window) {
    declaration.signature.last =
        add_function(context, declaration.name, parameters, value.last, scope.slots, declaration.span);
    context.program.functions[declaration.signature.last].clauses = clauses;
  }
  context.program.functions[declaration.signature.function].clauses = std::move(clauses);
}

}  // namespace cepol::semantics
