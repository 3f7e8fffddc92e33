// Comparisons and logic, where operands may be open. Comparisons of texts: text_comparisons.cpp.
#include <algorithm>
#include <bit>

#include "interpreter/reference/set_evaluator.hpp"

namespace cepol::reference {

using namespace core;

namespace {

TruthSet compare_ranges(Relation relation, const NumberRange& a, const NumberRange& b) {
  switch (relation) {
    case Relation::less: return {a.low < b.high, a.high >= b.low, 0};
    case Relation::at_most: return {a.low <= b.high, a.high > b.low, 0};
    case Relation::equal:
      return {a.low <= b.high && b.low <= a.high, !is_point(a) || !is_point(b) || a.low != b.low, 0};
  }
  return {};
}

TruthSet compare_members(Relation relation, std::uint64_t a, std::uint64_t b) {
  const int a_low = std::countr_zero(a), a_high = 63 - std::countl_zero(a);
  const int b_low = std::countr_zero(b), b_high = 63 - std::countl_zero(b);
  switch (relation) {
    case Relation::less: return {a_low < b_high, a_high >= b_low, 0};
    case Relation::at_most: return {a_low <= b_high, a_high > b_low, 0};
    case Relation::equal: return {(a & b) != 0, a != b || a_low != a_high, 0};
  }
  return {};
}

NumberRange range_of(const TrackedSet& set) {  // of rows: their numbers
  if (set.shape() == Shape::range) return set.range();
  const RowSet& rows = set.row();
  return {static_cast<std::int64_t>(rows.first), static_cast<std::int64_t>(rows.last), true};
}

}  // namespace

TruthSet SetEvaluator::compare(const Compare& term) {
  TrackedSet left, right;
  const TrackedSet& a = operand(term.left, left);
  if (fails(a)) return {false, false, a.failure};
  const TrackedSet& b = operand(term.right, right);
  if (fails(b)) return {false, false, join_failures(a.failure, b.failure)};
  TruthSet result;
  if (a.some && b.some) result = compare_values(term.relation, a, b);
  result.no |= a.none || b.none;
  if (result.yes && result.no) note_open(a, b);
  result.failure = join_failures(a.failure, b.failure);
  return result;
}

// Of the ordinary values, which both have.
TruthSet SetEvaluator::compare_values(Relation relation, const TrackedSet& a, const TrackedSet& b) {
  switch (a.shape()) {
    case Shape::range:
    case Shape::row: {
      if (same_source(a, b)) return {relation != Relation::less, relation == Relation::less, 0};
      const NumberRange left = range_of(a), right = range_of(b);
      const TruthSet result = compare_ranges(relation, left, right);
      if (result.yes && result.no) suggest_split_at(relation, a, left, b, right);
      return result;
    }
    case Shape::members: return compare_members(relation, a.members().bits, b.members().bits);
    case Shape::text: return compare_texts(a, b);
  }
  return {};
}

// One operand decides (all: a no; otherwise: a yes), whatever the others do; else the first that fails makes it fail.
TruthSet SetEvaluator::logic(const Logic& term) {
  bool may_be_other = true, may_be_decided = false;
  bool surely_failed = false;  // at an operand so far: the failures of later ones are never the first
  std::uint32_t failure = 0;
  for (ExprId id : term.operands) {
    const TruthSet one = truth(id);
    const bool decides = term.all ? one.no : one.yes, other = term.all ? one.yes : one.no;
    if (decides && !other && one.failure == 0) return term.all ? TruthSet{false, true, 0} : TruthSet{true, false, 0};
    if (!surely_failed) failure = join_failures(failure, one.failure);
    surely_failed = surely_failed || (!one.yes && !one.no);
    may_be_decided = may_be_decided || decides;
    may_be_other = may_be_other && other;
  }
  return term.all ? TruthSet{may_be_other, may_be_decided, failure} : TruthSet{may_be_decided, may_be_other, failure};
}

}  // namespace cepol::reference
