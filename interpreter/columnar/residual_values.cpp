// The values of what is open.
#include "interpreter/columnar/residual.hpp"

namespace cepol::columnar {

using namespace core;
using engine::ValueSet;
using reference::fails;
using reference::TrackedSet;
using reference::TruthSet;

ValueSet Residual::Value::run() {
  residual_.operations_.allow_work();
  residual_.operations_.begin_run();
  return residual_.evaluate(item_);
}

ValueSet Residual::Value::probe() {
  residual_.operations_.begin_probe();
  const TrackedSet& value = residual_.evaluate(item_);
  residual_.operations_.end_probe(value);
  return value;
}

const TrackedSet& Residual::evaluate(ItemId id) {
  Item& item = items_[id];
  if (item.what == What::constant || item.run == operations_.run_number()) return item.value;
  item.value = compute(item);
  item.run = operations_.run_number();
  return item.value;
}

TrackedSet Residual::give_up(const Item& item) {
  given_up_ = true;
  const Node& node = plan_.nodes[item.node];
  return engine::failed(shape_of(node), operations_.fail(node.source.valid() ? node.source : ExprId{0}, "", ""));
}

namespace {

TrackedSet as_set(const TruthSet& truth) {
  TrackedSet value = engine::of_truth(truth.no, truth.yes);
  value.failure = truth.failure;
  return value;
}

}  // namespace

TrackedSet Residual::compute(const Item& item) {
  switch (item.what) {
    case What::constant: return item.value;
    case What::cell: return operations_.cell(item.table, item.first, static_cast<ColumnIndex>(item.count));
    case What::span: {
      const Fold& fold = folds_[item.first];
      return engine::of_range(evaluate(fold.from).range().low, evaluate(fold.to).range().high, true);
    }
    case What::fold: return fold_of(item);
    case What::scan: return scan_of(item);
    case What::state: return item.value;  // set by the scan
    case What::opaque: return give_up(item);
    case What::operation: break;
  }
  const Node& node = plan_.nodes[item.node];
  switch (node.op) {
    case Op::negate: {
      TruthSet found = truth(operand(item, 0));
      std::swap(found.yes, found.no);
      return as_set(found);
    }
    case Op::all_of:
    case Op::any_of:
      return as_set(reference::logic_of(node.op == Op::all_of, item.count,
                                        [&](std::size_t i) { return truth(operand(item, i)); }));
    case Op::choose:
    case Op::cases: return chosen(item);
    case Op::column:
    case Op::round:
    case Op::date_part:
    case Op::year_day:
    case Op::is_none: return of_one(node, evaluate(operand(item, 0)));
    case Op::arithmetic:
    case Op::date_add:
    case Op::date_diff:
    case Op::compare:
    case Op::contains: {
      const TrackedSet& a = evaluate(operand(item, 0));
      if (fails(a)) return engine::failed(shape_of(node), a.failure);
      const TrackedSet& b = evaluate(operand(item, 1));
      if (fails(b)) return engine::failed(shape_of(node), engine::join_failures(a.failure, b.failure));
      return of_two(node, a, b);
    }
    case Op::constant:
    case Op::lane_row:
    case Op::lane_year:
    case Op::loop_value:
    case Op::broadcast:
    case Op::convert:
    case Op::fold:
    case Op::scan:
    case Op::deferred: break;  // are no operations of a residual
  }
  return give_up(item);
}

TrackedSet Residual::of_one(const Node& node, const TrackedSet& value) {
  switch (node.op) {
    case Op::column: return operations_.column_of(node.table, value, node.column);
    case Op::round: return operations_.rounded(node.number, static_cast<Rounding>(node.detail), node.source, value);
    case Op::date_part: return operations_.part_of_date(static_cast<DatePart>(node.detail), value);
    case Op::year_day: return operations_.day_of_year(node.flag, node.source, value);
    default: return as_set(operations_.is_none(value));
  }
}

TrackedSet Residual::of_two(const Node& node, const TrackedSet& a, const TrackedSet& b) {
  switch (node.op) {
    case Op::arithmetic:
      return operations_.arithmetic_of(static_cast<Operation>(node.detail), node.kind, node.source, a, b);
    case Op::date_add: return operations_.moved_date(static_cast<Calendar>(node.detail), node.source, a, b);
    case Op::date_diff: return operations_.time_between(static_cast<Calendar>(node.detail), a, b);
    case Op::compare: return as_set(operations_.compared(static_cast<Relation>(node.detail), a, b));
    default: return as_set(operations_.contains_text(a, b));
  }
}

TrackedSet Residual::chosen(const Item& item) {
  const Node& node = plan_.nodes[item.node];
  if (node.op == Op::choose)
    return reference::if_of(
        truth(operand(item, 0)), shape_of(node), [&](bool) { return evaluate(operand(item, 1)); },
        [&](bool) { return evaluate(operand(item, 2)); });
  struct Parts {
    Residual& residual;
    const Item& item;
    std::size_t cases;
    TruthSet guard(std::size_t i, bool) const { return residual.truth(residual.operand(item, i)); }
    TrackedSet value(std::size_t i, bool) const { return residual.evaluate(residual.operand(item, cases + i)); }
    TrackedSet otherwise(bool) const { return residual.evaluate(residual.operand(item, 2 * cases)); }
  };
  const auto& term = *std::get_if<Cases>(&program_.exprs[node.source].term);
  const Parts parts{*this, item, term.cases.size()};
  return node.flag ? reference::first_of(term, shape_of(node), parts)
                   : reference::one_of(operations_, term, node.source, shape_of(node), parts);
}

}  // namespace cepol::columnar
