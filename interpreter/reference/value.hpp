// The set of values that an expression may have: some ordinary values of its type, and perhaps none, and perhaps a failure.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "lang/core/program.hpp"

namespace cepol::reference {

enum class Shape : std::uint8_t { members, range, text, row };

struct Value {
  Shape shape = Shape::members;
  bool some = false;         // may be an ordinary value (what follows)
  bool none = false;         // may be none
  std::uint32_t failure = 0;  // may fail: 1 + index into the evaluator's failures; 0: cannot
  bool any = false;          // text, row: any of its type (else the one below)
  std::uint64_t members = 0; // truth, choice: the set of members as bits
  Exact low, high;           // number, year, date: between these, both included
  std::string_view text;
  std::uint32_t row = 0;     // row; tables::dangling: reads through it give none
};

}  // namespace cepol::reference
