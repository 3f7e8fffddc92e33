// Lowers a fold to OverRows or OverYears. A fold over groups runs over the first row of each group, with the keys
// bound; `over group` within it runs over the rows whose keys are equal.
#include "lang/semantics/folds.hpp"

#include "lang/semantics/declare.hpp"
#include "lang/semantics/emit.hpp"
#include "lang/semantics/expressions.hpp"
#include "lang/semantics/lookup.hpp"
#include "lang/semantics/references.hpp"
#include "lang/semantics/sharing.hpp"
#include "lang/semantics/typing.hpp"
#include "lang/semantics/windows.hpp"

namespace cepol::semantics {

namespace {

Fold fold_of(Keyword keyword) {
  static constexpr std::pair<Keyword, Fold> table[] = {
      {Keyword::sum, Fold::sum},       {Keyword::count, Fold::count},   {Keyword::some, Fold::some},
      {Keyword::every, Fold::every},   {Keyword::least, Fold::minimum}, {Keyword::most, Fold::maximum},
      {Keyword::lookup, Fold::unique},
  };
  for (const auto& [word, fold] : table)
    if (word == keyword) return fold;
  return Fold::distinct;
}

std::optional<ExprId> row_of(Context& context, const std::optional<RowInScope>& row, Span span) {
  if (!row) return std::nullopt;
  return emit_local(context, row->slot, row_type(row->table), span);
}

// `body` with the keys of the row in `slot` bound.
ExprId with_keys(Context& context, const Group& group, Slot slot, ExprId body, Scope& scope) {
  Bindings keys;
  for (const Group::Key& key : group.keys) keys.emplace_back(key.slot, of_row(context, key.value, slot, scope).expr);
  return with_bindings(context, keys, body);
}

// Is the row in `slot` one of the group whose keys are bound?
std::optional<ExprId> in_group(Context& context, const Group& group, Slot slot, Scope& scope) {
  const Tree& tree = *scope.tree;
  std::vector<ExprId> all;
  for (const Group::Key& key : group.keys) {
    const Typed of = of_row(context, key.value, slot, scope);
    if (!of.valid) return std::nullopt;
    const Span span = tree.span(key.value.node);
    all.push_back(emit(context, Compare{Relation::equal, of.expr, emit_local(context, key.slot, key.type, span)},
                       truth_type(), span));
  }
  if (group.where) {
    const Typed condition = of_row(context, *group.where, slot, scope);
    if (!condition.valid) return std::nullopt;
    all.push_back(condition.expr);
  }
  const Span span = context.program.exprs[all.front()].span;
  return emit_all_of(context, std::move(all), span);
}

// Is the row in `slot` the first row of a group? It satisfies the condition, no key is none, and no earlier row has the
// same keys.
std::optional<ExprId> first_of_group(Context& context, const Group& group, Slot slot, Scope& scope) {
  const auto own = in_group(context, group, slot, scope);
  if (!own) return std::nullopt;
  const Span span = context.program.exprs[*own].span;
  const Slot other = scope.fresh();
  const auto same = in_group(context, group, other, scope);
  const Type row = row_type(group.table);
  const ExprId before = emit(
      context, Compare{Relation::less, emit_local(context, other, row, span), emit_local(context, slot, row, span)},
      truth_type(), span);
  const ExprId earlier = emit(context, Logic{true, {before, *same}}, truth_type(), span);
  const ExprId any_earlier = emit(
      context,
      OverRows{Fold::some, group.table, row_of(context, group.parent, span), other, earlier, emit_yes(context, span)},
      truth_type(), span);
  return with_keys(
      context, group, slot,
      emit(context, Logic{true, {*own, emit(context, Not{any_earlier}, truth_type(), span)}}, truth_type(), span),
      scope);
}

std::optional<FoldRange> fold_rows(Context& context, const Tree& tree, NodeId rows, NodeId where, Scope& scope) {
  const Span span = tree.span(rows);
  const NodeId name = tree.first(rows);
  const LocalName alias = alias_of(tree, rows);
  FoldRange over;
  if (const std::string text(tree.name_text(name));
      (text == "group" || text == "本组") && !scope.groups.empty() &&
      !find_global(context, text)) {  // the rows of the group around this fold
    const Group group = scope.groups.back();
    over.table = group.table;
    over.parent = row_of(context, group.parent, span);
    over.slot = scope.fresh();
    over.guard = in_group(context, group, over.slot, scope);
    if (!over.guard) return std::nullopt;
    scope.rows.push_back({over.table, over.slot, alias});
    return over;
  }
  const auto table = resolve_table(context, tree, name);
  if (!table) return std::nullopt;
  over.table = *table;
  const auto parent = parent_in_scope(context, *table, scope);
  over.parent = row_of(context, parent, span);
  over.slot = scope.fresh();
  const auto key_nodes = tree.children_of(rows, NodeKind::group_key);
  if (key_nodes.empty()) {
    scope.rows.push_back({*table, over.slot, alias});
    return over;
  }
  // A fold over groups iterates over the first row of each group, with its keys bound; `group` is the rows of the
  // group.
  over.over = FoldRange::Over::groups;
  Group group;
  group.table = *table;
  group.parent = parent;
  group.alias = alias;
  group.rows = scope.rows;
  group.bindings = scope.bindings;
  std::vector<Binding> bindings;
  const Scope of_group{&tree, scope.rows, scope.bindings, scope.slots, {}};
  for (NodeId key_node : key_nodes) {
    const NodeId key_alias = tree.child(key_node, NodeKind::alias);
    const NodeId expr = key_alias.valid() ? tree.next(key_alias) : tree.first(key_node);
    const RowValue value = row_value(context, of_group, *table, alias, expr, RowValue::Use::key);
    const Typed key = of_row(context, value, over.slot, scope);
    if (!key.valid) return std::nullopt;
    Binding binding;
    if (key_alias.valid()) {
      binding.name = tree.name_text(tree.first(key_alias));
      binding.declared = tree.span(tree.first(key_alias));
    } else if (tree.kind(expr) == NodeKind::name) {
      binding.name = tree.name_text(expr);
      binding.declared = declared_by(context, tree.span(expr));  // `by 科目`: it is the column that is named
    }
    binding.type = key.type;
    binding.slot = scope.fresh();
    group.keys.push_back({value, binding.type, binding.slot});
    bindings.push_back(std::move(binding));
  }
  if (where.valid())
    group.where = row_value(context, of_group, *table, alias, tree.first(where), RowValue::Use::condition);
  scope.bindings.insert(scope.bindings.end(), bindings.begin(), bindings.end());
  over.guard = first_of_group(context, group, over.slot, scope);
  if (!over.guard) return std::nullopt;
  scope.groups.push_back(std::move(group));
  return over;
}

}  // namespace

Typed lower_fold(Context& context, NodeId node, Scope& scope) {
  const Tree& tree = *scope.tree;
  const Span span = tree.span(node);
  const Fold kind = fold_of(tree[node].keyword);
  const NodeId rows = tree.child(node, NodeKind::rows), years = tree.child(node, NodeKind::year_rows);
  const NodeId folded = tree.child(node, NodeKind::folded), where = tree.child(node, NodeKind::where),
               holds = tree.child(node, NodeKind::holds);
  const std::size_t row_count = scope.rows.size(), binding_count = scope.bindings.size(),
                    group_count = scope.groups.size();
  const auto over =
      rows.valid() ? fold_rows(context, tree, rows, where, scope) : fold_years(context, tree, years, scope);
  std::optional<ExprId> guard, value;
  Type result_type = truth_type();
  bool good = over.has_value();
  if (good) {
    guard = over->guard;
    if (where.valid() && over->over != FoldRange::Over::groups) {  // of groups it is a condition on rows: see in_group
      const Typed condition = truth_expression(context, tree.first(where), scope);
      good = condition.valid;
      if (good)
        guard = guard ? emit(context, Logic{true, {*guard, condition.expr}}, truth_type(), span) : condition.expr;
    }
  }
  if (good && folded.valid()) {
    const Typed typed = expression(context, tree.first(folded), scope);
    good = typed.valid;
    value = typed.expr;
    result_type = typed.type;
    if (typed.valid) {
      const bool any_kind = kind == Fold::distinct || (kind == Fold::unique && typed.type.kind != Kind::row);
      if (typed.window || (kind == Fold::sum && typed.type.kind != Kind::number) ||
          (!any_kind && !is_ordered(typed.type.kind))) {
        context.problems.add(Code::number_expected, tree.span(tree.first(folded)),
                             {type_name(context, typed.type, typed.window)});
        good = false;
      }
    }
  }
  if (kind == Fold::count || kind == Fold::distinct) result_type = number_type();
  if (good && holds.valid()) {
    const Typed condition = truth_expression(context, tree.first(holds), scope);
    good = condition.valid;
    value = condition.expr;
  }
  if (good && (kind == Fold::some || kind == Fold::every)) {
    result_type = truth_type();
    if (!value) value = emit_yes(context, span);
  }
  if (good && value && over->over == FoldRange::Over::groups)
    value = with_keys(context, scope.groups.back(), over->slot, *value, scope);
  if (good && kind == Fold::count && value) {  // counts those for which it holds
    guard = guard ? emit(context, Logic{true, {*guard, *value}}, truth_type(), span) : *value;
    value.reset();
  }
  scope.rows.resize(row_count);
  scope.bindings.resize(binding_count);
  scope.groups.resize(group_count);
  if (!good) return {};
  return value_of(
      over->over == FoldRange::Over::years
          ? with_bindings(context, over->window.bindings,
                          emit(context, OverYears{kind, over->slot, over->window.expr, over->window.last, guard, value},
                               result_type, span))
          : emit(context, OverRows{kind, over->table, over->parent, over->slot, guard, value}, result_type, span),
      result_type);
}

std::optional<FoldRange> fold_years(Context& context, const Tree& tree, NodeId years, Scope& scope) {
  if (!years.valid()) return std::nullopt;
  const NodeId name = tree.first(years), window_node = tree.next(name);
  FoldRange over;
  over.over = FoldRange::Over::years;
  over.slot = scope.fresh();
  over.window = as_window(context, expression(context, window_node, scope), scope, window_node);
  if (!over.window.valid) return std::nullopt;
  if (over.window.type.kind != Kind::year) {
    context.problems.add(Code::year_window_expected, tree.span(window_node));
    return std::nullopt;
  }
  scope.bindings.push_back(
      {std::string(tree.name_text(name)), {}, year_type(), over.slot, over.slot, false, tree.span(name)});
  return over;
}

LocalName alias_of(const Tree& tree, NodeId node) {
  const NodeId alias = tree.child(node, NodeKind::alias);
  if (!alias.valid()) return {};
  const NodeId name = tree.first(alias);
  return {std::string(tree.name_text(name)), tree.span(name)};
}

std::optional<RowInScope> parent_in_scope(const Context& context, TableId table, const Scope& scope) {
  const RecordTable& record = context.program.tables[table];
  if (record.parent)
    for (auto in = scope.rows.rbegin(); in != scope.rows.rend(); ++in)
      if (in->table == *record.parent) return *in;
  return std::nullopt;
}

}  // namespace cepol::semantics
