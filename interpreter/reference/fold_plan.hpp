// Folds over rows that an index can answer. Such a fold takes, of the rows that satisfy conditions of their own, those
// whose keys equal what is wanted, and of these perhaps those before (after) a bound:
//
//   sum(amount(s) over s where counts(s) and key(s) = key(r) and s before r)
//
// It is evaluated again and again with other wanted keys and bounds (for each row r) while everything else stays the
// same. So each row's keys, order and amount are computed once, and a fold is a lookup (fold_index.hpp).
#pragma once

#include <optional>
#include <vector>

#include "interpreter/reference/free_slots.hpp"
#include "lang/core/program.hpp"

namespace cepol::reference {

struct FoldPlan {
  static constexpr std::size_t most_keys = 4;
  struct Key {
    core::ExprId of_row, wanted;
  };
  struct Order {  // of the rows those below (above) the bound
    core::ExprId of_row, bound;
    bool below, included;  // included: those at the bound too
  };

  std::vector<Key> keys;
  std::optional<Order> order;
  std::vector<core::ExprId> conditions;  // of the row
  std::vector<core::Slot> fixed;  // slots that the rows' keys, order, conditions and values read beside the row's
};

// nullopt: the fold has no keys and no order. `slots`: the free slots of expressions.
std::optional<FoldPlan> fold_plan_of(const core::Program& program, const core::OverRows& fold,
                                     const std::vector<SlotSet>& slots);

}  // namespace cepol::reference
