// FoldIndex: the rows of a fold by key and order, with what each stretch of them adds up to. It holds the rows that
// count for certain and whose values are known; the others are listed, to be folded one by one.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "interpreter/engine/results.hpp"
#include "interpreter/reference/plain_value.hpp"

namespace cepol::reference {

struct FoldTotal {  // of rows that all count for certain
  std::uint64_t count = 0;
  Exact number;                             // sum, minimum, maximum
  bool whole = true;                        // sum, minimum, maximum: of whole numbers only
  bool yes = false, no = false;             // some, every: a row's value is so
  std::span<const TrackedSet> values = {};  // distinct, unique: those that differ
};

class FoldIndex {
 public:
  FoldIndex(core::Fold fold, std::size_t keys) : fold_(fold), keys_(keys), values_seen_(keys + 1) {}

  // Rows are added, then the index is sealed, then totals are asked for.
  void add(std::span<const PlainValue> key, Exact order, const FoldTotal& row);
  void add_value(std::span<const PlainValue> key, const TrackedSet& value, const PlainValue& plain);
  // A row that is folded by itself, wherever its key may be looked for.
  void add_open(std::span<const PlainValue> key, data::RowIndex row);
  void add_open(data::RowIndex row) { open_everywhere_.push_back(row); }
  bool seal(bool below);  // false: a sum cannot be computed

  struct Found {
    FoldTotal total;
    std::span<const data::RowIndex> open;
  };
  // The rows with that key, of those with an order below (above) the bound, where there is one.
  Found find(std::span<const PlainValue> key) const;
  Found find(std::span<const PlainValue> key, Exact bound, bool included) const;
  const std::vector<data::RowIndex>& open_everywhere() const { return open_everywhere_; }

 private:
  struct Entry {
    std::uint32_t key;
    Exact order;
    FoldTotal total;  // after sealing: of the rows from the first of the key (above: the last) to this one
  };
  bool accumulate(FoldTotal& into, const FoldTotal& row) const;
  std::span<const Entry> of_key(std::uint32_t key) const;

  const core::Fold fold_;
  bool below_ = true;
  KeyTable keys_;
  std::vector<Entry> entries_;
  std::vector<std::size_t> begin_;                 // by key, into entries_
  std::vector<std::vector<data::RowIndex>> open_;  // by key
  std::vector<data::RowIndex> open_everywhere_;    // their keys are not known
  KeyTable values_seen_;                           // keys with a value
  std::vector<std::vector<TrackedSet>> values_;    // by key
};

// The index of a fold, as long as it holds.
struct KeptIndex {
  std::uint64_t run = 0;  // of the evaluator, in which it holds; any_run: in all
  std::optional<data::RowIndex> parent;
  std::vector<PlainValue> fixed;  // the values of the plan's fixed slots
  std::uint32_t asked = 0;        // how often a fold with these was evaluated
  bool refused = false;           // a row fails, so that the order of rows matters
  std::unique_ptr<FoldIndex> index;
};
constexpr std::uint64_t any_run = UINT64_MAX;  // what was computed without reading a blank holds in every run

}  // namespace cepol::reference
