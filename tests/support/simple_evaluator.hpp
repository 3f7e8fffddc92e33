// Evaluates a program on complete data (every cell known or none; rows that are unsure are no records), one expression
// after another: no sets of values, no caches. Written from the comments of lang/core/ and from docs/language.md, and
// from no engine: it judges the engines.
#pragma once

#include <set>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "interpreter/engine/results.hpp"

namespace cepol::test {

struct None {
  friend bool operator==(None, None) = default;
};
// Why an expression has no result.
enum class Reason : std::uint8_t {
  conflict,      // of cases
  overflow,      // a number that does not fit
  sum_overflow,  // likewise, in Fold::sum
  division_by_zero,
  not_whole,       // a fraction added to a year or a date
  calendar,        // a date outside the years 1 to 9999
  too_many_years,  // for a fold or scan over years
  not_unique,      // Fold::unique over rows that differ
  in_words,        // Fail
};
struct Failure {
  Reason reason;
  std::string first, second = {};  // conflict: the two cases; in_words: the words, zh and en
  std::string function = {};       // in whose body it arose
  friend bool operator==(const Failure&, const Failure&) = default;
};
// Exact: a number, a year, the day of a date, the index of a member, 0 or 1 of a truth, a row.
using SimpleValue = std::variant<Exact, std::string, None, Failure>;

struct SimpleDecided {
  SimpleValue outcome;
  std::vector<SimpleValue> measures;
};

class SimpleEvaluator {
 public:
  // `readings`: the option of each reading; empty: the defaults.
  SimpleEvaluator(const core::Program& program, const data::Dataset& data, std::vector<core::Member> readings = {});

  // From now on adds to `read` the cells that it reads; of the rows that a fold is over, what makes them so.
  void watch(std::set<engine::BlankCell>* read) { read_ = read; }

  SimpleValue call(core::FunctionId function, std::vector<SimpleValue> arguments) const;
  SimpleDecided decide(core::DecisionId decision, data::RowIndex row) const;

  const core::Program& program() const { return program_; }
  const data::Dataset& data() const { return data_; }
  core::Member option_of(core::ReadingId reading) const;
  std::vector<data::RowIndex> records(core::TableId table) const;  // ascending
  std::span<const data::RowIndex> children(core::TableId table, data::RowIndex parent) const;
  SimpleValue cell(core::TableId table, data::RowIndex row, core::ColumnIndex column) const;

 private:
  const core::Program& program_;
  const data::Dataset& data_;
  std::vector<core::Member> readings_;
  std::set<engine::BlankCell>* read_ = nullptr;
};

}  // namespace cepol::test
