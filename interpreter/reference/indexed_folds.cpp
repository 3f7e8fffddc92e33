// Folds that are answered from an index (fold_plan.hpp). The result is that of folding row by row; where that cannot be
// had from totals (what is wanted is open, a sum overflows), nothing is given and the rows are folded one by one.
#include <algorithm>

#include "interpreter/reference/year_windows.hpp"

namespace cepol::reference {

using namespace core;

namespace {

constexpr std::size_t least_indexed = 16;  // rows; fewer are folded one by one

enum class Part { plain, absent, open };

Part part_of(const TrackedSet& value) {
  if (value.failure == 0 && !value.some && value.none) return Part::absent;
  return value.failure == 0 && plain_value(value) ? Part::plain : Part::open;
}

Exact ascending(Exact order, bool descending) {
  return descending ? Exact::reduced_ratio(-order.num, order.den) : order;
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
    auto index = std::make_unique<FoldIndex>(term.fold, plan);
    kept.refused = !fill_index(*index, plan, term, parent);
    if (!kept.refused) kept.index = std::move(index);
    kept.run = blank_reads_ == before ? any_run : run_;
  }
  if (kept.run != any_run) ++blank_reads_;
  return kept.index.get();
}

bool SetEvaluator::fill_index(FoldIndex& index, const FoldPlan& plan, const OverRows& term,
                              std::optional<data::RowIndex> parent) {
  const data::TableData& table = data_[term.table];
  if (parent) {
    for (data::RowIndex row : table.children.of(*parent)) add_to_index(index, plan, term, row);
    for (data::RowIndex row : table.perhaps_children.of(*parent)) index.add_open(row);
    for (data::RowIndex row : table.anyones_children) index.add_open(row);
  } else {
    auto unsure = table.unsure_rows.begin();
    for (data::RowIndex row = 0; row < table.all_rows; ++row) {
      const bool sure = unsure == table.unsure_rows.end() || *unsure != row;
      if (!sure) ++unsure;
      if (sure)
        add_to_index(index, plan, term, row);
      else
        index.add_open(row);
    }
  }
  return index.seal();
}

// A row is left out where the guard is surely no, or the value, unless the guard may fail. A row of which something is
// not known or may fail is open.
void SetEvaluator::add_to_index(FoldIndex& index, const FoldPlan& plan, const OverRows& term, data::RowIndex row) {
  ++work_;
  frame_[term.slot] = engine::of_row(row);
  for (const FoldPlan::Binding& binding : plan.bindings)
    if (binding.of_row) frame_[binding.slot] = evaluate(binding.value);
  std::array<PlainValue, FoldPlan::most_keys> key;
  std::optional<PlainValue> excepted;
  FoldIndex::Orders orders{};
  bool key_known = true, known = true;
  TrackedSet buffer;
  const TrackedSet* value = nullptr;
  auto part = [&](ExprId id) {
    value = &operand(id, buffer);
    const Part found = part_of(*value);
    known = known && found != Part::open;
    return found;
  };
  auto fits = [&](bool of_value) {  // false: surely not
    for (std::size_t i = 0; i < plan.keys.size(); ++i) {
      if (plan.keys[i].of_value != of_value) continue;
      const Part found = part(plan.keys[i].of_row);
      if (found == Part::absent) return false;
      key_known = key_known && found == Part::plain;
      if (found == Part::plain) key[i] = *plain_value(*value);
    }
    if (plan.except && plan.except->of_value == of_value && part(plan.except->of_row) == Part::plain)
      excepted = plain_value(*value);
    for (std::size_t i = 0; i < plan.ranges.size(); ++i) {
      const FoldPlan::Range& range = plan.ranges[i];
      if (range.of_value != of_value) continue;
      for (std::size_t p = 0; p < range.parts.size(); ++p) {
        const Part found = part(range.parts[p].of_row);
        if (found == Part::absent && p == 0 && !range.negated) return false;
        Exact& order = orders[i][p];
        if (found == Part::absent)
          order = Exact::highest();
        else if (found == Part::plain && value->shape() == Shape::text)
          order = index.add_text(*plain_value(*value));
        else if (found == Part::plain)
          order = ascending(order_of(*value), range.parts[p].descending);
      }
    }
    for (const FoldPlan::Condition& condition : plan.conditions) {
      if (condition.of_value != of_value) continue;
      const TruthSet found = truth(condition.truth);
      const bool may_be = condition.negated ? found.no : found.yes, may_not = condition.negated ? found.yes : found.no;
      if (!may_be && found.failure == 0) return false;
      known = known && !may_not && found.failure == 0;
    }
    return true;
  };
  if (!fits(false)) return;
  const bool guard_known = known;
  if (!fits(true)) {
    if (!guard_known) index.add_open(row);
    return;
  }
  // Where the guard fails, so does the fold, whatever key the value asks for.
  if (!guard_known) key_known = key_known && std::ranges::none_of(plan.keys, &FoldPlan::Key::of_value);
  FoldTotal total;
  known = known && total_of_row(index, plan, term.fold, total);
  const std::span<const PlainValue> whole_key(key.data(), plan.keys.size());
  if (known && total.count != 0)
    index.add(whole_key, excepted, orders, total);
  else if (!known && key_known)
    index.add_open(whole_key, row);
  else if (!known)
    index.add_open(row);
}

// What the row adds to the fold; a count of 0 where its value is skipped. False: the value is not known.
bool SetEvaluator::total_of_row(FoldIndex& index, const FoldPlan& plan, Fold fold, FoldTotal& total) {
  total.count = 1;
  if (!plan.value) return true;
  TrackedSet buffer;
  const TrackedSet& value = operand(*plan.value, buffer);
  switch (part_of(value)) {
    case Part::absent: total.count = 0; return true;
    case Part::open: return false;
    case Part::plain: break;
  }
  if (fold == Fold::distinct || fold == Fold::unique) {
    total.value = index.add_value(value, *plain_value(value));
  } else {
    total.number = value.range().low;
    total.whole = is_whole(value.range());
  }
  return true;
}

// Is the row one of the table's records?
SetEvaluator::Membership SetEvaluator::row_of_table(TableId table, data::RowIndex row) {
  const std::vector<data::RowIndex>& unsure = data_[table].unsure_rows;
  return std::binary_search(unsure.begin(), unsure.end(), row) ? record_of(table, row) : Membership{};
}

// What the fold's keys and ranges are compared with. False: it is not known.
bool SetEvaluator::find_wanted(const FoldPlan& plan, WantedOfFold& wanted) {
  TrackedSet buffer;
  const TrackedSet* value = nullptr;
  for (const FoldPlan::Binding& binding : plan.bindings)
    if (!binding.of_row) frame_[binding.slot] = evaluate(binding.value);
  for (std::size_t i = 0; i < plan.keys.size(); ++i) {
    value = &operand(plan.keys[i].wanted, buffer);
    switch (part_of(*value)) {
      case Part::open: return false;
      case Part::absent: wanted.none = true; break;
      case Part::plain: wanted.key[i] = *plain_value(*value); break;
    }
  }
  if (plan.except) {
    value = &operand(plan.except->wanted, buffer);
    if (part_of(*value) == Part::open) return false;
    wanted.excepted = plain_value(*value);
  }
  for (std::size_t i = 0; i < plan.ranges.size(); ++i) {
    const FoldPlan::Range& range = plan.ranges[i];
    RangeTotals::Wanted& made = wanted.ranges[i];
    made = {range.relation, range.negated, false, {}};
    for (std::size_t p = 0; p < range.parts.size(); ++p) {
      value = &operand(range.parts[p].wanted, buffer);
      const Part found = part_of(*value);
      if (found == Part::open) return false;
      if (found == Part::absent && p == 0) {
        made.all = range.negated;
        wanted.none = wanted.none || !range.negated;
      } else if (found == Part::absent) {
        made.bound[p] = Exact::lowest();
      } else if (value->shape() == Shape::text) {
        wanted.texts[i] = plain_value(*value);
      } else {
        made.bound[p] = ascending(order_of(*value), range.parts[p].descending);
      }
    }
  }
  return true;
}

std::optional<TrackedSet> SetEvaluator::fold_by_index(const OverRows& term, ExprId id,
                                                      std::optional<data::RowIndex> parent) {
  const std::uint32_t number = info_->fold_plan_numbers[id.index];
  if (number == 0 || marks_ != nullptr) return std::nullopt;
  const data::TableData& table = data_[term.table];
  if ((parent ? table.children.of(*parent).size() : table.all_rows) < least_indexed) return std::nullopt;
  const FoldPlan& plan = info_->fold_plans[number - 1];
  WantedOfFold wanted;
  if (!find_wanted(plan, wanted)) return std::nullopt;
  const FoldIndex* index = index_for(term, number - 1, parent);
  if (index == nullptr) return std::nullopt;
  ++work_;
  FoldState fold(term.fold, nodes_[id.index].shape);
  fold.differing_failure = differing_values(term.fold, id);
  const FoldIndex::Wanted found_by{std::span(wanted.key).first(plan.keys.size()), wanted.excepted,
                                   std::span(wanted.ranges).first(plan.ranges.size())};
  std::vector<data::RowIndex> open = wanted.none ? index->all_open() : index->find_open(found_by.key);
  if (!wanted.none) {
    for (std::size_t i = 0; i < plan.ranges.size(); ++i)
      if (wanted.texts[i]) wanted.ranges[i].bound[0] = index->find_text(*wanted.texts[i]);
    const auto total = index->find(found_by);
    if (!total) return std::nullopt;
    if (term.fold == Fold::distinct && !open.empty()) {
      for (std::uint32_t value : index->find_values(found_by)) fold.add_value(index->values()[value], true);
    } else {
      fold.add_total(*total, index->values());
    }
  }
  for (data::RowIndex row : open) {  // they may fail even where something is none
    if (fold.stopped) break;
    frame_[term.slot] = engine::of_row(row);
    fold_one(fold, term.guard, term.value, parent ? child_of(term.table, row, *parent) : row_of_table(term.table, row));
  }
  if (fold.overflowed) return std::nullopt;
  return finished(*this, fold, id);
}

}  // namespace cepol::reference
