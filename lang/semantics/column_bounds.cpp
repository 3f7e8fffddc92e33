// Reads the bounds of a column from literals: numbers as they are, years as whole numbers, dates as days.
#include "lang/semantics/column_bounds.hpp"

#include "lang/semantics/expressions.hpp"
#include "lang/semantics/typing.hpp"
#include "lang/syntax/written_dates.hpp"

namespace cepol::semantics {

namespace {

struct BoundTask {
  Context& context;
  const Tree& tree;
  const std::string& name;
  const Column& column;
  NodeId node;

  std::optional<Exact> of_another_kind(NodeId literal, const Type& written) {
    context.problems.add(Code::bound_of_another_kind, tree.span(literal),
                         {name, type_name(context, column.type), type_name(context, written)});
    return std::nullopt;
  }

  std::optional<Exact> date(NodeId literal) {
    if (column.type.kind != Kind::date) return of_another_kind(literal, date_type());
    const auto date = syntax::date_in_policy(tree.text_of(literal));
    if (!date || !date->exact()) return std::nullopt;  // no such day: reported by the parser
    return Exact(static_cast<std::int64_t>(date->first));
  }

  // nullopt: no such bound, or one in error.
  std::optional<Exact> read(NodeKind kind) {
    const NodeId at = tree.child(node, kind);
    if (!at.valid()) return std::nullopt;
    const NodeId literal = tree.first(at);
    if (tree.kind(literal) == NodeKind::date) return date(literal);
    Scope scope{&tree, {}, {}, 0};
    const Typed value = expression(context, literal, scope);
    if (!value.valid || !value.constant) return std::nullopt;
    const Exact number = *value.constant;
    const bool a_year = number.whole() && number >= Exact(first_year) && number <= Exact(last_year);
    if (column.type.kind == Kind::date || (column.type.kind == Kind::year && !a_year))
      return of_another_kind(literal, number_type());
    return number;
  }
};

// Is no number with at most so many decimal places within the bounds?
bool empty(const Column& column) {
  if (column.lowest.infinite() || column.highest.infinite()) return false;
  if (column.highest < column.lowest) return true;
  if (column.type.kind != Kind::number) return false;
  std::int64_t power = 1;
  for (int i = 0; i < column.places; ++i) power *= 10;
  const auto step = Exact::ratio(1, power);
  const auto first = step ? round_to(column.lowest, *step, Rounding::up) : std::nullopt;
  return first && *first > column.highest;
}

std::string shown(const Column& column, Exact bound) {
  if (column.type.kind != Kind::date) return to_string(bound);
  return to_string(Date{static_cast<Day>(bound.num), static_cast<Day>(bound.num)});
}

}  // namespace

void lower_bounds(Context& context, const Tree& tree, NodeId node, const std::string& name, Column& column) {
  if (const NodeId places = tree.child(node, NodeKind::places); places.valid()) {
    const auto value = parse_exact(tree.text_of(tree.first(places)));
    if (value && value->whole() && *value >= Exact(0) && *value <= Exact(9))
      column.places = static_cast<int>(value->num);
    else
      context.problems.add(Code::bad_places, tree.span(places));
  }
  NodeId first = tree.child(node, NodeKind::lowest);
  const NodeId last = tree.child(node, NodeKind::highest);
  if (!first.valid()) first = last;
  if (!first.valid()) return;
  if (!is_ordered(column.type.kind)) {
    context.problems.add(Code::bounds_without_order, tree.span(first), {name, type_name(context, column.type)});
    return;
  }
  BoundTask task{context, tree, name, column, node};
  const auto lowest = task.read(NodeKind::lowest), highest = task.read(NodeKind::highest);
  if (lowest) column.lowest = *lowest;
  if (highest) column.highest = *highest;
  if (!empty(column)) return;
  context.problems.add(Code::bounds_empty, {tree.span(first).source, tree.span(first).begin, tree.span(last).end},
                       {name, shown(column, column.lowest), shown(column, column.highest)});
  column.highest = Exact::highest();
}

}  // namespace cepol::semantics
