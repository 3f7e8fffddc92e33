// The set of values that an expression may have: some ordinary values of its type, and perhaps none, and perhaps a failure.
#pragma once

#include <cstdint>
#include <string_view>

#include "lang/core/program.hpp"

namespace cepol::reference {

enum class Shape : std::uint8_t { members, range, text, row };

struct Value {
  Shape shape = Shape::members;
  bool some = false;          // may be an ordinary value (what follows)
  bool none = false;          // may be none
  bool any = false;           // text, row: any of its type (else the one below)
  std::uint32_t failure = 0;  // may fail: 1 + index into the evaluator's failures; 0: cannot
  std::uint32_t row = 0;      // row; tables::dangling: reads through it give none
  std::uint64_t members = 0;  // truth, choice: the set of members as bits
  Exact low, high;            // number, year, date: between these, both included
  std::string_view text;

  friend bool operator==(const Value&, const Value&) = default;
};

Shape shape_of(core::Kind kind);
Value nothing(Shape shape);                     // the empty set
Value none_value(Shape shape);
Value failed(Shape shape, std::uint32_t failure);
Value of_members(std::uint64_t members);
Value of_truth(bool may_be_no, bool may_be_yes);
Value of_range(Exact low, Exact high);
Value of_text(std::string_view text);
Value of_row(std::uint32_t row);
Value unknown_of(const core::Program& program, const core::Type& type);  // every ordinary value of a type

// One ordinary value and nothing else.
bool is_single(const Value& value);
// One thing and nothing else: one ordinary value, or none, or a failure.
inline bool is_settled(const Value& value) {
  return value.some ? is_single(value) : value.none != (value.failure != 0);
}
// What a guard makes of a truth: none counts as no. A failure is neither.
inline bool may_hold(const Value& truth) { return truth.some && (truth.members & 2) != 0; }
inline bool may_not_hold(const Value& truth) { return truth.none || (truth.some && (truth.members & 1) != 0); }

Value join(const Value& a, const Value& b);         // either's values
bool disjoint(const Value& a, const Value& b);      // of blanks: no ordinary value in common

}  // namespace cepol::reference
