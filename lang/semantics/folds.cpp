// sum, count, some, every, least, most, distinct, lookup: over the rows of a table, over groups of them, or over the
// years of a window; and what is carried through years.
#include <functional>

#include "lang/semantics/checker.hpp"

namespace cepol::semantics {

namespace {

Fold fold_of(Keyword keyword) {
  switch (keyword) {
    case Keyword::sum: return Fold::sum;
    case Keyword::count: return Fold::count;
    case Keyword::some: return Fold::some;
    case Keyword::every: return Fold::every;
    case Keyword::least: return Fold::minimum;
    case Keyword::most: return Fold::maximum;
    case Keyword::lookup: return Fold::unique;
    default: return Fold::distinct;
  }
}

}  // namespace

// What is folded over: binds a row, a year or the keys of a group, and says how a core fold runs over them.
struct Checker::Folded {
  enum class Over : std::uint8_t { rows, groups, years } over = Over::rows;
  TableId table;
  std::optional<ExprId> parent;
  Slot slot = 0;
  Typed window;                 // years
  std::optional<ExprId> guard;  // groups: the row is the first of its group; rows of `group`: it is of that group
};

Typed Checker::fold(NodeId node, Scope& scope) {
  const Tree& tree = *scope.tree;
  const Span span = tree.span(node);
  const Fold kind = fold_of(tree[node].keyword);
  const NodeId rows = tree.child(node, NodeKind::rows), years = tree.child(node, NodeKind::year_rows);
  const NodeId folded = tree.child(node, NodeKind::folded), where = tree.child(node, NodeKind::where),
               holds = tree.child(node, NodeKind::holds);
  const std::size_t row_count = scope.rows.size(), binding_count = scope.bindings.size(),
                    group_count = scope.groups.size();
  const auto over = rows.valid() ? folded_rows(tree, rows, where, scope) : folded_years(tree, years, scope);
  std::optional<ExprId> guard, value;
  Type result_type = truth_type();
  bool good = over.has_value();
  if (good) {
    guard = over->guard;
    if (where.valid() && over->over != Folded::Over::groups) {  // of groups it is a question about rows: see group_of
      const Typed condition = truth(tree.first(where), scope);
      good = condition.valid;
      if (good) guard = guard ? emit(Logic{true, {*guard, condition.expr}}, truth_type(), span) : condition.expr;
    }
  }
  if (good && folded.valid()) {
    const Typed typed = expression(tree.first(folded), scope);
    good = typed.valid;
    value = typed.expr;
    result_type = typed.type;
    if (typed.valid) {
      const bool ordered =
          typed.type.kind == Kind::number || typed.type.kind == Kind::year || typed.type.kind == Kind::date;
      const bool any_kind = kind == Fold::distinct || (kind == Fold::unique && typed.type.kind != Kind::row);
      if (typed.window || (kind == Fold::sum && typed.type.kind != Kind::number) || (!any_kind && !ordered)) {
        problems_.add(Code::number_expected, tree.span(tree.first(folded)), {type_name(typed.type, typed.window)});
        good = false;
      }
    }
  }
  if (kind == Fold::count || kind == Fold::distinct) result_type = number_type();
  if (good && holds.valid()) {
    const Typed condition = truth(tree.first(holds), scope);
    good = condition.valid;
    value = condition.expr;
  }
  if (good && (kind == Fold::some || kind == Fold::every)) {
    result_type = truth_type();
    if (!value) value = yes(span);
  }
  if (good && value && over->over == Folded::Over::groups)
    value = with_keys(scope.groups.back(), over->slot, *value, scope);
  if (good && kind == Fold::count && value) {  // counted are those of which it holds
    guard = guard ? emit(Logic{true, {*guard, *value}}, truth_type(), span) : *value;
    value.reset();
  }
  scope.rows.resize(row_count);
  scope.bindings.resize(binding_count);
  scope.groups.resize(group_count);
  if (!good) return {};
  return value_of(
      over->over == Folded::Over::years
          ? emit(OverYears{kind, over->slot, over->window.expr, over->window.last, guard, value}, result_type, span)
          : emit(OverRows{kind, over->table, over->parent, over->slot, guard, value}, result_type, span),
      result_type);
}

std::optional<Checker::Folded> Checker::folded_years(const Tree& tree, NodeId years, Scope& scope) {
  if (!years.valid()) return std::nullopt;
  const NodeId name = tree.first(years), window_node = tree.next(name);
  Folded over;
  over.over = Folded::Over::years;
  over.slot = scope.fresh();
  over.window = as_window(expression(window_node, scope), tree, window_node);
  if (!over.window.valid) return std::nullopt;
  if (over.window.type.kind != Kind::year) {
    problems_.add(Code::year_window_expected, tree.span(window_node));
    return std::nullopt;
  }
  scope.bindings.push_back({std::string(tree.name_text(name)), {}, year_type(), over.slot});
  return over;
}

// The children of the innermost row in scope that is of the parent's record; all rows where none is.
std::optional<ExprId> Checker::parent_in_scope(TableId table, const Scope& scope, Span span) {
  const RecordTable& record = out_.program.tables[table];
  if (record.parent)
    for (auto in = scope.rows.rbegin(); in != scope.rows.rend(); ++in)
      if (in->table == *record.parent) return local(in->slot, row_type(in->table), span);
  return std::nullopt;
}

std::optional<Checker::Folded> Checker::folded_rows(const Tree& tree, NodeId rows, NodeId where, Scope& scope) {
  const Span span = tree.span(rows);
  const NodeId name = tree.first(rows);
  const NodeId alias_node = tree.child(rows, NodeKind::alias);
  const std::string alias = alias_node.valid() ? std::string(tree.name_text(tree.first(alias_node))) : std::string();
  Folded over;
  if (const std::string text(tree.name_text(name)); (text == "group" || text == "本组") && !scope.groups.empty() &&
                                                    !find_global(text)) {  // the rows of the group around this fold
    const Group group = scope.groups.back();
    over.table = group.table;
    over.parent = group.parent;
    over.slot = scope.fresh();
    over.guard = in_group(group, over.slot, scope);
    if (!over.guard) return std::nullopt;
    scope.rows.push_back({over.table, over.slot, alias});
    return over;
  }
  const auto table = table_named(tree, name);
  if (!table) return std::nullopt;
  over.table = *table;
  over.parent = parent_in_scope(*table, scope, span);
  over.slot = scope.fresh();
  const auto key_nodes = tree.children_of(rows, NodeKind::group_key);
  if (key_nodes.empty()) {
    scope.rows.push_back({*table, over.slot, alias});
    return over;
  }
  // Groups: of each the first row is taken, and its keys are bound; the rows themselves are `group`.
  over.over = Folded::Over::groups;
  Group group;
  group.table = *table;
  group.parent = over.parent;
  group.alias = alias;
  group.where = where;
  group.rows = scope.rows;
  group.bindings = scope.bindings;
  std::vector<Binding> bindings;
  for (NodeId key_node : key_nodes) {
    const NodeId key_alias = tree.child(key_node, NodeKind::alias);
    const NodeId expr = key_alias.valid() ? tree.next(key_alias) : tree.first(key_node);
    Scope of_row{&tree, group.rows, group.bindings, scope.slots, {}};
    of_row.rows.push_back({*table, over.slot, alias});
    const Typed key = expression(expr, of_row);
    scope.slots = of_row.slots;
    if (!key.valid) return std::nullopt;
    if (key.window || key.type.kind == Kind::row) {
      problems_.add(Code::rows_compared, tree.span(expr));
      return std::nullopt;
    }
    Binding binding;
    if (key_alias.valid())
      binding.name = tree.name_text(tree.first(key_alias));
    else if (tree.kind(expr) == NodeKind::name)
      binding.name = tree.name_text(expr);
    binding.type = key.type;
    binding.slot = scope.fresh();
    group.keys.push_back({expr, binding.type, binding.slot});
    bindings.push_back(std::move(binding));
  }
  scope.bindings.insert(scope.bindings.end(), bindings.begin(), bindings.end());
  over.guard = first_of_group(group, over.slot, scope);
  if (!over.guard) return std::nullopt;
  scope.groups.push_back(std::move(group));
  return over;
}

// `body` with the keys of the row in `slot` bound.
ExprId Checker::with_keys(const Group& group, Slot slot, ExprId body, Scope& scope) {
  const Tree& tree = *scope.tree;
  Scope of_row{&tree, group.rows, group.bindings, scope.slots, {}};
  of_row.rows.push_back({group.table, slot, group.alias});
  for (std::size_t i = group.keys.size(); i-- > 0;) {
    const Typed key = expression(group.keys[i].node, of_row);
    body = emit(Let{group.keys[i].slot, key.expr, body}, out_.program.exprs[body].type, tree.span(group.keys[i].node));
  }
  scope.slots = of_row.slots;
  return body;
}

// Is the row in `slot` one of the group whose keys are bound?
std::optional<ExprId> Checker::in_group(const Group& group, Slot slot, Scope& scope) {
  const Tree& tree = *scope.tree;
  Scope of_row{&tree, group.rows, group.bindings, scope.slots, {}};
  of_row.rows.push_back({group.table, slot, group.alias});
  std::vector<ExprId> all;
  for (const Group::Key& key : group.keys) {
    const Typed of = expression(key.node, of_row);
    if (!of.valid) return std::nullopt;
    const Span span = tree.span(key.node);
    all.push_back(emit(Compare{Relation::equal, of.expr, local(key.slot, key.type, span)}, truth_type(), span));
  }
  if (group.where.valid()) {
    const Typed condition = truth(tree.first(group.where), of_row);
    if (!condition.valid) return std::nullopt;
    all.push_back(condition.expr);
  }
  scope.slots = of_row.slots;
  const Span span = out_.program.exprs[all.front()].span;
  return all_of(std::move(all), span);
}

// The row in `slot` is of a group (it fulfils the condition, none of its keys is none) and no row before it is of the
// same.
std::optional<ExprId> Checker::first_of_group(const Group& group, Slot slot, Scope& scope) {
  const auto own = in_group(group, slot, scope);
  if (!own) return std::nullopt;
  const Span span = out_.program.exprs[*own].span;
  const Slot other = scope.fresh();
  const auto same = in_group(group, other, scope);
  const Type row = row_type(group.table);
  const ExprId before =
      emit(Compare{Relation::less, local(other, row, span), local(slot, row, span)}, truth_type(), span);
  const ExprId earlier = emit(Logic{true, {before, *same}}, truth_type(), span);
  const ExprId any_earlier =
      emit(OverRows{Fold::some, group.table, group.parent, other, earlier, yes(span)}, truth_type(), span);
  return with_keys(group, slot,
                   emit(Logic{true, {*own, emit(Not{any_earlier}, truth_type(), span)}}, truth_type(), span), scope);
}

bool Checker::fits_date(Typed value, const Tree& tree, NodeId at) { return fits(value, date_type(), tree, at); }

Typed Checker::running(NodeId node, Scope& scope) {
  const Tree& tree = *scope.tree;
  const Span span = tree.span(node);
  const std::size_t binding_count = scope.bindings.size();
  YearScan running;
  std::vector<Binding> carried;
  bool good = true;
  for (NodeId child : tree.children_of(node, NodeKind::carried)) {
    const NodeId name = tree.first(child), initial_node = tree.next(name);
    const Typed initial = expression(initial_node, scope);
    if (!initial.valid || initial.window || initial.type.kind == Kind::row) {
      if (initial.valid)
        problems_.add(Code::number_expected, tree.span(initial_node), {type_name(initial.type, initial.window)});
      good = false;
      continue;
    }
    const Slot slot = scope.fresh();
    running.states.push_back({slot, initial.expr, {}});
    carried.push_back({std::string(tree.name_text(name)), {}, initial.type, slot});
  }
  const NodeId years = tree.child(node, NodeKind::year_rows);
  const auto over = folded_years(tree, years, scope);
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
    Typed value = expression(next, scope, &type);
    if (value.valid && fits(value, type, tree, next))
      running.states[count].next = value.expr;
    else
      good = false;
  }
  scope.bindings.resize(binding_count);
  if (count != carried.size()) {
    problems_.add(Code::carried_count, span, {std::to_string(carried.size()), std::to_string(count)});
    good = false;
  }
  if (!good) return {};
  const Type type = carried.front().type;
  return value_of(emit(std::move(running), type, span), type);
}

}  // namespace cepol::semantics
