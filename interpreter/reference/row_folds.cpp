// Folds over rows, where a row may count or may not.
#include "interpreter/reference/fold_state.hpp"

namespace cepol::reference {

using namespace core;

bool SetEvaluator::fold_one(FoldState& fold, const std::optional<ExprId>& guard, const std::optional<ExprId>& value,
                            bool sure) {
  ++work_;
  bool certain = sure;
  if (guard) {
    const TruthSet counts = truth(*guard);
    certain = sure && !counts.no && counts.failure == 0;
    fold.add_failure(counts.failure);
    if (!counts.yes) {
      if (!counts.no && sure) fold.add_failed_row();
      return !fold.stopped;
    }
    sure = sure && !counts.no;
  }
  if (fold.fold == Fold::count) {
    fold.add_count(sure);
  } else if (fold.fold == Fold::some || fold.fold == Fold::every) {
    const TruthSet found = value ? truth(*value) : TruthSet{true, false, 0};
    fold.add_failure(found.failure);
    fold.add_truth(found, sure, certain);
  } else {
    TrackedSet buffer;
    const TrackedSet& found = operand(*value, buffer);
    fold.add_failure(found.failure);
    fold.add_value(found, sure);
  }
  return !fold.stopped;
}

std::uint32_t SetEvaluator::differing_values(Fold fold, ExprId id) {
  return fold == Fold::unique ? fail(id, "有几行都符合，而值不相同", "several rows fit, with different values") : 0;
}

TrackedSet SetEvaluator::finish(FoldState& fold, ExprId id) {
  if (fold.overflowed) fold.failure = join_failures(fold.failure, sum_too_large(id));
  return fold.finish(*this);
}

std::uint32_t SetEvaluator::sum_too_large(ExprId id) {
  return fail(id, "合计的数太大，无法准确计算", "a sum too large to compute exactly");
}

TrackedSet SetEvaluator::over_rows(const OverRows& term, ExprId id) {
  const std::uint32_t number = table_fold_numbers_[id.index];
  if (number == 0) return fold_rows(term, id);
  TableFold& known = table_folds_[number - 1];
  if (known.run == run_) return known.value;
  TrackedSet value = fold_rows(term, id);
  table_folds_[number - 1] = {run_, value};
  return value;
}

TrackedSet SetEvaluator::fold_rows(const OverRows& term, ExprId id) {
  FoldState fold(term.fold, nodes_[id.index].shape);
  fold.differing_failure = differing_values(term.fold, id);
  auto visit = [&](data::RowIndex row) {
    frame_[term.slot] = engine::of_row(row);
    return fold_one(fold, term.guard, term.value, true);
  };
  if (!term.parent) {
    for (data::RowIndex row = 0; row < data_[term.table].rows; ++row)
      if (!visit(row)) break;
    return finish(fold, id);
  }
  const TrackedSet parent = evaluate(*term.parent);
  const RowSet& of = parent.row();
  if (fails(parent)) return engine::failed(nodes_[id.index].shape, parent.failure);
  fold.failure = fold.outside_failure = parent.failure;
  if (parent.some && of.any) {  // children of a row that is not known: anything
    incomplete_ = true;
    TrackedSet unknown = engine::unknown_of(program_, program_.exprs[id].type);
    unknown.none = term.fold == Fold::minimum || term.fold == Fold::maximum;
    unknown.failure = parent.failure;
    return unknown;
  }
  if (!parent.some || of.row == data::dangling) return finish(fold, id);
  if (parent.none) {  // or no rows at all
    const TrackedSet empty = fold.finish(*this);
    for (data::RowIndex row : data_.children(term.table, of.row))
      if (!visit(row)) break;
    TrackedSet result = finish(fold, id);
    join_into(result, empty);
    return result;
  }
  for (data::RowIndex row : data_.children(term.table, of.row))
    if (!visit(row)) break;
  return finish(fold, id);
}

}  // namespace cepol::reference
