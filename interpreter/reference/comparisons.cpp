// Comparisons where operands may be open. Comparisons of texts: text_comparisons.cpp.
#include <algorithm>
#include <bit>

#include "interpreter/reference/set_operations.hpp"

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

TruthSet SetOperations::compared(Relation relation, const TrackedSet& a, const TrackedSet& b) {
  TruthSet result;
  if (a.some && b.some) result = compare_values(relation, a, b);
  result.no |= a.none || b.none;
  if (result.yes && result.no) note_open(a, b);
  result.failure = join_failures(a.failure, b.failure);
  return result;
}

// Of the ordinary values, which both have.
TruthSet SetOperations::compare_values(Relation relation, const TrackedSet& a, const TrackedSet& b) {
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

TruthSet SetOperations::is_none(const TrackedSet& value) {
  if (value.none && value.some) note_open(value.open_blanks);
  return {value.none, value.some, value.failure};
}

TruthSet SetOperations::as_truth(const TrackedSet& value) {
  const TruthSet result{engine::may_hold(value), engine::may_not_hold(value), value.failure};
  if (result.yes && result.no) note_open(value.open_blanks);
  return result;
}

// Two values, either of which may be none; where they may fail, perhaps.
TruthSet SetOperations::are_equal(const TrackedSet& a, const TrackedSet& b) {
  if (a.failure != 0 || b.failure != 0) return {true, !(a == b && is_settled(a)), 0};
  TruthSet same;
  if (a.some && b.some) same = compare_values(Relation::equal, a, b);
  same.yes |= a.none && b.none;
  same.no |= (a.none && b.some) || (a.some && b.none);
  return same;
}

}  // namespace cepol::reference
