// Terms whose parts are evaluated only where they may be needed: logic, `if`, cases, one row of a fold. An evaluator
// gives its parts as functions. `sure`: the part is needed in every filling in which nothing fails.
#pragma once

#include <algorithm>
#include <array>
#include <vector>

#include "interpreter/reference/fold_state.hpp"

namespace cepol::reference {

// One operand decides (all: a no; otherwise: a yes), whatever the others do; else the first that fails makes it fail.
// truth(i): TruthSet.
template <class Truth>
TruthSet logic_of(bool all, std::size_t operands, Truth&& truth) {
  bool may_be_other = true, may_be_decided = false;
  bool surely_failed = false;  // at an operand so far: the failures of later ones are never the first
  std::uint32_t failure = 0;
  for (std::size_t i = 0; i < operands; ++i) {
    const TruthSet one = truth(i);
    const bool decides = all ? one.no : one.yes, other = all ? one.yes : one.no;
    if (decides && !other && one.failure == 0) return all ? TruthSet{false, true, 0} : TruthSet{true, false, 0};
    if (!surely_failed) failure = join_failures(failure, one.failure);
    surely_failed = surely_failed || (!one.yes && !one.no);
    may_be_decided = may_be_decided || decides;
    may_be_other = may_be_other && other;
  }
  return all ? TruthSet{may_be_other, may_be_decided, failure} : TruthSet{may_be_decided, may_be_other, failure};
}

// yes(sure), no(sure): TrackedSet.
template <class Yes, class No>
TrackedSet if_of(const TruthSet& condition, Shape shape, Yes&& yes, No&& no) {
  if (condition.failure == 0) {
    if (!condition.no) return yes(true);
    if (!condition.yes) return no(true);
  }
  TrackedSet result = engine::failed(shape, condition.failure);
  if (condition.yes) join_into(result, yes(false));
  if (condition.no) join_into(result, no(false));
  return result;
}

// Parts: guard(i, sure): TruthSet; value(i, sure), otherwise(sure): TrackedSet.
template <class Parts>
TrackedSet first_of(const core::Cases& term, Shape shape, Parts&& parts) {
  TrackedSet result = engine::nothing(shape);
  bool sure = true;  // until the first guard that is open
  for (std::size_t i = 0; i < term.cases.size(); ++i) {
    const TruthSet guard = parts.guard(i, sure);
    result.failure = join_failures(result.failure, guard.failure);
    sure = sure && guard.yes != guard.no && guard.failure == 0;
    if (guard.yes) join_into(result, parts.value(i, sure));
    if (!guard.no) return result;  // holds, or fails
  }
  if (term.otherwise)
    join_into(result, parts.otherwise(sure));
  else
    result.none = true;
  return result;
}

inline bool is_over(const core::Cases& term, std::size_t one, std::size_t other) {
  const auto& over = term.cases[one].over;
  return std::find(over.begin(), over.end(), static_cast<std::uint32_t>(other)) != over.end();
}

// Is some case over this one, among those that hold?
inline bool is_overruled(const core::Cases& term, std::size_t which, const std::uint8_t* holding) {
  for (std::size_t i = 0; i < term.cases.size(); ++i)
    if (holding[i] != 0 && i != which && is_over(term, i, which)) return true;
  return false;
}

template <class Parts>
TrackedSet one_of(SetOperations& operations, const core::Cases& term, core::ExprId at, Shape shape, Parts&& parts) {
  TrackedSet result = engine::nothing(shape);
  const std::size_t count = term.cases.size();
  constexpr std::size_t few = 64;
  std::array<std::uint8_t, 2 * few> on_stack;
  std::vector<std::uint8_t> on_heap(count > few ? 2 * count : 0);
  // By case. may: it holds in some filling; surely: in every one in which no guard fails.
  std::uint8_t* const may = count > few ? on_heap.data() : on_stack.data();
  std::uint8_t* const surely = may + count;
  bool any_surely = false;
  for (std::size_t i = 0; i < count; ++i) {
    const TruthSet guard = parts.guard(i, true);
    result.failure = join_failures(result.failure, guard.failure);
    may[i] = guard.yes;
    surely[i] = guard.yes && !guard.no;
    any_surely = any_surely || surely[i] != 0;
    if (!guard.yes && !guard.no) return engine::failed(shape, result.failure);  // one part fails: so does all
  }
  using Candidate = SetOperations::Candidate;
  Candidate first;
  std::vector<Candidate> candidates;  // where there are several, which is rare
  bool has_first = false;
  for (std::size_t i = 0; i < count; ++i) {
    if (may[i] == 0 || is_overruled(term, i, surely)) continue;
    const bool sure = surely[i] != 0 && !is_overruled(term, i, may);
    Candidate candidate{static_cast<std::uint32_t>(i), sure, parts.value(i, sure)};
    if (sure && fails(candidate.value))
      return engine::failed(shape, join_failures(result.failure, candidate.value.failure));
    join_into(result, candidate.value);
    if (has_first)
      candidates.push_back(candidate);
    else
      first = candidate;
    has_first = true;
  }
  if (!candidates.empty()) {
    candidates.insert(candidates.begin(), first);
    bool certain = false;
    result.failure = join_failures(result.failure, operations.conflicts_of(term, at, candidates, certain));
    if (certain) return engine::failed(shape, result.failure);
  }
  if (!any_surely) {
    if (term.otherwise)
      join_into(result, parts.otherwise(!has_first));
    else
      result.none = true;
  }
  return result;
}

// One row or year of a fold. guard(), truth(): TruthSet; value(): TrackedSet, perhaps by reference. False: nothing
// further can change the fold.
template <class Guard, class Truth, class Value>
bool fold_one(SetOperations& operations, FoldState& fold, const SetOperations::Membership& member, bool has_guard,
              Guard&& guard, Truth&& truth, Value&& value) {
  operations.add_work(1);
  if (!member.yes) return true;
  bool sure = !member.no, certain = sure;
  if (has_guard) {
    const TruthSet counts = guard();
    certain = sure && !counts.no && counts.failure == 0;
    fold.add_failure(counts.failure);
    if (member.no && counts.failure != 0) operations.note_open(member.open_blanks);
    if (!counts.yes) {
      if (!counts.no && sure) fold.add_failed_row();
      return !fold.stopped;
    }
    sure = sure && !counts.no;
  }
  fold.open_blanks |= member.open_blanks;
  if (fold.fold == core::Fold::count) {
    fold.add_count(sure);
    return true;
  }
  std::uint32_t failure = 0;
  if (fold.fold == core::Fold::some || fold.fold == core::Fold::every) {
    const TruthSet found = truth();
    failure = found.failure;
    fold.add_failure(failure);
    fold.add_truth(found, sure, certain);
  } else {
    const TrackedSet& found = value();
    failure = found.failure;
    fold.add_failure(failure);
    fold.add_value(found, sure);
  }
  if (member.no && failure != 0) operations.note_open(member.open_blanks);
  return !fold.stopped;
}

// ---- folds over the children of a row that is not known
constexpr data::RowIndex few_parents = 16;  // of which one is the parent: the fold is evaluated for each

inline bool is_one_row(const TrackedSet& row) {
  return row.some && !row.none && row.failure == 0 && is_point(row.row());
}
// `each`: the folds over the children of each row that it may be, joined.
inline TrackedSet fold_of_some_owner(SetOperations& operations, const TrackedSet& owner, TrackedSet each) {
  if (each.failure != 0) operations.note_open(owner.open_blanks);
  each.failure = join_failures(owner.failure, each.failure);
  each.open_blanks |= owner.open_blanks;
  return each;
}

}  // namespace cepol::reference
