// `if` and cases, where guards may be open.
#include <algorithm>
#include <array>
#include <optional>

#include "interpreter/reference/set_evaluator.hpp"

namespace cepol::reference {

using namespace core;

TrackedSet SetEvaluator::if_term(const If& term) {
  const TruthSet condition = truth(term.condition);
  if (condition.failure == 0) {
    if (!condition.no) return evaluate(term.yes);
    if (!condition.yes) return evaluate(term.no);
  }
  const Unmarked unmarked(*this);
  TrackedSet result = engine::failed(nodes_[term.yes.index].shape, condition.failure);
  if (condition.yes) join_into(result, evaluate(term.yes));
  if (condition.no) join_into(result, evaluate(term.no));
  return result;
}

TrackedSet SetEvaluator::cases(const Cases& term, ExprId id) {
  if (!term.first) return one_of(term, id);
  TrackedSet result = engine::nothing(nodes_[id.index].shape);
  std::optional<Unmarked> unmarked;  // from the first guard that is open
  for (const Case& one : term.cases) {
    const TruthSet guard = truth(one.guard);
    result.failure = join_failures(result.failure, guard.failure);
    if (!unmarked && (guard.yes == guard.no || guard.failure != 0)) unmarked.emplace(*this);
    if (guard.yes) join_into(result, evaluate(one.value));
    if (!guard.no) return result;  // holds, or fails
  }
  if (term.otherwise)
    join_into(result, evaluate(*term.otherwise));
  else
    result.none = true;
  return result;
}

namespace {

bool is_over(const Cases& term, std::size_t one, std::size_t other) {
  const auto& over = term.cases[one].over;
  return std::find(over.begin(), over.end(), static_cast<std::uint32_t>(other)) != over.end();
}

// Is some case over this one, among those that hold?
bool is_overruled(const Cases& term, std::size_t which, const std::uint8_t* holding) {
  for (std::size_t i = 0; i < term.cases.size(); ++i)
    if (holding[i] != 0 && i != which && is_over(term, i, which)) return true;
  return false;
}

}  // namespace

struct SetEvaluator::Candidate {  // a case that may give the value
  std::uint32_t which;
  bool surely;  // holds and is not overruled, in every filling in which no guard fails
  TrackedSet value;
};

// Two values, either of which may be none; where they may fail, perhaps.
TruthSet SetEvaluator::are_equal(const TrackedSet& a, const TrackedSet& b) {
  if (a.failure != 0 || b.failure != 0) return {true, !(a == b && is_settled(a)), 0};
  TruthSet same;
  if (a.some && b.some) same = compare_values(Relation::equal, a, b);
  same.yes |= a.none && b.none;
  same.no |= (a.none && b.some) || (a.some && b.none);
  return same;
}

// The conflicts between candidates of which neither is over the other. `certain`: two of them conflict in every
// filling; the search ends there.
std::uint32_t SetEvaluator::conflicts_of(const Cases& term, ExprId id, const std::vector<Candidate>& candidates,
                                         bool& certain) {
  std::uint32_t failure = 0;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    for (std::size_t j = i + 1; j < candidates.size(); ++j) {
      const Candidate &a = candidates[i], &b = candidates[j];
      if (is_over(term, a.which, b.which) || is_over(term, b.which, a.which)) continue;
      const TruthSet same = are_equal(a.value, b.value);
      if (!same.no) continue;
      if (same.yes) note_open(a.value, b.value);
      failure = join_failures(failure, conflict(id, term, a.which, b.which));
      certain = !same.yes && a.surely && b.surely;
      if (certain) return failure;
    }
  }
  return failure;
}

TrackedSet SetEvaluator::one_of(const Cases& term, ExprId id) {
  TrackedSet result = engine::nothing(nodes_[id.index].shape);
  const std::size_t count = term.cases.size();
  constexpr std::size_t few = 64;
  std::array<std::uint8_t, 2 * few> on_stack;
  std::vector<std::uint8_t> on_heap(count > few ? 2 * count : 0);
  // By case. may: it holds in some filling; surely: in every one in which no guard fails.
  std::uint8_t* const may = count > few ? on_heap.data() : on_stack.data();
  std::uint8_t* const surely = may + count;
  bool any_surely = false;
  for (std::size_t i = 0; i < count; ++i) {
    const TruthSet guard = truth(term.cases[i].guard);
    result.failure = join_failures(result.failure, guard.failure);
    may[i] = guard.yes;
    surely[i] = guard.yes && !guard.no;
    any_surely = any_surely || surely[i] != 0;
    if (!guard.yes && !guard.no) return engine::failed(result.shape(), result.failure);  // one part fails: so does all
  }
  Candidate first;
  std::vector<Candidate> candidates;  // where there are several, which is rare
  bool has_first = false;
  for (std::size_t i = 0; i < count; ++i) {
    if (may[i] == 0 || is_overruled(term, i, surely)) continue;
    std::optional<Unmarked> unmarked;
    const bool sure = surely[i] != 0 && !is_overruled(term, i, may);
    if (!sure) unmarked.emplace(*this);
    Candidate candidate{static_cast<std::uint32_t>(i), sure, evaluate(term.cases[i].value)};
    if (sure && fails(candidate.value))
      return engine::failed(result.shape(), join_failures(result.failure, candidate.value.failure));
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
    result.failure = join_failures(result.failure, conflicts_of(term, id, candidates, certain));
    if (certain) return engine::failed(result.shape(), result.failure);
  }
  if (!any_surely) {
    std::optional<Unmarked> unmarked;
    if (has_first) unmarked.emplace(*this);
    if (term.otherwise)
      join_into(result, evaluate(*term.otherwise));
    else
      result.none = true;
  }
  return result;
}

}  // namespace cepol::reference
