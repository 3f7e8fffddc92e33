#include "lang/semantics/readings.hpp"

#include <set>

#include "lang/semantics/citations.hpp"
#include "lang/semantics/emit.hpp"
#include "lang/semantics/expressions.hpp"
#include "lang/semantics/records.hpp"
#include "lang/semantics/typing.hpp"
#include "lang/semantics/windows.hpp"

namespace cepol::semantics {

// A reading without a type is a choice among its options. With a type it is a value: a function that evaluates the
// option in force.
void lower_reading(Context& context, Declaration& declaration) {
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
  const ReadingId id = context.program.readings.add(reading);
  declaration.index = id.index;
  for (auto& known : context.declarations.nodes)  // its number is needed by whoever uses it while options are read
    if (known.kind == DeclarationKind::reading && known.span == declaration.span) known.index = id.index;
  const Type choice = enumeration_type(reading.enumeration);
  declaration.signature.type = choice;

  NodeId type_node = tree.child(node, NodeKind::type);
  if (!type_node.valid()) type_node = tree.child(node, NodeKind::choice_type);
  if (!type_node.valid()) return;
  bool window = false;
  const auto type = lower_type(context, tree, type_node, declaration.name, &window);
  if (!type) {
    declaration.stage = Declaration::Stage::broken;
    return;
  }
  Scope scope{&tree, {}, {}, 0};
  std::vector<Parameter> parameters;
  if (declaration.table) {
    scope.rows.push_back({*declaration.table, scope.fresh(), {}});
    parameters.push_back({context.program.tables[*declaration.table].name, row_type(*declaration.table)});
  }
  // From the last option back: if the chosen is the first then ... else if ...
  std::vector<Typed> values;
  for (NodeId option : tree.children_of(node, NodeKind::option)) {
    const NodeId explicit_value = tree.child(option, NodeKind::option_value);
    const NodeId value_node = explicit_value.valid() ? tree.first(explicit_value) : tree.first(option);
    Typed value = expression(context, value_node, scope, &*type);
    if (value.valid && window) value = as_window(context, value, tree, value_node);
    if (value.valid && !window && !require_type(context, value, *type, tree, value_node)) value.valid = false;
    if (!value.valid) declaration.stage = Declaration::Stage::broken;
    values.push_back(value);
  }
  if (declaration.stage == Declaration::Stage::broken || values.empty()) return;
  auto chain = [&](ExprId Typed::*part) {
    ExprId result = values.back().*part;
    for (std::size_t i = values.size() - 1; i-- > 0;) {
      const ExprId chosen = emit(context, ReadingOption{id}, choice, declaration.span);
      const ExprId is_this = emit_is_member(context, chosen, choice, static_cast<Member>(i), declaration.span);
      result = emit(context, If{is_this, values[i].*part, result}, *type, declaration.span);
    }
    return result;
  };
  declaration.signature.type = *type;
  declaration.signature.function =
      add_function(context, declaration.name, parameters, chain(&Typed::expr), scope.slots, declaration.span);
  if (window) {
    declaration.signature.window = true;
    declaration.signature.last =
        add_function(context, declaration.name, parameters, chain(&Typed::last), scope.slots, declaration.span);
  }
}

}  // namespace cepol::semantics
