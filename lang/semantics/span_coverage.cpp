// days_covered, months_covered: what the spans of rows cover, however they overlap.
#include "lang/semantics/checker.hpp"

namespace cepol::semantics {

// The spans named between the brackets, cut to the window.
struct Checker::Spans {
  Checker& check;
  Scope& scope;
  const Tree& tree = *scope.tree;
  Span span = {};
  TableId table = {};
  Type row = {};
  std::optional<ExprId> parent = {};
  std::string alias = {};
  NodeId from_node = {}, to_node = {}, where = {};
  Typed within = {};

  bool read(NodeId node);

  struct Ends {
    ExprId from, to, counts;  // counts: fulfils the condition and has a day in the window
    bool good = false;
  };
  Ends of(Slot slot);
  ExprId ends(Slot slot);
  ExprId ends_remembered(NodeId node, Slot slot);

  ExprId both(std::vector<ExprId> all) const { return check.emit(Logic{true, std::move(all)}, truth_type(), span); }
  ExprId compare(Relation relation, ExprId left, ExprId right) const {
    return check.emit(Compare{relation, left, right}, truth_type(), span);
  }
  ExprId rows(Relation relation, Slot left, Slot right) const {
    return compare(relation, check.local(left, row, span), check.local(right, row, span));
  }
  ExprId next_day(ExprId day) const {
    return check.emit(DateAdd{day, check.constant(1, number_type(check.days_), span), Calendar::days}, date_type(),
                      span);
  }
  // The row in `other` goes before the one in `own`: by their first days, then by their order. No row goes before
  // itself, even where its first day is not known.
  ExprId before(Slot other_slot, const Ends& other, Slot own_slot, const Ends& own) const {
    return check.emit(
        Logic{false,
              {both({rows(Relation::less, other_slot, own_slot), compare(Relation::at_most, other.from, own.from)}),
               both({rows(Relation::less, own_slot, other_slot), compare(Relation::less, other.from, own.from)})}},
        truth_type(), span);
  }
  ExprId fold(Fold kind, Slot slot, ExprId guard, ExprId value, Type type) const {
    return check.emit(OverRows{kind, table, parent, slot, guard, value}, type, span);
  }
  ExprId none_of_rows(Slot slot, ExprId guard) const {
    return check.emit(Not{fold(Fold::some, slot, guard, check.yes(span), truth_type())}, truth_type(), span);
  }
};

bool Checker::Spans::read(NodeId node) {
  span = tree.span(node);
  const NodeId name = tree.first(node);
  const auto named = check.table_named(tree, name);
  if (!named) return false;
  table = *named;
  row = row_type(table);
  const NodeId alias_node = tree.child(node, NodeKind::alias), within_node = tree.child(node, NodeKind::within);
  where = tree.child(node, NodeKind::where);
  if (alias_node.valid()) alias = tree.name_text(tree.first(alias_node));
  from_node = tree.next(alias_node.valid() ? alias_node : name);
  to_node = tree.next(from_node);
  parent = check.parent_in_scope(table, scope, span);
  if (!within_node.valid()) return true;
  within = check.as_window(check.expression(tree.first(within_node), scope), tree, tree.first(within_node));
  if (within.valid && within.type.kind == Kind::year) {
    within.expr = check.emit(YearDay{within.expr, false}, date_type(), span);
    within.last = check.emit(YearDay{within.last, true}, date_type(), span);
  }
  return within.valid;
}

Checker::Spans::Ends Checker::Spans::of(Slot slot) {
  Ends ends;
  Scope of_row = scope;
  of_row.rows.push_back({table, slot, alias});
  const Typed from = check.expression(from_node, of_row), to = check.expression(to_node, of_row);
  ends.good = from.valid && to.valid && check.fits_date(from, tree, from_node) && check.fits_date(to, tree, to_node);
  if (ends.good && where.valid()) {
    const Typed condition = check.truth(tree.first(where), of_row);
    ends.good = condition.valid;
    ends.counts = condition.expr;
  }
  scope.slots = of_row.slots;
  if (!ends.good) return ends;
  ends.from = from.expr;
  ends.to = to.expr;
  if (within.valid) {
    // Without a last day it goes on to the end of the window.
    const ExprId open = check.emit(IsNone{ends.to}, truth_type(), span);
    const ExprId cut = check.emit(Arithmetic{Operation::minimum, ends.to, within.last}, date_type(), span);
    ends.to = check.emit(If{open, within.last, cut}, date_type(), span);
    ends.from = check.emit(Arithmetic{Operation::maximum, ends.from, within.expr}, date_type(), span);
  }
  const ExprId in_order = compare(Relation::at_most, ends.from, ends.to);
  ends.counts = where.valid() ? both({ends.counts, in_order}) : in_order;
  return ends;
}

// Days that lie in at least one of the rows' spans. Rows are taken by their first day, then in their order; each adds
// its days after the last day that an earlier one reached.
Typed Checker::days_covered(NodeId node, Scope& scope) {
  Spans spans{*this, scope};
  if (!spans.read(node)) return {};
  const Span span = spans.span;
  const Type days = number_type(days_);
  const Slot slot = scope.fresh(), other_slot = scope.fresh();
  const Spans::Ends own = spans.of(slot);
  if (!own.good) return {};
  const Spans::Ends other = spans.of(other_slot);
  const ExprId guard = spans.both({spans.before(other_slot, other, slot, own), other.counts});
  const ExprId reached = spans.fold(Fold::maximum, other_slot, guard, other.to, date_type());
  auto length = [&](ExprId first, ExprId last) { return emit(DateDiff{first, last, Calendar::days}, days, span); };
  const ExprId whole = emit(Arithmetic{Operation::add, length(own.from, own.to), constant(1, days, span)}, days, span);
  const ExprId start = emit(Arithmetic{Operation::maximum, own.from, reached}, date_type(), span);
  const ExprId overlaps = spans.compare(Relation::at_most, own.from, reached);
  const ExprId rest = emit(Arithmetic{Operation::maximum, constant(0, days, span), length(start, own.to)}, days, span);
  const ExprId added = emit(If{overlaps, rest, whole}, days, span);
  return value_of(spans.fold(Fold::sum, slot, own.counts, added, days), days);
}

// Does a segment end with the row in `slot`: it counts, and no other row carries it further.
ExprId Checker::Spans::ends(Slot slot) {
  const Slot further_slot = scope.fresh();
  const Ends end = of(slot), further = of(further_slot);
  const ExprId another = check.emit(Not{rows(Relation::equal, further_slot, slot)}, truth_type(), span);
  return both({end.counts, none_of_rows(further_slot, both({another, further.counts,
                                                            compare(Relation::at_most, further.from, next_day(end.to)),
                                                            compare(Relation::less, end.to, further.to)}))});
}

// The same as a function of what is in scope, so that engines remember what it gives for a row.
ExprId Checker::Spans::ends_remembered(NodeId node, Slot slot) {
  if (!scope.groups.empty()) return ends(slot);
  Scope inner{scope.tree, {}, {}, 0, {}};
  std::vector<Parameter> parameters;
  std::vector<ExprId> arguments;
  const auto pass = [&](Slot outer, const Type& type, std::string name) {
    parameters.push_back({std::move(name), type});
    arguments.push_back(check.local(outer, type, span));
    return inner.fresh();
  };
  for (const RowInScope& one : scope.rows)
    inner.rows.push_back({one.table, pass(one.slot, row_type(one.table), one.alias), one.alias});
  for (Binding one : scope.bindings) {
    one.slot = pass(one.slot, one.type, one.name);
    if (one.window) one.last = pass(one.last, one.type, one.name);
    inner.bindings.push_back(std::move(one));
  }
  const Slot own = pass(slot, row, alias);
  Spans spans{check, inner};
  spans.read(node);
  const ExprId body = spans.ends(own);
  return check.call_function(check.add_function("end of a segment", std::move(parameters), body, inner.slots, span),
                             std::move(arguments), span);
}

// Whole months of segments: spans that overlap or adjoin are one. A segment begins with the row that none before it
// reaches; it ends with the first last day, from there on, that no other row carries further.
Typed Checker::months_covered(NodeId node, Scope& scope) {
  Spans spans{*this, scope};
  if (!spans.read(node)) return {};
  const Span span = spans.span;
  const Type months = number_type(months_);
  std::optional<ExprId> least;
  if (const NodeId least_node = spans.tree.child(node, NodeKind::each_at_least); least_node.valid()) {
    Typed value = expression(spans.tree.first(least_node), scope);
    if (!value.valid || !fits(value, months, spans.tree, spans.tree.first(least_node))) return {};
    least = value.expr;
  }
  const Slot slot = scope.fresh(), earlier_slot = scope.fresh(), end_slot = scope.fresh(), length_slot = scope.fresh();
  const Spans::Ends own = spans.of(slot);
  if (!own.good) return {};
  const Spans::Ends earlier = spans.of(earlier_slot), end = spans.of(end_slot);

  const ExprId reached = spans.compare(Relation::at_most, own.from, spans.next_day(earlier.to));
  const ExprId begins = spans.none_of_rows(
      earlier_slot, spans.both({spans.before(earlier_slot, earlier, slot, own), earlier.counts, reached}));
  const ExprId from_here = spans.compare(Relation::at_most, own.from, end.to);
  const ExprId last = spans.fold(Fold::minimum, end_slot,
                                 spans.both({from_here, spans.ends_remembered(node, end_slot)}), end.to, date_type());

  ExprId length = emit(DateDiff{own.from, spans.next_day(last), Calendar::months}, months, span);
  length = emit(Arithmetic{Operation::maximum, constant(0, months, span), length}, months, span);
  if (least) {
    const ExprId bound = local(length_slot, months, span);
    const ExprId enough = spans.compare(Relation::at_most, *least, bound);
    length =
        emit(Let{length_slot, length, emit(If{enough, bound, constant(0, months, span)}, months, span)}, months, span);
  }
  return value_of(spans.fold(Fold::sum, slot, spans.both({own.counts, begins}), length, months), months);
}

}  // namespace cepol::semantics
