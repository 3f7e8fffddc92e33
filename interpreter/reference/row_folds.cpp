// Folds over rows, where a row may count or may not.
#include <algorithm>

#include "interpreter/reference/fold_state.hpp"

namespace cepol::reference {

using namespace core;
using engine::may_hold;
using engine::may_not_hold;

namespace {

constexpr data::RowIndex few_parents = 16;  // of which one is the parent: the fold is evaluated for each

}  // namespace

bool SetEvaluator::fold_one(FoldState& fold, const std::optional<ExprId>& guard, const std::optional<ExprId>& value,
                            const Membership& member) {
  ++work_;
  if (!member.yes) return true;
  bool sure = !member.no, certain = sure;
  if (guard) {
    const TruthSet counts = truth(*guard);
    certain = sure && !counts.no && counts.failure == 0;
    fold.add_failure(counts.failure);
    if (member.no && counts.failure != 0) note_open(member.open_blanks);
    if (!counts.yes) {
      if (!counts.no && sure) fold.add_failed_row();
      return !fold.stopped;
    }
    sure = sure && !counts.no;
  }
  fold.open_blanks |= member.open_blanks;
  if (fold.fold == Fold::count) {
    fold.add_count(sure);
    return true;
  }
  std::uint32_t failure = 0;
  if (fold.fold == Fold::some || fold.fold == Fold::every) {
    const TruthSet found = value ? truth(*value) : TruthSet{true, false, 0};
    failure = found.failure;
    fold.add_failure(failure);
    fold.add_truth(found, sure, certain);
  } else {
    TrackedSet buffer;
    const TrackedSet& found = operand(*value, buffer);
    failure = found.failure;
    fold.add_failure(failure);
    fold.add_value(found, sure);
  }
  if (member.no && failure != 0) note_open(member.open_blanks);
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
  if (known.run == run_ || known.run == any_run) {
    if (known.run != any_run) ++blank_reads_;
    return known.value;
  }
  const std::uint64_t reads_before = blank_reads_;
  TrackedSet value = fold_rows(term, id);
  table_folds_[number - 1] = {blank_reads_ == reads_before ? any_run : run_, value};
  return value;
}

// By the cell that links the row to its parent.
SetEvaluator::Membership SetEvaluator::child_of(TableId table, data::RowIndex row, data::RowIndex parent) {
  const TrackedSet link = cell(table, row, *program_.tables[table].link);
  Membership member;
  const Exact at(static_cast<std::int64_t>(parent));
  member.yes = link.some && link.row().first <= parent && parent <= link.row().last;
  member.no = !member.yes || !is_single(link);
  if (!member.yes || !member.no) return member;
  member.open_blanks = link.open_blanks;
  if (probing_) suggest_split(link, {SplitPoint::By::range, at, at, {}});
  return member;
}

// Of one of several rows.
SetEvaluator::Membership SetEvaluator::records_of(TableId table, const RowSet& rows) {
  const std::vector<data::RowIndex>& unsure = data_[table].unsure_rows;
  auto at = std::lower_bound(unsure.begin(), unsure.end(), rows.first);
  const auto end = std::upper_bound(at, unsure.end(), rows.last);
  const auto count = static_cast<std::uint64_t>(end - at);
  if (count > few_parents) {
    incomplete_ = true;
    ++blank_reads_;
    return {true, true, 0};
  }
  const bool all_unsure = count == rows.last - std::uint64_t{rows.first} + 1;
  Membership member{!all_unsure, false, 0};
  for (; at != end; ++at) {
    const Membership one = record_of(table, *at);
    member.yes = member.yes || one.yes;
    member.no = member.no || one.no;
    member.open_blanks |= one.open_blanks;
  }
  return member;
}

SetEvaluator::Membership SetEvaluator::record_of(TableId table, data::RowIndex row) {
  const RecordTable& record = program_.tables[table];
  Membership member;
  if (record.parent && record.link) {  // a row of somebody who is not on the roster counts nowhere
    const TrackedSet link = cell(table, row, *record.link);
    member = {link.some, link.none, link.open_blanks};
    if (link.some) {  // nor does one of a row that is none
      const Membership owner = records_of(*record.parent, link.row());
      member.yes = member.yes && owner.yes;
      member.no = member.no || owner.no;
      member.open_blanks |= owner.open_blanks;
    }
  } else {
    ++blank_reads_;
    const TrackedSet truth =
        probing_ ? unknown_cell({table, row, engine::whole_row}) : TrackedSet(engine::of_truth(true, true));
    member = {may_hold(truth), may_not_hold(truth), truth.open_blanks};
  }
  if (!member.no) member.open_blanks = 0;
  return member;
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
  return finish(fold, id);
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
    return finish(fold, id);
  }
  const TrackedSet parent = evaluate(*term.parent);
  if (fails(parent)) return engine::failed(shape, parent.failure);
  if (parent.some && !parent.none && parent.failure == 0 && is_point(parent.row()))
    return fold_children(term, id, parent.row().first);
  TrackedSet result = engine::nothing(shape);
  if (parent.none) join_into(result, FoldState(term.fold, shape).finish(*this));
  if (parent.some && parent.row().last - parent.row().first >= few_parents) {  // children of one of many rows: anything
    join_into(result, fold_of_any(term, id));
  } else if (parent.some) {
    for (data::RowIndex row = parent.row().first; row <= parent.row().last; ++row)
      join_into(result, fold_children(term, id, row));
  }
  if (result.failure != 0) note_open(parent.open_blanks);
  result.failure = join_failures(parent.failure, result.failure);
  result.open_blanks |= parent.open_blanks;
  return result;
}

}  // namespace cepol::reference
