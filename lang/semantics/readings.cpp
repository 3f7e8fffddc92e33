// Lowers readings. A reading without a type is an enumeration of its options. A reading with a type has a value: a
// function that evaluates the expression of the option in force.
#include "lang/semantics/readings.hpp"

#include <set>

#include "lang/semantics/citations.hpp"
#include "lang/semantics/emit.hpp"
#include "lang/semantics/expressions.hpp"
#include "lang/semantics/records.hpp"
#include "lang/semantics/sharing.hpp"
#include "lang/semantics/typing.hpp"
#include "lang/semantics/windows.hpp"

namespace cepol::semantics {

namespace {

// The reading with its options, as an enumeration.
ReadingId add_reading(Context& context, const Declaration& declaration) {
  const Tree& tree = *declaration.tree;
  const NodeId node = declaration.node;
  Reading reading;
  reading.name = declaration.name;
  reading.span = declaration.span;
  if (const NodeId note = tree.child(node, NodeKind::string); note.valid()) reading.note = tree.string_text(note);
  reading.clauses = lower_citations(context, tree, node, declaration.name);
  std::vector<std::string> names;
  std::set<std::string> taken;
  std::vector<Span> spans;
  std::optional<Member> default_option;
  for (NodeId option : tree.children_of(node, NodeKind::option)) {
    const NodeId name = tree.first(option);
    const std::string text(tree.kind(name) == NodeKind::name ? tree.name_text(name) : tree.text_of(name));
    if (!taken.insert(text).second) context.problems.add(Code::declared_twice, tree.span(name), {text});
    std::string note;
    if (const NodeId words = tree.child(option, NodeKind::string); words.valid()) note = tree.string_text(words);
    if (const NodeId mark = tree.child(option, NodeKind::default_option); mark.valid()) {
      if (default_option) context.problems.add(Code::two_defaults, tree.span(mark), {declaration.name});
      default_option = static_cast<Member>(names.size());
    }
    names.push_back(text);
    spans.push_back(tree.span(name));
    reading.options.push_back({text, note});
  }
  if (names.size() < 2) context.problems.add(Code::reading_needs_options, declaration.span, {declaration.name});
  if (!default_option) context.problems.add(Code::no_default, declaration.span, {declaration.name});
  reading.default_option = default_option.value_or(0);
  reading.enumeration = add_enumeration(context, declaration.name, names, declaration.span, spans);
  return context.program.readings.add(reading);
}

// The function that evaluates the option in force: if it is the first then ... else if ...
FunctionId option_function(Context& context, const Declaration& declaration, ReadingId id,
                           const std::vector<Parameter>& parameters, const std::vector<ExprId>& options, Type type,
                           Slot slots) {
  const Type options_type = enumeration_type(context.program.readings[id].enumeration);
  ExprId result = options.back();
  for (std::size_t i = options.size() - 1; i-- > 0;) {
    const ExprId option = emit(context, ReadingOption{id}, options_type, declaration.span);
    const ExprId in_force = emit_is_member(context, option, options_type, static_cast<Member>(i), declaration.span);
    result = emit(context, If{in_force, options[i], result}, type, declaration.span);
  }
  const FunctionId function = add_function(context, declaration.name, parameters, result, slots, declaration.span);
  context.program.functions[function].told = Told::definition;
  return function;
}

// Lowers the values of a reading that has a type; false: one is in error.
bool lower_values(Context& context, Declaration& declaration, ReadingId id, NodeId type_node) {
  const Tree& tree = *declaration.tree;
  bool window = false;
  const auto type = lower_type(context, tree, type_node, declaration.name, &window);
  if (!type) return false;
  Scope scope{&tree, {}, {}, 0};
  std::vector<Parameter> parameters;
  if (declaration.table) {
    scope.rows.push_back({*declaration.table, scope.fresh(), {}});
    parameters.push_back({context.program.tables[*declaration.table].name, row_type(*declaration.table)});
  }
  std::vector<ExprId> values, lasts;
  bool good = true;
  for (NodeId option : tree.children_of(declaration.node, NodeKind::option)) {
    const NodeId explicit_value = tree.child(option, NodeKind::option_value);
    const NodeId value_node = explicit_value.valid() ? tree.first(explicit_value) : tree.first(option);
    Typed value = expression(context, value_node, scope, &*type);
    if (value.valid && window) value = as_window(context, value, scope, value_node);
    if (value.valid && !window && !require_type(context, value, *type, tree, value_node)) value.valid = false;
    good = good && value.valid;
    if (!good) continue;
    values.push_back(with_bindings(context, value.bindings, value.expr));
    if (window) lasts.push_back(with_bindings(context, value.bindings, value.last));
  }
  if (!good) return false;
  if (values.empty()) return true;
  Signature& signature = declaration.signature;
  signature.type = *type;
  signature.function = option_function(context, declaration, id, parameters, values, *type, scope.slots);
  if (window) {
    signature.window = true;
    signature.last = option_function(context, declaration, id, parameters, lasts, *type, scope.slots);
  }
  return true;
}

}  // namespace

void lower_reading(Context& context, Declaration& declaration) {
  const Tree& tree = *declaration.tree;
  const ReadingId id = add_reading(context, declaration);
  declaration.index = id.index;
  for (auto& known : context.declarations.nodes)  // before the options, which may use the reading itself
    if (known.kind == DeclarationKind::reading && known.span == declaration.span) known.index = id.index;
  declaration.signature.type = enumeration_type(context.program.readings[id].enumeration);
  NodeId type_node = tree.child(declaration.node, NodeKind::type);
  if (!type_node.valid()) type_node = tree.child(declaration.node, NodeKind::choice_type);
  if (type_node.valid() && !lower_values(context, declaration, id, type_node))
    declaration.stage = Declaration::Stage::broken;
}

}  // namespace cepol::semantics
