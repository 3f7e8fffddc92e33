// Folds over rows, where a row may count or may not.
#include <algorithm>

#include "interpreter/reference/set_evaluator.hpp"
#include "interpreter/reference/year_windows.hpp"

namespace cepol::reference {

using namespace core;

bool SetEvaluator::fold_one(FoldState& fold, const std::optional<ExprId>& guard, const std::optional<ExprId>& value,
                            const Membership& member) {
  TrackedSet buffer;
  return reference::fold_one(
      *this, fold, member, guard.has_value(), [&] { return truth(*guard); },
      [&] {
        return value ? truth(*value) : TruthSet{true, false, 0};
      },
      [&]() -> const TrackedSet& { return operand(*value, buffer); });
}

TrackedSet SetEvaluator::over_rows(const OverRows& term, ExprId id) {
  const std::uint32_t number = table_fold_numbers_[id.index];
  if (number == 0) return fold_rows(term, id);
  TableFold& known = table_folds_[number - 1];
  if (known.run == run_ || known.run == any_run) {
    if (known.run != any_run) ++blank_reads_;
    return known.value;
  }
  const std::uint64_t reads_before = blank_reads_;
  TrackedSet value = fold_rows(term, id);
  table_folds_[number - 1] = {blank_reads_ == reads_before ? any_run : run_, value};
  return value;
}

void SetEvaluator::fold_table(FoldState& fold, const OverRows& term) {
  const data::TableData& table = data_[term.table];
  auto unsure = table.unsure_rows.begin();
  for (data::RowIndex row = 0; row < table.all_rows; ++row) {
    const bool sure = unsure == table.unsure_rows.end() || *unsure != row;
    if (!sure) ++unsure;
    frame_[term.slot] = engine::of_row(row);
    if (!fold_one(fold, term.guard, term.value, sure ? Membership{} : record_of(term.table, row))) return;
  }
}

// Over rows of which nothing is known.
TrackedSet SetEvaluator::fold_of_any(const OverRows& term, ExprId id) {
  incomplete_ = true;
  ++blank_reads_;
  TrackedSet result = engine::unknown_of(program_, program_.exprs[id].type);
  result.none = term.fold == Fold::minimum || term.fold == Fold::maximum || term.fold == Fold::unique;
  result.failure = failures_of_any(term, id);
  return result;
}

// What a fold is where no more work is allowed.
std::optional<TrackedSet> SetEvaluator::beyond_work(const OverRows& term, ExprId id) {
  if (work_ > most_work_on_blanks_ && blank_reads_ != allowed_at_) return fold_of_any(term, id);
  if (work_ <= most_work_) return std::nullopt;
  return engine::failed(nodes_[id.index].shape, fail(id, "要算的步数太多", "too many steps to compute"));
}

TrackedSet SetEvaluator::fold_children(const OverRows& term, ExprId id, data::RowIndex parent) {
  if (auto instead = beyond_work(term, id)) return *instead;
  if (auto found = fold_by_index(term, id, parent)) return *found;
  FoldState fold(term.fold, nodes_[id.index].shape);
  fold.differing_failure = differing_values(term.fold, id);
  const data::TableData& table = data_[term.table];
  auto visit = [&](data::RowIndex row, const Membership& member) {
    frame_[term.slot] = engine::of_row(row);
    return fold_one(fold, term.guard, term.value, member);
  };
  bool more = true;
  for (data::RowIndex row : table.children.of(parent))
    if (more) more = visit(row, {});
  for (data::RowIndex row : table.perhaps_children.of(parent))
    if (more) more = visit(row, child_of(term.table, row, parent));
  for (data::RowIndex row : table.anyones_children)
    if (more) more = visit(row, child_of(term.table, row, parent));
  return finished(*this, fold, id);
}

// What a fold over some of the table's rows may fail with.
std::uint32_t SetEvaluator::failures_of_any(const OverRows& term, ExprId id) {
  const data::RowIndex rows = data_[term.table].all_rows;
  if (rows == 0) return 0;
  FoldState fold(term.fold, nodes_[id.index].shape);
  fold.failure = term.fold == Fold::sum ? sum_too_large(id) : differing_values(term.fold, id);
  frame_[term.slot] = engine::of_rows(0, rows - 1);
  fold_one(fold, term.guard, term.value, {true, true, 0});
  return fold.failure;
}

TrackedSet SetEvaluator::fold_rows(const OverRows& term, ExprId id) {
  const Shape shape = nodes_[id.index].shape;
  if (!term.parent) {
    if (auto instead = beyond_work(term, id)) return *instead;
    if (auto found = fold_by_index(term, id, std::nullopt)) return *found;
    FoldState fold(term.fold, shape);
    fold.differing_failure = differing_values(term.fold, id);
    fold_table(fold, term);
    return finished(*this, fold, id);
  }
  const TrackedSet parent = evaluate(*term.parent);
  if (fails(parent)) return engine::failed(shape, parent.failure);
  if (is_one_row(parent)) return fold_children(term, id, parent.row().first);
  TrackedSet result = engine::nothing(shape);
  if (parent.none) join_into(result, FoldState(term.fold, shape).finish(*this));
  if (parent.some && parent.row().last - parent.row().first >= few_parents) {  // children of one of many rows: anything
    join_into(result, fold_of_any(term, id));
  } else if (parent.some) {
    for (data::RowIndex row = parent.row().first; row <= parent.row().last; ++row)
      join_into(result, fold_children(term, id, row));
  }
  return fold_of_some_owner(*this, parent, std::move(result));
}

}  // namespace cepol::reference
