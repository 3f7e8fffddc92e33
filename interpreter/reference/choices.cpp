// Comparisons, logic and the choice among cases, where guards may be open.
#include <algorithm>
#include <array>
#include <bit>
#include <optional>

#include "interpreter/reference/set_evaluator.hpp"

namespace cepol::reference {

using namespace core;

namespace {

Truth compare_ranges(Relation relation, const ValueSet& a, const ValueSet& b) {
  switch (relation) {
    case Relation::less: return {a.low < b.high, a.high >= b.low, 0};
    case Relation::at_most: return {a.low <= b.high, a.high > b.low, 0};
    case Relation::equal:
      return {a.low <= b.high && b.low <= a.high, a.low != a.high || b.low != b.high || a.low != b.low, 0};
  }
  return {};
}

Truth compare_members(Relation relation, const ValueSet& a, const ValueSet& b) {
  const int a_low = std::countr_zero(a.members), a_high = 63 - std::countl_zero(a.members);
  const int b_low = std::countr_zero(b.members), b_high = 63 - std::countl_zero(b.members);
  switch (relation) {
    case Relation::less: return {a_low < b_high, a_high >= b_low, 0};
    case Relation::at_most: return {a_low <= b_high, a_high > b_low, 0};
    case Relation::equal: return {(a.members & b.members) != 0, a.members != b.members || a_low != a_high, 0};
  }
  return {};
}

}  // namespace

Truth SetEvaluator::compare(const Compare& term) {
  ValueSet left, right;
  const ValueSet& a = operand(term.left, left);
  if (fails(a)) return {false, false, a.failure};
  const ValueSet& b = operand(term.right, right);
  if (fails(b)) return {false, false, join_failures(a.failure, b.failure)};
  Truth result;
  if (a.some && b.some) {
    switch (a.shape) {
      case Shape::range:
        if (same_source(a, b)) {  // a blank with itself
          result.yes = term.relation != Relation::less;
          result.no = !result.yes;
          break;
        }
        result = compare_ranges(term.relation, a, b);
        if (result.yes && result.no) hint_compared(term.relation, a, b);
        break;
      case Shape::members: result = compare_members(term.relation, a, b); break;
      case Shape::text: result = compare_texts(a, b); break;
      case Shape::row:
        if (a.any || b.any) {
          result = {true, true, 0};
        } else {
          result.yes = term.relation == Relation::less      ? a.row < b.row
                       : term.relation == Relation::at_most ? a.row <= b.row
                                                            : a.row == b.row;
          result.no = !result.yes;
        }
        break;
    }
  }
  result.no |= a.none || b.none;
  if (result.yes && result.no) note(a, b);
  result.failure = join_failures(a.failure, b.failure);
  return result;
}

Truth SetEvaluator::logic(const Logic& term) {
  // One operand decides (all: a no; otherwise: a yes), whatever the others do; else one that fails makes it fail.
  bool others = true, decided = false;
  std::uint32_t failure = 0;
  for (ExprId id : term.operands) {
    const Truth one = truth(id);
    const bool decides = term.all ? one.no : one.yes, other = term.all ? one.yes : one.no;
    if (decides && !other && one.failure == 0) return term.all ? Truth{false, true, 0} : Truth{true, false, 0};
    failure = join_failures(failure, one.failure);
    decided = decided || decides;
    others = others && other;
  }
  return term.all ? Truth{others, decided, failure} : Truth{decided, others, failure};
}

ValueSet SetEvaluator::choose(const If& term) {
  const Truth condition = truth(term.condition);
  if (condition.failure == 0) {
    if (!condition.no) return evaluate(term.yes);
    if (!condition.yes) return evaluate(term.no);
  }
  const Unmarked unmarked(*this);
  ValueSet result = failed(nodes_[term.yes.index].shape, condition.failure);
  if (condition.yes) join_into(result, evaluate(term.yes));
  if (condition.no) join_into(result, evaluate(term.no));
  return result;
}

ValueSet SetEvaluator::cases(const Cases& term, ExprId id) {
  if (!term.first) return one_of(term, id);
  ValueSet result = nothing(nodes_[id.index].shape);
  std::optional<Unmarked> unmarked;  // from the first guard that is open
  for (const Case& one : term.cases) {
    const Truth guard = truth(one.guard);
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

ValueSet SetEvaluator::one_of(const Cases& term, ExprId id) {
  ValueSet result = nothing(nodes_[id.index].shape);
  const std::size_t count = term.cases.size();
  constexpr std::size_t few = 64;
  std::array<std::uint8_t, 2 * few> room;
  std::vector<std::uint8_t> more(count > few ? 2 * count : 0);
  // may: holds in some filling; surely: in every one in which no guard fails.
  std::uint8_t* const may = count > few ? more.data() : room.data();
  std::uint8_t* const surely = may + count;
  bool any_surely = false;
  for (std::size_t i = 0; i < count; ++i) {
    const Truth guard = truth(term.cases[i].guard);
    result.failure = join_failures(result.failure, guard.failure);
    may[i] = guard.yes;
    surely[i] = guard.yes && !guard.no;
    any_surely = any_surely || surely[i] != 0;
    if (!guard.yes && !guard.no) return failed(result.shape, result.failure);  // one part fails, so the whole does
  }
  // Who yields: surely to one that surely holds; perhaps to one that may.
  auto yields = [&](std::size_t which, const std::uint8_t* holding) {
    for (std::size_t i = 0; i < count; ++i) {
      if (holding[i] == 0 || i == which) continue;
      const auto& over = term.cases[i].over;
      if (std::find(over.begin(), over.end(), static_cast<std::uint32_t>(which)) != over.end()) return true;
    }
    return false;
  };
  auto is_over = [&](std::size_t a, std::size_t b) {
    const auto& over = term.cases[a].over;
    return std::find(over.begin(), over.end(), static_cast<std::uint32_t>(b)) != over.end();
  };
  struct Left {
    std::uint32_t which;
    bool surely;  // holds and is not removed, in every filling in which no guard fails
    ValueSet value;
  };
  Left first_left;
  std::vector<Left> others;  // mostly empty
  bool some_left = false;
  for (std::size_t i = 0; i < count; ++i) {
    if (may[i] == 0 || yields(i, surely)) continue;
    std::optional<Unmarked> unmarked;
    const bool sure = surely[i] != 0 && !yields(i, may);
    if (!sure) unmarked.emplace(*this);
    Left left{static_cast<std::uint32_t>(i), sure, evaluate(term.cases[i].value)};
    if (left.surely && fails(left.value))
      return failed(result.shape, join_failures(result.failure, left.value.failure));
    join_into(result, left.value);
    if (some_left)
      others.push_back(left);
    else
      first_left = left;
    some_left = true;
  }
  if (!others.empty()) {
    others.insert(others.begin(), first_left);
    for (std::size_t i = 0; i < others.size(); ++i) {
      for (std::size_t j = i + 1; j < others.size(); ++j) {
        const Left &a = others[i], &b = others[j];
        if (is_over(a.which, b.which) || is_over(b.which, a.which)) continue;
        const bool known = is_settled(a.value) && is_settled(b.value);
        if (known && a.value == b.value) continue;
        if (!known) note(a.value, b.value);
        const std::uint32_t clash = conflict(id, term, a.which, b.which);
        if (known && a.surely && b.surely) return failed(result.shape, join_failures(result.failure, clash));
        result.failure = join_failures(result.failure, clash);
      }
    }
  }
  if (!any_surely) {
    std::optional<Unmarked> unmarked;
    if (some_left) unmarked.emplace(*this);
    if (term.otherwise)
      join_into(result, evaluate(*term.otherwise));
    else
      result.none = true;
  }
  return result;
}

}  // namespace cepol::reference
