// Lowers days_covered and months_covered: the length of the union of the rows' spans within a window. Core folds only
// compare rows, so the union is computed from the rows' order by first day.
#include "lang/semantics/span_coverage.hpp"

#include <algorithm>

#include "lang/semantics/declare.hpp"
#include "lang/semantics/emit.hpp"
#include "lang/semantics/expressions.hpp"
#include "lang/semantics/folds.hpp"
#include "lang/semantics/sharing.hpp"
#include "lang/semantics/typing.hpp"
#include "lang/semantics/windows.hpp"

namespace cepol::semantics {

// The arguments of a call: the rows with the first and last day of their spans, clipped to the window.
struct Spans {
  Context& context;
  Scope& scope;
  const Tree& tree = *scope.tree;
  Span span = {};
  TableId table = {};
  Type row = {};
  std::optional<RowInScope> parent = {};
  LocalName alias = {};
  RowValue from = {}, to = {};
  std::optional<RowValue> where = {};
  NodeId within_node = {};
  Typed within = {};
  Bindings bindings = {};  // of `within`

  bool read(NodeId node);
  bool read_within();

  struct Ends {
    ExprId from, to, counts;  // counts: satisfies the condition and has a day in the window
    bool good = false;
  };
  Ends of(Slot slot);
  void note_columns(ExprId first, ExprId last) const;
  void finish(Ends& ends);
  ExprId ends(Slot slot);
  ExprId memoized_ends(NodeId node, Slot slot);

  ExprId both(std::vector<ExprId> all) const { return emit(context, Logic{true, std::move(all)}, truth_type(), span); }
  ExprId compare(Relation relation, ExprId left, ExprId right) const {
    return emit(context, Compare{relation, left, right}, truth_type(), span);
  }
  ExprId rows(Relation relation, Slot left, Slot right) const {
    return compare(relation, emit_local(context, left, row, span), emit_local(context, right, row, span));
  }
  ExprId next_day(ExprId day) const {
    return emit(context, DateAdd{day, emit_constant(context, 1, number_type(context.days), span), Calendar::days},
                date_type(), span);
  }
  // Does the row in slot a precede the one in slot b, ordered by a day, then by table order? Irreflexive, even where a
  // day is not known.
  ExprId before(Slot a, ExprId day_of_a, Slot b, ExprId day_of_b) const {
    return emit(context,
                Logic{false,
                      {both({rows(Relation::less, a, b), compare(Relation::at_most, day_of_a, day_of_b)}),
                       both({rows(Relation::less, b, a), compare(Relation::less, day_of_a, day_of_b)})}},
                truth_type(), span);
  }
  // Does a span that begins on that day overlap or adjoin one that ends on the other? (No if either is none.)
  ExprId joins(ExprId begin, ExprId end) const {
    const Type days = number_type(context.days);
    return compare(Relation::at_most, emit(context, DateDiff{end, begin, Calendar::days}, days, span),
                   emit_constant(context, 1, days, span));
  }
  ExprId fold(Fold kind, Slot slot, ExprId guard, ExprId value, Type type) const {
    std::optional<ExprId> of;
    if (parent) of = emit_local(context, parent->slot, row_type(parent->table), span);
    return emit(context, OverRows{kind, table, of, slot, guard, value}, type, span);
  }
};

bool Spans::read(NodeId node) {
  span = tree.span(node);
  const NodeId name = tree.first(node);
  const auto named = resolve_table(context, tree, name);
  if (!named) return false;
  table = *named;
  row = row_type(table);
  const NodeId alias_node = tree.child(node, NodeKind::alias), where_node = tree.child(node, NodeKind::where);
  alias = alias_of(tree, node);
  const NodeId from_node = tree.next(alias_node.valid() ? alias_node : name), to_node = tree.next(from_node);
  parent = parent_in_scope(context, table, scope);
  if (const NodeId within_part = tree.child(node, NodeKind::within); within_part.valid())
    within_node = tree.first(within_part);
  if (within_node.valid() && !read_within()) return false;
  from = row_value(context, scope, table, alias, from_node, RowValue::Use::date);
  to = row_value(context, scope, table, alias, to_node, RowValue::Use::date);
  if (where_node.valid())
    where = row_value(context, scope, table, alias, tree.first(where_node), RowValue::Use::condition);
  return true;
}

bool Spans::read_within() {
  within = as_window(context, expression(context, within_node, scope), scope, within_node);
  if (within.valid && within.type.kind == Kind::year) {
    within.expr = emit(context, YearDay{within.expr, false}, date_type(), span);
    within.last = emit(context, YearDay{within.last, true}, date_type(), span);
  }
  if (!within.valid) return false;
  bindings = within.bindings;
  const Sharing sharing = is_short(tree, within_node) ? Sharing::unless_small : Sharing::always;
  within.expr = share(context, scope, within.expr, bindings, sharing);
  within.last = share(context, scope, within.last, bindings, sharing);
  return true;
}

Spans::Ends Spans::of(Slot slot) {
  Ends ends;
  const Typed first = of_row(context, from, slot, scope), last = of_row(context, to, slot, scope);
  ends.good = first.valid && last.valid;
  if (ends.good && where) {
    const Typed condition = of_row(context, *where, slot, scope);
    ends.good = condition.valid;
    ends.counts = condition.expr;
  }
  ends.from = first.expr;
  ends.to = last.expr;
  if (ends.good) note_columns(first.expr, last.expr);
  if (ends.good) finish(ends);
  return ends;
}

// Ends that are cells of the row are a span of its table.
[[gnu::noinline]] void Spans::note_columns(ExprId first, ExprId last) const {
  const auto column = [&](ExprId id) -> std::optional<ColumnIndex> {
    const auto* cell = std::get_if<ColumnOf>(&context.program.exprs[id].term);
    const bool own = cell != nullptr && std::holds_alternative<Local>(context.program.exprs[cell->row].term) &&
                     context.program.exprs[cell->row].type == row;
    return own ? std::optional(cell->column) : std::nullopt;
  };
  const auto begins = column(first), until = column(last);
  if (!begins || !until) return;
  std::vector<DateSpan>& known = context.program.tables[table].spans;
  const DateSpan made{*begins, *until};
  if (std::find(known.begin(), known.end(), made) == known.end()) known.push_back(made);
}

// (Has a frame of its own, which is not there while the ends are lowered.)
[[gnu::noinline]] void Spans::finish(Ends& ends) {
  if (within.valid) {
    // A span without a last day extends to the end of the window.
    const ExprId open = emit(context, IsNone{ends.to}, truth_type(), span);
    const ExprId cut = emit(context, Arithmetic{Operation::minimum, ends.to, within.last}, date_type(), span);
    ends.to = emit(context, If{open, within.last, cut}, date_type(), span);
    ends.from = emit(context, Arithmetic{Operation::maximum, ends.from, within.expr}, date_type(), span);
  }
  const ExprId in_order = compare(Relation::at_most, ends.from, ends.to);
  ends.counts = where ? both({ends.counts, in_order}) : in_order;
}

namespace {

// `own`, `other`: of the rows in the slots.
[[gnu::noinline]] Typed days_covered(Spans& spans, Slot slot, const Spans::Ends& own, Slot other_slot,
                                     const Spans::Ends& other) {
  Context& context = spans.context;
  const Span span = spans.span;
  const Type days = number_type(context.days);
  const ExprId guard = spans.both({spans.before(other_slot, other.from, slot, own.from), other.counts});
  const ExprId reached = spans.fold(Fold::maximum, other_slot, guard, other.to, date_type());
  auto length = [&](ExprId first, ExprId last) {
    return emit(context, DateDiff{first, last, Calendar::days}, days, span);
  };
  const ExprId whole = emit(
      context, Arithmetic{Operation::add, length(own.from, own.to), emit_constant(context, 1, days, span)}, days, span);
  const ExprId start = emit(context, Arithmetic{Operation::maximum, own.from, reached}, date_type(), span);
  const ExprId overlaps = spans.compare(Relation::at_most, own.from, reached);
  const ExprId rest =
      emit(context, Arithmetic{Operation::maximum, emit_constant(context, 0, days, span), length(start, own.to)}, days,
           span);
  const ExprId added = emit(context, If{overlaps, rest, whole}, days, span);
  return value_of(with_bindings(context, spans.bindings, spans.fold(Fold::sum, slot, own.counts, added, days)), days);
}

}  // namespace

// The number of days in at least one of the rows' spans. In order of first day, each row adds its days after the latest
// last day of the rows before it.
Typed lower_days_covered(Context& context, NodeId node, Scope& scope) {
  Spans spans{context, scope};
  if (!spans.read(node)) return {};
  const Slot slot = scope.fresh(), other_slot = scope.fresh();
  const Spans::Ends own = spans.of(slot);
  if (!own.good) return {};
  return days_covered(spans, slot, own, other_slot, spans.of(other_slot));
}

// Does a segment end with the row in `slot`? The row counts, and none of the rows with a later last day begins early
// enough to extend the segment. (Of rows with the same last day one ends it.)
ExprId Spans::ends(Slot slot) {
  const Slot further_slot = scope.fresh();
  const Ends end = of(slot), further = of(further_slot);
  const ExprId begins =
      fold(Fold::minimum, further_slot, both({further.counts, before(slot, end.to, further_slot, further.to)}),
           further.from, date_type());
  return both({end.counts, emit(context, Not{joins(begins, end.to)}, truth_type(), span)});
}

// The same, as a call of a function of the row, so that engines memoize it.
ExprId Spans::memoized_ends(NodeId node, Slot slot) {
  RowFrame frame(context, scope, table, alias);
  frame.scope().rows.pop_back();  // the row itself is no part of what is around the call
  Spans inner{context, frame.scope()};
  inner.span = span;
  inner.table = table;
  inner.row = row;
  inner.alias = alias;
  inner.parent = parent;
  if (inner.parent) frame.take(inner.parent->slot, row_type(parent->table));
  inner.from = from;
  inner.to = to;
  inner.where = where;
  frame.take(inner.from);
  frame.take(inner.to);
  if (inner.where) frame.take(*inner.where);
  if (within.valid) {
    const auto as_local = [&](ExprId end) {
      Slot captured = std::get<Local>(context.program.exprs[end].term).slot;
      frame.take(captured, date_type());
      return emit_local(context, captured, date_type(), span);
    };
    if (!is_short(tree, within_node)) {
      inner.within = within;
      inner.within.expr = as_local(within.expr);
      inner.within.last = as_local(within.last);
    } else if (inner.within_node = within_node; !inner.read_within()) {
      return emit_yes(context, span);
    }
  }
  const ExprId body = with_bindings(context, inner.bindings, inner.ends(frame.row()));
  const RowValue ends = frame.function(body, "end of a segment", node, RowValue::Use::condition);
  return of_row(context, ends, slot, scope).expr;
}

// The number of whole months of segments; a segment is a maximal run of spans that overlap or adjoin. It begins with a
// row that no preceding row reaches, and ends with the first last day after that which no other row extends.
Typed lower_months_covered(Context& context, NodeId node, Scope& scope) {
  Spans spans{context, scope};
  if (!spans.read(node)) return {};
  const Span span = spans.span;
  const Type months = number_type(context.months);
  std::optional<ExprId> least;
  if (const NodeId least_node = spans.tree.child(node, NodeKind::each_at_least); least_node.valid()) {
    Typed value = expression(context, spans.tree.first(least_node), scope);
    if (!value.valid || !require_type(context, value, months, spans.tree, spans.tree.first(least_node))) return {};
    least = value.expr;
  }
  const Slot slot = scope.fresh(), earlier_slot = scope.fresh(), end_slot = scope.fresh(), length_slot = scope.fresh();
  const Spans::Ends own = spans.of(slot);
  if (!own.good) return {};
  const Spans::Ends earlier = spans.of(earlier_slot), end = spans.of(end_slot);

  const ExprId reached = spans.fold(
      Fold::maximum, earlier_slot,
      spans.both({spans.before(earlier_slot, earlier.from, slot, own.from), earlier.counts}), earlier.to, date_type());
  const ExprId begins = emit(context, Not{spans.joins(own.from, reached)}, truth_type(), span);
  const ExprId from_here = spans.compare(Relation::at_most, own.from, end.to);
  const ExprId last = spans.fold(Fold::minimum, end_slot, spans.both({from_here, spans.memoized_ends(node, end_slot)}),
                                 end.to, date_type());

  ExprId length = emit(context, DateDiff{own.from, spans.next_day(last), Calendar::months}, months, span);
  length = emit(context, Arithmetic{Operation::maximum, emit_constant(context, 0, months, span), length}, months, span);
  if (least) {
    const ExprId bound = emit_local(context, length_slot, months, span);
    const ExprId enough = spans.compare(Relation::at_most, *least, bound);
    length = emit(context,
                  Let{length_slot, length,
                      emit(context, If{enough, bound, emit_constant(context, 0, months, span)}, months, span)},
                  months, span);
  }
  return value_of(with_bindings(context, spans.bindings,
                                spans.fold(Fold::sum, slot, spans.both({own.counts, begins}), length, months)),
                  months);
}

}  // namespace cepol::semantics
