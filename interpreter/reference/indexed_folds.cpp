// Folds that are answered from an index (fold_plan.hpp). The result is that of folding row by row; where that cannot be
// had from totals (something fails, what is wanted is open), nothing is given and the rows are folded one by one.
#include <algorithm>

#include "interpreter/reference/fold_state.hpp"

namespace cepol::reference {

using namespace core;

namespace {

constexpr std::size_t few_rows = 16;  // are folded one by one

enum class Part { plain, absent, open, failing };  // of a row that is added to an index

Part part_of(const TrackedSet& value) {
  if (value.failure != 0) return Part::failing;
  if (!value.some && value.none) return Part::absent;
  return plain_value(value) ? Part::plain : Part::open;
}

}  // namespace

// The index for the values that the fixed slots have, once it is asked for the second time.
const FoldIndex* SetEvaluator::index_for(const OverRows& term, std::uint32_t plan_number,
                                         std::optional<data::RowIndex> parent) {
  const FoldPlan& plan = info_->fold_plans[plan_number];
  std::vector<PlainValue>& fixed = fixed_values_;
  fixed.clear();
  for (Slot slot : plan.fixed) {
    const auto value = plain_value(frame_[slot]);
    if (!value) return nullptr;
    fixed.push_back(*value);
  }
  KeptIndex& kept = kept_indexes_[plan_number];
  if ((kept.run != run_ && kept.run != any_run) || kept.parent != parent || kept.fixed != fixed) {
    kept.run = run_;
    kept.parent = parent;
    kept.fixed = fixed;
    kept.asked = 0;
    kept.refused = false;
    kept.index.reset();
  }
  if (kept.asked++ == 0 || kept.refused) return nullptr;
  if (!kept.index) {
    const std::uint64_t before = blank_reads_;
    auto index = std::make_unique<FoldIndex>(term.fold, plan.keys.size());
    const bool made = fill_index(*index, plan, term, parent);
    kept.refused = !made;
    if (made) kept.index = std::move(index);
    if (blank_reads_ == before) kept.run = any_run;
  }
  if (kept.run != any_run) ++blank_reads_;
  return kept.index.get();
}

bool SetEvaluator::fill_index(FoldIndex& index, const FoldPlan& plan, const OverRows& term,
                              std::optional<data::RowIndex> parent) {
  const data::TableData& table = data_[term.table];
  if (parent) {
    for (data::RowIndex row : table.children.of(*parent))
      if (!add_to_index(index, plan, term, row)) return false;
    for (data::RowIndex row : table.perhaps_children.of(*parent)) index.add_open(row);
    for (data::RowIndex row : table.anyones_children) index.add_open(row);
  } else {
    auto unsure = table.unsure_rows.begin();
    for (data::RowIndex row = 0; row < table.all_rows; ++row) {
      const bool sure = unsure == table.unsure_rows.end() || *unsure != row;
      if (!sure) ++unsure;
      if (!sure)
        index.add_open(row);
      else if (!add_to_index(index, plan, term, row))
        return false;
    }
  }
  return index.seal(!plan.order || plan.order->below);
}

// False: something fails, so the order of rows matters.
bool SetEvaluator::add_to_index(FoldIndex& index, const FoldPlan& plan, const OverRows& term, data::RowIndex row) {
  ++work_;
  frame_[term.slot] = engine::of_row(row);
  std::array<PlainValue, FoldPlan::most_keys> key;
  TrackedSet buffer;
  const TrackedSet* value = nullptr;
  auto part = [&](ExprId id) {
    value = &operand(id, buffer);
    return part_of(*value);
  };
  for (std::size_t i = 0; i < plan.keys.size(); ++i) {
    switch (part(plan.keys[i].of_row)) {
      case Part::plain: key[i] = *plain_value(*value); break;
      case Part::absent: return true;  // it equals nothing
      case Part::open: index.add_open(row); return true;
      case Part::failing: return false;
    }
  }
  const std::span<const PlainValue> whole_key(key.data(), plan.keys.size());
  Exact order;
  if (plan.order) {
    switch (part(plan.order->of_row)) {
      case Part::plain: order = order_of(*value); break;
      case Part::absent: return true;  // it is neither below nor above
      case Part::open: index.add_open(whole_key, row); return true;
      case Part::failing: return false;
    }
  }
  bool sure = true;
  for (ExprId id : plan.conditions) {
    const TruthSet holds = truth(id);
    if (holds.failure != 0) return false;
    if (!holds.yes) return true;
    sure = sure && !holds.no;
  }
  if (!sure) {
    index.add_open(whole_key, row);
    return true;
  }
  FoldTotal total;
  total.count = 1;
  if (term.fold == Fold::some || term.fold == Fold::every) {
    const TruthSet found = term.value ? truth(*term.value) : TruthSet{true, false, 0};
    if (found.failure != 0) return false;
    if (found.yes && found.no) {
      index.add_open(whole_key, row);
      return true;
    }
    total.yes = found.yes;
    total.no = found.no;
  } else if (term.fold != Fold::count) {
    switch (part(*term.value)) {
      case Part::plain: break;
      case Part::absent: return true;  // it is skipped
      case Part::open: index.add_open(whole_key, row); return true;
      case Part::failing: return false;
    }
    if (term.fold == Fold::distinct || term.fold == Fold::unique) {
      index.add_value(whole_key, *value, *plain_value(*value));
      return true;
    }
    total.number = value->range().low;
    total.whole = is_whole(value->range());
  }
  index.add(whole_key, order, total);
  return true;
}

// Is the row one of the table's records?
SetEvaluator::Membership SetEvaluator::row_of_table(TableId table, data::RowIndex row) {
  const std::vector<data::RowIndex>& unsure = data_[table].unsure_rows;
  return std::binary_search(unsure.begin(), unsure.end(), row) ? record_of(table, row) : Membership{};
}

std::optional<TrackedSet> SetEvaluator::fold_by_index(const OverRows& term, ExprId id,
                                                      std::optional<data::RowIndex> parent) {
  const std::uint32_t number = info_->fold_plan_numbers[id.index];
  if (number == 0 || marks_ != nullptr) return std::nullopt;
  const data::TableData& table = data_[term.table];
  if ((parent ? table.children.of(*parent).size() : table.all_rows) < few_rows) return std::nullopt;
  const FoldPlan& plan = info_->fold_plans[number - 1];
  std::array<PlainValue, FoldPlan::most_keys> key;
  bool nothing = false;  // a wanted key or the bound is none: no row fits
  TrackedSet buffer;
  const TrackedSet* value = nullptr;
  auto wanted = [&](ExprId expr) {
    value = &operand(expr, buffer);
    const Part part = part_of(*value);
    nothing = nothing || part == Part::absent;
    return part == Part::plain || part == Part::absent;
  };
  for (std::size_t i = 0; i < plan.keys.size(); ++i) {
    if (!wanted(plan.keys[i].wanted)) return std::nullopt;
    if (!nothing) key[i] = *plain_value(*value);
  }
  Exact bound;
  if (plan.order) {
    if (!wanted(plan.order->bound)) return std::nullopt;
    if (!nothing) bound = order_of(*value);
  }
  const FoldIndex* index = index_for(term, number - 1, parent);
  if (index == nullptr) return std::nullopt;
  const std::span<const PlainValue> whole_key(key.data(), plan.keys.size());
  FoldIndex::Found found;
  if (!nothing) found = plan.order ? index->find(whole_key, bound, plan.order->included) : index->find(whole_key);

  ++work_;
  FoldState fold(term.fold, nodes_[id.index].shape);
  fold.differing_failure = differing_values(term.fold, id);
  fold.add_total(found.total);
  auto visit = [&](data::RowIndex row) {
    if (fold.stopped) return;
    frame_[term.slot] = engine::of_row(row);
    fold_one(fold, term.guard, term.value, parent ? child_of(term.table, row, *parent) : row_of_table(term.table, row));
  };
  for (data::RowIndex row : found.open) visit(row);
  for (data::RowIndex row : index->open_everywhere()) visit(row);
  if (fold.failure != 0 || fold.overflowed) return std::nullopt;
  return finish(fold, id);
}

}  // namespace cepol::reference
