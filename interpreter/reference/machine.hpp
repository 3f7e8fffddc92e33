// The walk over core terms with sets of values. Only the reference engine's own files include this header.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "interpreter/reference/value.hpp"
#include "interpreter/results/results.hpp"

namespace cepol::reference {

struct Failure {
  bool conflict = false;
  std::string detail;  // conflict: "A / B"; otherwise what went wrong, a word for results to show
};

// A set of values assumed for a blank, in place of all that its column allows.
struct Assumption {
  results::Cell cell;
  Value value;
};
using Box = std::vector<Assumption>;

class Machine {
 public:
  Machine(const core::Program& program, const tables::Dataset& data, const results::Options& options);

  // The set of values of a function's result. Blanks take the values that `box` assumes, or any that their columns
  // allow; those read while more than one value was possible are in `touched` afterwards.
  Value run(core::FunctionId function, std::span<const Value> arguments, const Box& box);
  const std::vector<results::Cell>& touched() const { return touched_; }

  // All values that the column of a blank allows (a date known to the month: its days).
  Value domain(const results::Cell& cell) const;
  const Failure& failure(std::uint32_t number) const { return failures_[number - 1]; }
  const core::Program& program() const { return program_; }
  const std::vector<std::string_view>& text_constants() const { return text_constants_; }

 private:
  Value evaluate(core::ExprId id);
  Value call(core::FunctionId function, std::span<const Value> arguments);
  Value column(const core::ColumnOf& term, core::ExprId id);
  Value cell(core::TableId table, tables::RowIndex row, core::ColumnIndex column);
  Value arithmetic(const core::Arithmetic& term, core::ExprId id);
  Value round(const core::Round& term, core::ExprId id);
  Value shift(const core::Shift& term, core::ExprId id);
  Value elapsed(const core::Elapsed& term);
  Value part(const core::Part& term);
  Value year_day(const core::YearDay& term, core::ExprId id);
  Value compare(const core::Compare& term);
  Value logic(const core::Logic& term);
  Value choose(const core::Choose& term);
  Value cases(const core::Cases& term, core::ExprId id);
  Value contains(const core::Contains& term);
  Value over_rows(const core::OverRows& term, core::ExprId id);
  Value over_years(const core::OverYears& term, core::ExprId id);

  std::uint32_t fail(core::ExprId at, const char* what, std::uint32_t first = 0, std::uint32_t second = 0,
                     std::string conflict = {});
  Value& slot(core::Slot number) { return frames_[base_ + number]; }

  const core::Program& program_;
  const tables::Dataset& data_;
  const results::Options& options_;
  std::vector<Value> constants_;  // by expression; only of Constant and Chosen terms
  std::vector<std::string_view> text_constants_;
  std::vector<Value> frames_;
  std::size_t base_ = 0, top_ = 0;
  const Box* box_ = nullptr;
  std::vector<results::Cell> touched_;
  // Results of functions of one row. They hold within a run, and, where they are settled, for the next runs too while
  // nothing is assumed: a decision and its figures share their parts.
  struct Memo {
    std::uint64_t run = 0, epoch = 0;
    tables::RowIndex row = 0;
    Value value;
  };
  std::vector<Memo> memo_;
  std::uint64_t run_ = 0, epoch_ = 0;
  tables::RowIndex last_row_ = 0;
  std::vector<Failure> failures_;
  std::map<std::tuple<std::uint32_t, std::string, std::uint32_t, std::uint32_t>, std::uint32_t> failure_numbers_;
};

}  // namespace cepol::reference
