// The reference engine: one record at a time, plainly. It is what explanations are made with and what every other
// engine is tested against.
//
// It computes with sets: a ValueSet is the set of values that an expression may have, given what is known of the data.
// On complete data all sets are single and this is ordinary evaluation; where a cell is blank the set is a sound
// over-estimate (interval arithmetic, three-valued logic). `decide` then completes what the sets leave open, by
// splitting the blanks that matter until each outcome is certain or refuted (case_splitter.hpp).
#pragma once

#include <memory>
#include <span>

#include "interpreter/engine/results.hpp"
#include "interpreter/reference/coverage_marks.hpp"
#include "interpreter/reference/program_info.hpp"
#include "interpreter/reference/value_set.hpp"

namespace cepol::reference {

class Evaluator {
 public:
  // `prepared`: of the program with the same readings; made here where none is given.
  Evaluator(const core::Program& program, const data::Dataset& data, const engine::Options& options,
            std::shared_ptr<const ProgramInfo> prepared = nullptr);
  ~Evaluator();

  // Every decision of the row's table, completed.
  engine::RowResults decide(core::TableId table, data::RowIndex row);
  // One decision; without naming the blanks that matter.
  engine::RowResults::Decided decide(core::DecisionId decision, data::RowIndex row);
  engine::Outcome outcome(core::DecisionId decision, data::RowIndex row);  // likewise, without its figures
  // One function on a row, and for account lines below `years` / `rows` on a year or child row. Not completed.
  ValueSet call(core::FunctionId function, std::span<const ValueSet> arguments);
  // From now on `call` marks there what it comes across; nullptr: no more.
  void watch(CoverageMarks* seen);

  // For explanations of an undetermined outcome: how the ways to fill the blanks turn out. Each way is a box: a set of
  // values for each blank that matters; adjoining boxes with one outcome are merged. At most `limit` boxes; truncated
  // says so.
  struct Way {
    std::vector<std::pair<engine::Cell, ValueSet>> blanks;
    engine::Outcome outcome;
  };
  struct Ways {
    std::vector<Way> ways;
    bool truncated = false;
  };
  Ways ways(core::DecisionId decision, data::RowIndex row, std::size_t limit);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace cepol::reference
