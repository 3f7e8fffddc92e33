// Lowers `running(a from 0 hours, year y in W: ...)` to a YearScan term, with one state for each figure.
#include "lang/semantics/year_scan.hpp"

#include "lang/semantics/emit.hpp"
#include "lang/semantics/expressions.hpp"
#include "lang/semantics/folds.hpp"
#include "lang/semantics/sharing.hpp"
#include "lang/semantics/typing.hpp"

namespace cepol::semantics {

Typed lower_year_scan(Context& context, NodeId node, Scope& scope) {
  const Tree& tree = *scope.tree;
  const Span span = tree.span(node);
  const std::size_t binding_count = scope.bindings.size();
  YearScan running;
  std::vector<Binding> carried;
  bool good = true;
  for (NodeId child : tree.children_of(node, NodeKind::carried)) {
    const NodeId name = tree.first(child), initial_node = tree.next(name);
    const Typed initial = expression(context, initial_node, scope);
    if (!initial.valid || initial.window || initial.type.kind == Kind::row) {
      if (initial.valid)
        context.problems.add(Code::number_expected, tree.span(initial_node),
                             {type_name(context, initial.type, initial.window)});
      good = false;
      continue;
    }
    const Slot slot = scope.fresh();
    running.states.push_back({slot, initial.expr, {}, std::string(tree.name_text(name))});
    carried.push_back({std::string(tree.name_text(name)), {}, initial.type, slot, slot, false, tree.span(name)});
  }
  const NodeId years = tree.child(node, NodeKind::year_rows);
  const auto over = fold_years(context, tree, years, scope);
  if (!over || !good) {
    scope.bindings.resize(binding_count);
    return {};
  }
  running.year = over->slot;
  running.from = over->window.expr;
  running.to = over->window.last;
  scope.bindings.insert(scope.bindings.end(), carried.begin(), carried.end());
  std::size_t count = 0;
  for (NodeId next = tree.next(years); next.valid(); next = tree.next(next), ++count) {
    if (count >= carried.size()) continue;
    const Type type = carried[count].type;
    Typed value = expression(context, next, scope, &type);
    if (value.valid && require_type(context, value, type, tree, next))
      running.states[count].next = value.expr;
    else
      good = false;
  }
  scope.bindings.resize(binding_count);
  if (count != carried.size()) {
    context.problems.add(Code::carried_count, span, {std::to_string(carried.size()), std::to_string(count)});
    good = false;
  }
  if (!good) return {};
  const Type type = carried.front().type;
  return value_of(with_bindings(context, over->window.bindings, emit(context, std::move(running), type, span)), type);
}

}  // namespace cepol::semantics
