// FoldState: a fold over rows or years under way. Rows arrive with what is known of whether they count.
//
// `some` and `every` are decided by one row, whatever the others do; else the first row whose guard or value fails
// makes the fold fail. It makes every other fold fail.
#pragma once

#include <vector>

#include "interpreter/reference/fold_index.hpp"
#include "interpreter/reference/set_operations.hpp"

namespace cepol::reference {

class FoldState {
 public:
  FoldState(core::Fold kind, Shape shape) : fold(kind), shape_(shape) {}

  const core::Fold fold;
  std::uint32_t failure = 0;
  std::uint32_t outside_failure = 0;    // the part of it that comes from the parent or the ends of the window
  std::uint32_t differing_failure = 0;  // unique: the failure where rows differ
  bool stopped = false;                 // in every filling decided by a row, or (not some, every) failed at one
  bool overflowed = false;              // an end of a sum could not be computed
  std::uint64_t open_blanks = 0;        // that leave values open

  void add_count(bool sure) {
    low_count_ += sure ? 1 : 0;
    ++high_count_;
  }
  // some, every. `sure`: the row counts in every filling in which nothing fails; `certain`: and nothing fails.
  void add_truth(const TruthSet& value, bool sure, bool certain);
  // The other folds.
  void add_value(const TrackedSet& value, bool sure);
  // Rows that count for certain and whose values are known.
  void add_total(const FoldTotal& total, std::span<const TrackedSet> values);
  // A row's guard surely fails.
  void add_failed_row();
  // What a row's guard or value may fail with. It is not kept after a row that surely fails.
  void add_failure(std::uint32_t of_row) {
    if (!row_surely_failed_) failure = join_failures(failure, of_row);
  }

  TrackedSet finish(SetOperations& operations);

 private:
  struct Value {
    TrackedSet set;
    bool sure;
    std::optional<PlainValue> plain;  // no two values have the same
  };
  void add_one_of_many(const TrackedSet& value, bool sure);
  void must_be_equal(SetOperations& operations, const Value& a, const Value& b);
  static TruthSet equality(SetOperations& operations, const TrackedSet& a, const TrackedSet& b);
  void add_to_sum(const NumberRange& range, bool sure);
  void keep_widest_part(const TrackedSet& value);
  void add_to_extreme(const NumberRange& range, bool sure);
  bool by_truth() const { return fold == core::Fold::some || fold == core::Fold::every; }
  TrackedSet distinct(SetOperations& operations);
  TrackedSet unique(SetOperations& operations);

  Shape shape_;
  NumberRange range_{0, 0, true};  // sum, minimum, maximum
  TrackedSet part_;                // of these: the value that may be the most of it
  bool must_fail_ = false;         // in every filling (not some, every)
  bool row_surely_failed_ = false;
  bool may_decide_ = false,
       cannot_default_ = false;  // some, every: a row may decide it; it cannot come out the other way
  bool has_value_ = false, has_sure_value_ = false;  // minimum, maximum, unique
  std::int64_t low_count_ = 0, high_count_ = 0;      // count, distinct
  std::vector<Value> values_;                        // distinct, unique
  KeyTable plain_values_{1};                         // of those that are plain, with their places in values_
  std::vector<std::size_t> plain_places_;
};

}  // namespace cepol::reference
