// What the evaluator works out of a program before it sees data: constants, the size of the stack, which functions are
// worth memoising, which folds over whole tables are the same for every row. It depends on the selected readings and on
// no data, so evaluators on several threads may share it.
#pragma once

#include <vector>

#include "interpreter/reference/fold_plan.hpp"
#include "interpreter/reference/tracked_set.hpp"

namespace cepol::reference {

struct ProgramInfo {
  ProgramInfo(const core::Program& program, const std::vector<core::Member>& readings);

  struct Node {  // what the evaluator reads of every expression, close together
    core::TermKind kind;
    Shape shape;
    core::Slot slot;  // Local
  };
  static constexpr std::size_t most_key = 4;  // arguments of a function that is memoised

  std::vector<Node> nodes;                        // by expression
  std::vector<TrackedSet> constants;              // by expression; only of Constant and ReadingOption terms
  std::vector<std::string_view> text_constants;   // sorted
  std::vector<std::uint8_t> memoised;             // by function: 1 where its results are worth keeping
  std::vector<std::uint32_t> owner;               // by expression: the function that it belongs to
  std::vector<std::uint32_t> table_fold_numbers;  // by expression: from 1 for a fold over a whole table that reads no
                                                  // local; 0 for all others
  std::uint32_t table_folds = 0;                  // how many such folds there are
  std::vector<FoldPlan> fold_plans;
  std::vector<std::uint32_t> fold_plan_numbers;  // by expression: from 1 for a fold that has a plan; 0 for all others
  std::size_t memo_size = 1;                     // how many results to keep, a power of two
  std::size_t stack_size = 1;                    // slots of all frames at the deepest call

 private:
  void describe_terms(const core::Program& program, const std::vector<core::Member>& readings);
  void size_functions(const core::Program& program);
};

}  // namespace cepol::reference
