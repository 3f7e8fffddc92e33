// RangeTotals: what the rows of a fold add up to, by key and by stretches of one or two orders. Built in about n log n
// steps of n rows; a question takes log n (of two orders, its square).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "interpreter/reference/fold_plan.hpp"

namespace cepol::reference {

struct FoldTotal {  // of rows that all count for certain
  static constexpr std::uint32_t no_value = UINT32_MAX;
  std::uint32_t count = 0;  // some, every: of rows that decide; distinct: of different values
  // unique: numbers of two values that differ, or of the one that there is; distinct: of a row's value
  std::uint32_t value = no_value, other = no_value;
  bool whole = true;  // sum, minimum, maximum: of whole numbers only
  Exact number;       // sum, minimum, maximum
};

class RangeTotals {
 public:
  // The parts of a range, so that what comes earlier is smaller: descending parts are negated.
  using Order = std::array<Exact, FoldPlan::most_parts>;
  struct Row {
    std::uint32_t key = 0;
    std::array<Order, FoldPlan::most_ranges> orders;
    FoldTotal total;
  };
  struct Wanted {  // of a range
    core::Relation relation = core::Relation::less;
    bool negated = false, all = false;
    Order bound;
  };

  // False: a sum cannot be computed. `ranges`: how many; `both_ends`: the last of them may be negated.
  bool build(core::Fold fold, std::vector<Row> rows, std::uint32_t keys, std::size_t ranges, bool both_ends);
  // nullopt: a sum cannot be computed.
  std::optional<FoldTotal> find(std::uint32_t key, std::span<const Wanted> wanted) const;
  // The numbers of the different values (Fold::distinct, at most one range, not negated).
  std::vector<std::uint32_t> values(std::uint32_t key, std::span<const Wanted> wanted) const;

 private:
  struct Stretch {
    std::uint32_t begin = 0, end = 0;
  };
  class Totals {  // one a row; where only counts matter, these alone are kept
   public:
    void resize(std::size_t rows, bool only_counts) { only_counts ? counts_.resize(rows) : all_.resize(rows); }
    void set(std::size_t row, const FoldTotal& total) {
      if (counts_.empty())
        all_[row] = total;
      else
        counts_[row] = total.count;
    }
    FoldTotal at(std::size_t row) const {
      if (counts_.empty()) return all_[row];
      FoldTotal total;
      total.count = counts_[row];
      return total;
    }

   private:
    std::vector<std::uint32_t> counts_;
    std::vector<FoldTotal> all_;
  };
  struct Level {  // the rows in blocks, those of a block in the last order
    std::vector<std::uint32_t> ranks;
    Totals before, after;  // of the rows of the block up to this one, from this one on
  };
  Stretch group(std::uint32_t key) const { return {begin_[key], begin_[key + std::size_t{1}]}; }
  template <class IsBefore>
  std::uint32_t place(std::size_t range, Stretch within, IsBefore&& is_before) const;
  std::array<Stretch, 2> stretches(std::uint32_t key, std::size_t range, const Wanted& wanted) const;
  bool add_block(FoldTotal& into, const Level& level, Stretch block, Stretch ranks, std::uint32_t size) const;
  bool add_up(Level& level, Stretch block, std::uint32_t first);
  bool add_levels();
  void mark_first_values();

  core::Fold fold_ = core::Fold::count;
  bool both_ends_ = false;
  std::size_t ranges_ = 0;
  std::vector<std::uint32_t> begin_;                              // by key: its rows, in each order
  std::array<std::vector<Order>, FoldPlan::most_ranges> orders_;  // ascending within each key
  // Every so many of them: what most steps of a search look at lies close together.
  static constexpr std::uint32_t rows_of_a_sample = 64;
  std::array<std::vector<Order>, FoldPlan::most_ranges> samples_;
  std::vector<FoldTotal> totals_;  // of each row, in the last order
  std::vector<Level> levels_;  // one whose blocks are the keys; of two ranges: blocks of 1, 2, 4 … in the first order
};

}  // namespace cepol::reference
