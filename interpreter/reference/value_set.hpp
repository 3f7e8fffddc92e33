// The set of values that an expression may have: some ordinary values of its type, and perhaps none, and perhaps a
// failure.
#pragma once

#include <cstdint>
#include <string_view>

#include "lang/core/program.hpp"

namespace cepol::reference {

enum class Shape : std::uint8_t { members, range, text, row };

struct ValueSet {
  Shape shape = Shape::members;
  bool some : 1 = false;      // may be an ordinary value (what follows)
  bool none : 1 = false;      // may be none
  bool any : 1 = false;       // text, row: any of its type (else the one below)
  bool whole : 1 = false;     // range: whole numbers only
  std::uint32_t failure = 0;  // may fail: its kinds in the low two bits, above them the first one's number; 0: cannot
  std::uint32_t row = 0;      // row; data::dangling: reads through it give none
  std::uint32_t origin =
      0;  // the machine's own: the blank cell that this is the value of, or is computed from alone (Source)
  std::uint64_t blanks = 0;   // the machine's own: the blanks that leave it open, each one bit (its number modulo 64)
  std::uint64_t members = 0;  // truth, choice: the set of members as bits
  Exact low, high;            // number, year, date: between these, both included
  std::string_view text;
};

bool operator==(const ValueSet& a, const ValueSet& b);  // the same set (where it fails: in the same kinds)

// What a range with an even origin is: the year of the blank, or the time between it and the day in `row`. Stands in
// `members`.
enum class Source : std::uint64_t {
  year,
  days_since,
  months_since,
  years_since,
  days_until,
  months_until,
  years_until
};
inline bool same_source(const ValueSet& a, const ValueSet& b) {
  return a.origin != 0 && a.origin == b.origin && ((a.origin & 1) != 0 || (a.members == b.members && a.row == b.row));
}

constexpr std::uint32_t conflict_kind = 1, failure_kind = 2;

Shape shape_of(core::Kind kind);
ValueSet unknown_of(const core::Program& program, const core::Type& type);  // every ordinary value of a type

inline ValueSet nothing(Shape shape) {  // the empty set
  ValueSet value;
  value.shape = shape;
  return value;
}
inline ValueSet none_value(Shape shape) {
  ValueSet value;
  value.shape = shape;
  value.none = true;
  return value;
}
inline ValueSet failed(Shape shape, std::uint32_t failure) {
  ValueSet value;
  value.shape = shape;
  value.failure = failure;
  return value;
}
inline ValueSet of_members(std::uint64_t members) {
  ValueSet value;
  value.some = members != 0;
  value.members = members;
  return value;
}
inline ValueSet of_truth(bool may_be_no, bool may_be_yes) {
  return of_members((may_be_no ? 1u : 0u) | (may_be_yes ? 2u : 0u));
}
inline ValueSet of_range(Exact low, Exact high, bool whole = false) {
  ValueSet value;
  value.shape = Shape::range;
  value.some = true;
  value.whole = whole;
  value.low = low;
  value.high = high;
  return value;
}
inline ValueSet of_number(Exact number) { return of_range(number, number, number.whole()); }
ValueSet of_text(std::string_view text);
ValueSet of_row(std::uint32_t row);

// One ordinary value and nothing else.
bool is_single(const ValueSet& value);
// One thing and nothing else: one ordinary value, or none, or failures of one kind.
bool is_settled(const ValueSet& value);
// A failure and nothing else.
inline bool fails(const ValueSet& value) { return !value.some && !value.none; }
inline bool is_whole(const ValueSet& range) { return range.whole || (range.low == range.high && range.low.whole()); }
// What a guard makes of a truth: none counts as no. A failure is neither.
inline bool may_hold(const ValueSet& truth) { return truth.some && (truth.members & 2) != 0; }
inline bool may_not_hold(const ValueSet& truth) { return truth.none || (truth.some && (truth.members & 1) != 0); }

// Failures of either: all kinds, the first one's number.
inline std::uint32_t join_failures(std::uint32_t a, std::uint32_t b) { return a == 0 ? b : a | (b & 3u); }
ValueSet join(const ValueSet& a, const ValueSet& b);  // either's values
void join_into(ValueSet& a, const ValueSet& b);

}  // namespace cepol::reference
