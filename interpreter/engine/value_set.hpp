// ValueSet: the set of the possible values of an expression. On complete data the set has
// one element. If the value depends on blanks, it is a superset of the possible values.
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>

#include "lang/core/program.hpp"

namespace cepol::engine {

// The ordinary values of a set, by the kind of their type.
struct MemberSet {  // truths and enumerations: one bit a member (of a truth: bit 0 no, bit 1 yes)
  std::uint64_t bits = 0;
};
struct NumberRange {  // numbers, years, dates: all between the two, both included
  Exact low, high;
  bool whole = false;  // whole numbers only
};
struct TextSet {  // one text, or any
  std::string_view text;
  bool any = false;
};
struct RowSet {  // all rows between the two, both included
  std::uint32_t first = 0, last = 0;
};
enum class Shape : std::uint8_t { members, range, text, row };  // which of the four

struct ValueSet {
  std::variant<MemberSet, NumberRange, TextSet, RowSet> values;  // meaningful where `some` holds
  // May be a failure: conflict_bit, other_failure_bit; several_reasons_bit; the bits above them identify the first
  // reason to the engine that made the set. 0: cannot fail.
  std::uint32_t failure = 0;
  bool some = false;  // may be an ordinary value
  bool none = false;  // may be none

  // The part of that shape; the set must have it.
  const MemberSet& members() const { return *std::get_if<MemberSet>(&values); }
  const NumberRange& range() const { return *std::get_if<NumberRange>(&values); }
  const TextSet& text() const { return *std::get_if<TextSet>(&values); }
  const RowSet& row() const { return *std::get_if<RowSet>(&values); }
  MemberSet& members() { return *std::get_if<MemberSet>(&values); }
  NumberRange& range() { return *std::get_if<NumberRange>(&values); }
  TextSet& text() { return *std::get_if<TextSet>(&values); }
  RowSet& row() { return *std::get_if<RowSet>(&values); }

  Shape shape() const {
    return std::visit(
        overloaded{[](const MemberSet&) { return Shape::members; }, [](const NumberRange&) { return Shape::range; },
                   [](const TextSet&) { return Shape::text; }, [](const RowSet&) { return Shape::row; }},
        values);
  }
};

// The low bits of ValueSet::failure. The third: reasons of several failures were joined, perhaps no filling gives the
// first.
constexpr std::uint32_t conflict_bit = 1, other_failure_bit = 2, failure_bits = 3, several_reasons_bit = 4;
constexpr int reason_shift = 3;

bool operator==(const ValueSet& a, const ValueSet& b);  // the same set; of failures only the kinds are compared

Shape shape_of(core::Kind kind);
ValueSet unknown_of(const core::Program& program, const core::Type& type);  // every ordinary value of a type

inline ValueSet nothing(Shape shape) {  // the empty set
  switch (shape) {
    case Shape::members: return {MemberSet{}, 0, false, false};
    case Shape::range: return {NumberRange{}, 0, false, false};
    case Shape::text: return {TextSet{}, 0, false, false};
    case Shape::row: return {RowSet{}, 0, false, false};
  }
  return {};
}
inline ValueSet none_value(Shape shape) {
  ValueSet set = nothing(shape);
  set.none = true;
  return set;
}
inline ValueSet failed(Shape shape, std::uint32_t failure) {
  ValueSet set = nothing(shape);
  set.failure = failure;
  return set;
}
inline ValueSet of_members(std::uint64_t members) { return {MemberSet{members}, 0, members != 0, false}; }
inline ValueSet of_truth(bool may_be_no, bool may_be_yes) {
  return of_members((may_be_no ? 1u : 0u) | (may_be_yes ? 2u : 0u));
}
inline ValueSet of_range(Exact low, Exact high, bool whole = false) {
  return {NumberRange{low, high, whole}, 0, true, false};
}
inline ValueSet of_number(Exact number) { return of_range(number, number, number.whole()); }
inline ValueSet of_text(std::string_view text) { return {TextSet{text, false}, 0, true, false}; }
inline ValueSet of_rows(std::uint32_t first, std::uint32_t last) { return {RowSet{first, last}, 0, true, false}; }
inline ValueSet of_row(std::uint32_t row) { return of_rows(row, row); }

// One ordinary value and nothing else.
bool is_single(const ValueSet& set);
// One thing and nothing else: one ordinary value, or none, or failures of one kind.
bool is_settled(const ValueSet& set);
// Failures and nothing else.
inline bool fails(const ValueSet& set) { return !set.some && !set.none; }
inline bool is_point(const NumberRange& range) { return range.low == range.high; }
inline bool is_point(const RowSet& rows) { return rows.first == rows.last; }
inline bool is_whole(const NumberRange& range) { return range.whole || (is_point(range) && range.low.whole()); }
// A truth as a guard: none counts as no. A failure is neither.
inline bool may_hold(const ValueSet& truth) { return truth.some && (truth.members().bits & 2) != 0; }
inline bool may_not_hold(const ValueSet& truth) {
  return truth.none || (truth.some && (truth.members().bits & 1) != 0);
}

// The failures of either: all kinds, and the reason of the first.
inline std::uint32_t join_failures(std::uint32_t a, std::uint32_t b) {
  if (a == 0 || b == 0) return a | b;
  return a | (b & failure_bits) | ((a ^ b) > failure_bits ? several_reasons_bit : 0);
}
// Adds the values of the second set to the first. Both have one shape, or one of them has no ordinary value.
void join_into(ValueSet& into, const ValueSet& set);

}  // namespace cepol::engine
