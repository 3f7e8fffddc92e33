// A term of the core as SQL: what it computes, and what else it may be than a plain value.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lang/core/program.hpp"

namespace cepol::sql {

using Wide = __int128;

// What a value is beside its text, as a number in SQL. A later one prevails where several operands are needed.
enum class State : std::uint8_t { value = 0, none = 1, conflict = 2, failed = 3, open = 4 };

// What a value may be, for any data.
enum May : unsigned {
  may_none = 1,
  may_open = 2,  // a cell that is not known is needed, or the numbers are too large for the database
  may_fail = 4,
  may_hide = 8,  // where it is open it may be that it fails: then it is needed also where it would not decide
};

using Loops = std::vector<std::uint32_t>;    // ascending: the rows and years that a value depends on (plan.hpp)
using Columns = std::vector<std::uint32_t>;  // ascending: the columns that a text names

struct Value {
  core::Type type = {};
  // SQL; NULL where it is no plain value. Truths: boolean; members and texts: text; numbers: whole numbers, of
  // 1/denominator each; years: whole; dates: date; rows: the number of the row.
  std::string text;
  std::int64_t denominator = 1;
  std::string divisor;  // of a number whose denominator is not known beforehand: SQL; `text` is then the numerator
  std::string state;    // SQL, a State; empty: it follows from `text` and `may`
  unsigned may = 0;
  Wide lowest = 0, highest = 0;  // of what `text` says, of numbers, years, and of dates as days
  std::optional<core::Constant> constant = {};
  Columns columns = {};
  Loops loops = {};

  bool known() const { return may == 0; }
  bool exact() const { return !divisor.empty(); }
};

inline bool is_yes(const Value& value) {
  return value.constant && !value.constant->is_none && value.constant->value == Exact(1);
}
inline bool is_no(const Value& value) {
  return value.constant && (value.constant->is_none || value.constant->value == Exact(0));
}

// Numbers that PostgreSQL's bigint and DuckDB's BIGINT hold, as the engines' numerators.
constexpr Wide most_narrow = INT64_MAX;
constexpr Wide most_wide = Wide(1) << 120;

template <class Numbers>
Numbers merged(const Numbers& a, const Numbers& b) {
  Numbers all = a;
  all.insert(all.end(), b.begin(), b.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace cepol::sql
