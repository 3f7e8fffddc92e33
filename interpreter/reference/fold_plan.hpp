// Folds over rows that an index can answer. Such a fold takes, of the rows that satisfy conditions of their own, those
// that stand in a certain relation to what is wanted: whose keys are equal to it, that come before or after it in an
// order, that differ from it:
//
//   sum(amount(s) over s where counts(s) and key(s) = key(r) and s before r)
//
// It is evaluated again and again with other wanted values (for each row r) while everything else stays the same. So
// each row's keys, orders and amount are computed once, and a fold is a lookup (fold_index.hpp).
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "interpreter/reference/free_slots.hpp"
#include "lang/core/program.hpp"

namespace cepol::reference {

struct FoldPlan {
  static constexpr std::size_t most_keys = 4, most_ranges = 2, most_parts = 2;
  struct Key {  // of the row, equal to what is wanted
    core::ExprId of_row, wanted;
    bool of_value;
  };
  // less, at_most: the row comes before what is wanted in the order of its first part, where they are equal of the
  // second; each part ascending or descending. equal: they are equal. A negated range has the other rows: also those
  // of which a part is none.
  struct Range {
    struct Part {
      core::ExprId of_row, wanted;
      bool descending = false;
    };
    core::Relation relation = core::Relation::less;
    bool negated = false, of_value = false;
    std::vector<Part> parts;
  };
  struct Condition {  // of the row alone
    core::ExprId truth;
    bool negated, of_value;
  };
  struct Binding {  // `let` around conditions
    core::Slot slot;
    core::ExprId value;
    bool of_row;
  };

  // `of_value` is what comes from the value of `some` or `every` and not from the guard: it does not matter where the
  // guard fails.
  std::vector<Key> keys;
  std::vector<Range> ranges;  // not negated ones last
  std::optional<Key> except;  // of count, some and every: rows with an equal value are taken off again
  std::vector<Condition> conditions;
  std::vector<Binding> bindings;
  std::optional<core::ExprId> value;  // not of `some` and `every`: it, or its opposite, is among the conditions
  std::vector<core::Slot> fixed;      // slots that what is of the rows reads beside the row's
};

// nullopt: the fold compares rows with nothing, or not in this way. `slots`: the free slots of expressions.
std::optional<FoldPlan> fold_plan_of(const core::Program& program, const core::OverRows& fold,
                                     const std::vector<SlotSet>& slots);

}  // namespace cepol::reference
