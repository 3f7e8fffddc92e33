// Reads declarations of units. A unit is a factor times a base unit; numbers in units of one base can be converted.
#include "lang/semantics/units.hpp"

#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/semantics/emit.hpp"
#include "lang/semantics/expressions.hpp"
#include "lang/semantics/lookup.hpp"
#include "lang/semantics/references.hpp"
#include "lang/semantics/suggestions.hpp"
#include "lang/semantics/typing.hpp"

namespace cepol::semantics {

void declare_builtin_units(Context& context) {
  auto add = [&](std::string name, std::vector<std::string> aliases) {
    const UnitId id = context.program.units.add({std::move(name), std::move(aliases), {}, 1});
    context.program.units[id].base = id;
    return id;
  };
  context.years = add("年", {"years", "year", "周岁", "岁"});
  context.months = add("个月", {"months", "month", "月"});
  context.days = add("天", {"days", "day", "日"});
  context.program.units[context.years].base = context.months;
  context.program.units[context.years].factor = 12;
}

void lower_unit(Context& context, Declaration& declaration) {
  const Tree& tree = *declaration.tree;
  Unit unit;
  unit.name = declaration.name;
  for (NodeId name : tree.children_of(declaration.node, NodeKind::name)) {
    const std::string text(tree.name_text(name));
    const bool is_first = name == tree.child(declaration.node, NodeKind::name);
    const bool repeated = !is_first && (text == unit.name || std::find(unit.aliases.begin(), unit.aliases.end(),
                                                                       text) != unit.aliases.end());
    if (repeated || find_unit(context.program, text))
      context.problems.add(Code::declared_twice, tree.span(name), {text});
    else if (!is_first)
      unit.aliases.push_back(text);
  }
  const UnitId id = context.program.units.add(std::move(unit));
  context.program.units[id].base = id;
  declaration.index = id.index;
  declaration.stage = Declaration::Stage::lowered;
  for (NodeId node : tree.children(declaration.node)) {
    if (tree.kind(node) == NodeKind::name || tree.kind(node) == NodeKind::string) continue;
    // The definition of a derived unit: a number of an earlier unit.
    Scope scope{&tree, {}, {}, 0};
    const Typed factor = expression(context, node, scope);
    if (!factor.valid) continue;
    if (!factor.constant || !factor.type.unit.valid() || factor.type.unit == id || *factor.constant <= Exact(0)) {
      context.problems.add(Code::bad_conversion, tree.span(node), {declaration.name});
      continue;
    }
    const Unit& other = context.program.units[factor.type.unit];
    const auto product = times(*factor.constant, other.factor);
    if (!product) continue;
    const UnitId base = other.base;
    context.program.units[id].factor = *product;
    context.program.units[id].base = base;
  }
}

Typed lower_conversion(Context& context, NodeId node, Scope& scope, const Typed& value) {
  const Tree& tree = *scope.tree;
  const NodeId unit_node = tree.next(tree.first(node));
  const auto unit = resolve_unit(context, tree, unit_node);
  if (!unit || !value.valid) return {};
  const auto& units = context.program.units;
  if (value.window || value.type.kind != Kind::number || !value.type.unit.valid() ||
      units[value.type.unit].base != units[*unit].base) {
    context.problems.add(Code::no_conversion, tree.span(node),
                         {type_name(context, value.type, value.window), std::string(tree.name_text(unit_node))});
    return {};
  }
  const auto factor = over(units[value.type.unit].factor, units[*unit].factor);
  if (!factor) return {};
  const Type type = number_type(*unit);
  const ExprId by = emit_constant(context, *factor, number_type(), tree.span(node));
  return value_of(emit(context, Arithmetic{Operation::multiply, value.expr, by}, type, tree.span(node)), type);
}

std::optional<UnitId> resolve_unit(Context& context, const Tree& tree, NodeId name) {
  const std::string text(tree.name_text(name));
  if (const auto unit = find_unit_of_number(context.program, text)) {
    const std::string declared = find_unit(context.program, text) ? text : context.program.units[*unit].name;
    if (const auto id = find_global(context, declared)) context.declarations[*id].used = true;
    add_global_reference(context, tree, name, declared);
    return unit;
  }
  auto& problem = context.problems.add(Code::unknown_unit, tree.span(name), {text});
  suggest_nearest(context, problem, text, [&] {
    std::vector<std::string> units;
    for (const Unit& unit : context.program.units.nodes) {
      units.push_back(unit.name);
      units.insert(units.end(), unit.aliases.begin(), unit.aliases.end());
    }
    return units;
  });
  return std::nullopt;
}

}  // namespace cepol::semantics
