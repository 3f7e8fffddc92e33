// FoldIndex: the rows of a fold, so that what some of them add up to is found without visiting them. It holds the rows
// that count for certain and whose values are known; the others are listed, to be folded one by one.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "interpreter/engine/results.hpp"
#include "interpreter/reference/plain_value.hpp"
#include "interpreter/reference/range_totals.hpp"

namespace cepol::reference {

class FoldIndex {
 public:
  FoldIndex(core::Fold fold, const FoldPlan& plan)
      : fold_(fold), plan_(plan), keys_(plan.keys.size()), excepted_keys_(plan.keys.size() + 1) {}

  // Rows are added, then the index is sealed, then totals are asked for. `excepted`: the value of FoldPlan::except.
  using Orders = std::array<RangeTotals::Order, FoldPlan::most_ranges>;
  void add(std::span<const PlainValue> key, const std::optional<PlainValue>& excepted, const Orders& orders,
           const FoldTotal& row);
  // A row that is folded by itself, wherever its key may be looked for.
  void add_open(std::span<const PlainValue> key, data::RowIndex row);
  void add_open(data::RowIndex row);
  bool seal();  // false: a sum cannot be computed

  // Numbers of values, for FoldTotal::value; and places of texts in an order in which equal ones are equal.
  std::uint32_t add_value(const TrackedSet& value, const PlainValue& plain);
  Exact add_text(const PlainValue& text) { return std::int64_t{texts_.add(std::span(&text, 1))}; }
  Exact find_text(const PlainValue& text) const;
  std::span<const TrackedSet> values() const { return values_; }

  struct Wanted {
    std::span<const PlainValue> key;
    std::optional<PlainValue> excepted;
    std::span<const RangeTotals::Wanted> ranges;
  };
  std::optional<FoldTotal> find(const Wanted& wanted) const;  // nullopt: a sum cannot be computed
  std::vector<std::uint32_t> find_values(const Wanted& wanted) const;
  // In the order in which they were added: those that may have the key, and all.
  std::vector<data::RowIndex> find_open(std::span<const PlainValue> key) const;
  const std::vector<data::RowIndex>& all_open() const { return all_open_; }

 private:
  const core::Fold fold_;
  const FoldPlan& plan_;
  KeyTable keys_, excepted_keys_, value_numbers_{1}, texts_{1};
  std::vector<TrackedSet> values_;
  std::vector<RangeTotals::Row> rows_, excepted_rows_;  // until it is sealed
  RangeTotals totals_, excepted_;

  std::vector<data::RowIndex> all_open_;
  std::vector<std::vector<std::uint32_t>> open_;  // by key: places in all_open_
  std::vector<std::uint32_t> open_everywhere_;    // their keys are not known
};

// The index of a fold, as long as it holds.
struct KeptIndex {
  std::uint64_t run = 0;  // of the evaluator, in which it holds; any_run: in all
  std::optional<data::RowIndex> parent;
  std::vector<PlainValue> fixed;  // the values of the plan's fixed slots
  std::uint32_t asked = 0;        // how often a fold with these was evaluated
  bool refused = false;           // a sum cannot be computed
  std::unique_ptr<FoldIndex> index;
};
constexpr std::uint64_t any_run = UINT64_MAX;  // what was computed without reading a blank holds in every run

}  // namespace cepol::reference
