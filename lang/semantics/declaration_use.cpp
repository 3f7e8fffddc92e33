// Lowers the use of a declaration as a value to a call of its function, with the row and the arguments that it takes.
#include "lang/semantics/declaration_use.hpp"

#include <algorithm>

#include "lang/semantics/definitions.hpp"
#include "lang/semantics/emit.hpp"
#include "lang/semantics/lookup.hpp"
#include "lang/semantics/references.hpp"
#include "lang/semantics/sharing.hpp"
#include "lang/semantics/typing.hpp"
#include "lang/semantics/windows.hpp"

namespace cepol::semantics {

namespace {

// Does a declaration of the kind have a value when it is named in an expression?
bool is_value(DeclarationKind kind) {
  return kind == DeclarationKind::reading || kind == DeclarationKind::define || kind == DeclarationKind::decision ||
         kind == DeclarationKind::assessment || kind == DeclarationKind::measure;
}

// Lowers the declaration; false: it is in error, as a declaration is that is used within itself.
bool lower_used(Context& context, DeclarationId id, Span use) {
  if (ensure_lowered(context, id)) return true;
  if (context.declarations[id].stage == Declaration::Stage::lowering) {
    report_cycle(context, id, use);
    context.declarations[id].stage = Declaration::Stage::broken;
  }
  return false;
}

// Lowers the declaration (for a measure, its assessment), so that its signature is known; false: it is in error.
bool lower_signature(Context& context, DeclarationId id, Span use) {
  if (context.declarations[id].kind == DeclarationKind::measure) {
    const Declaration& measure = context.declarations[id];
    const std::string assessment(measure.tree->name_text(measure.tree->child(measure.node, NodeKind::name)));
    const auto whole = find_in_record(context, *measure.table, assessment);
    if (!whole || !lower_used(context, *whole, use)) return false;
    const Decision& decision = context.program.decisions[context.decision_of.at(whole->index)];
    Signature& signature = context.declarations[id].signature;
    signature.function = decision.measures[context.declarations[id].index].value;
    signature.type = context.program.functions[signature.function].result;
    return true;
  }
  return lower_used(context, id, use);
}

std::optional<ExprId> innermost_row(Context& context, const Scope& scope, TableId table, Span span) {
  for (auto row = scope.rows.rbegin(); row != scope.rows.rend(); ++row)
    if (row->table == table) return emit_local(context, row->slot, row_type(table), span);
  return std::nullopt;
}

// Adds the argument to the operands of the call, a window as its two ends; false: it does not fit the parameter.
bool pass_argument(Context& context, const Signature::Argument& parameter, Typed argument, Scope& scope, NodeId at,
                   std::vector<ExprId>& operands, Bindings& bindings) {
  const Tree& tree = *scope.tree;
  if (!parameter.window) {
    if (!require_type(context, argument, parameter.type, tree, at)) return false;
    operands.push_back(argument.expr);
    return true;
  }
  argument = as_window(context, argument, scope, at);
  if (!argument.valid) return false;
  if (argument.type != parameter.type) {
    context.problems.add(Code::wrong_type, tree.span(at),
                         {type_name(context, parameter.type, true), type_name(context, argument.type, true)});
    return false;
  }
  bindings.insert(bindings.end(), argument.bindings.begin(), argument.bindings.end());
  operands.insert(operands.end(), {argument.expr, argument.last});
  return true;
}

// Once its signature is known. (Has a frame of its own, which is not there while the declaration is lowered.)
[[gnu::noinline]] Typed use_lowered(Context& context, DeclarationId id, const Tree& tree, NodeId node, Scope& scope,
                                    std::optional<ExprId> row, const std::vector<Typed>& arguments) {
  const Span span = tree.span(node);
  NodeId argument_node;
  if (tree.kind(node) == NodeKind::call) argument_node = tree.next(tree.first(node));
  if (tree.kind(node) == NodeKind::field_call) argument_node = tree.next(tree.next(tree.first(node)));
  const Declaration& declaration = context.declarations[id];
  const Signature& signature = declaration.signature;
  if (arguments.size() != signature.parameters.size()) {
    context.problems.add(
        Code::argument_count, span,
        {declaration.name, std::to_string(signature.parameters.size()), std::to_string(arguments.size())});
    return {};
  }
  std::vector<ExprId> operands;
  Bindings bindings;
  if (declaration.table) {
    if (!row) row = innermost_row(context, scope, *declaration.table, span);
    if (!row) {
      const bool reading = declaration.kind == DeclarationKind::reading;
      context.problems.add(reading ? Code::reading_of_no_row : Code::no_row_in_scope, span,
                           {declaration.name, context.program.tables[*declaration.table].name});
      return {};
    }
    operands.push_back(*row);
  }
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const NodeId at = argument_node.valid() ? argument_node : node;
    if (!pass_argument(context, signature.parameters[i], arguments[i], scope, at, operands, bindings)) return {};
    if (argument_node.valid()) argument_node = tree.next(argument_node);
  }
  if (declaration.kind == DeclarationKind::reading && !signature.function.valid())
    return value_of(emit(context, ReadingOption{ReadingId{declaration.index}}, signature.type, span), signature.type);
  if (!signature.window)
    return value_of(with_bindings(context, bindings, emit_call(context, signature.function, operands, span)),
                    signature.type);
  for (ExprId& operand : operands) operand = share(context, scope, operand, bindings);
  Typed result = value_of(emit_call(context, signature.function, operands, span), signature.type);
  result.window = true;
  result.last = emit_call(context, signature.last, operands, span);
  result.bindings = std::move(bindings);
  return result;
}

}  // namespace

[[gnu::noinline]] void report_cycle(Context& context, DeclarationId id, Span use) {
  const auto& open = context.in_progress;
  const auto begin = std::find(open.begin(), open.end(), id);
  std::string way;
  for (auto one = begin; one != open.end(); ++one) way += context.declarations[*one].name + " → ";
  const std::string& name = context.declarations[id].name;
  auto& problem = context.problems.add(Code::cycle, use, {name, way + name});
  constexpr std::size_t most_places = 20;
  for (auto one = begin; one != open.end() && problem.related.size() < most_places; ++one)
    problem.also(context.declarations[*one].span, "经过这里", "by way of this");
}

Typed use_declaration(Context& context, DeclarationId id, const Tree& tree, NodeId node, Scope& scope,
                      std::optional<ExprId> row, const std::vector<Typed>& arguments) {
  const Span span = tree.span(node);
  context.declarations[id].used = true;
  NodeId name_node = node;
  if (tree.kind(node) == NodeKind::call) name_node = tree.first(node);
  if (tree.kind(node) == NodeKind::field_call) name_node = tree.next(tree.first(node));
  add_reference(context, tree, name_node, context.declarations[id].span);
  if (context.declarations[id].kind == DeclarationKind::credit) {
    context.problems.add(Code::credit_needs_window, span, {context.declarations[id].name});
    return {};
  }
  if (!is_value(context.declarations[id].kind)) {
    context.problems.add(Code::unknown_name, tree.span(name_node), {context.declarations[id].name});
    return {};
  }
  if (!lower_signature(context, id, span)) return {};
  return use_lowered(context, id, tree, node, scope, row, arguments);
}

}  // namespace cepol::semantics
