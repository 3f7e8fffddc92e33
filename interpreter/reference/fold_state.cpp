#include "interpreter/reference/fold_state.hpp"

#include <algorithm>

#include "interpreter/reference/numbers.hpp"

namespace cepol::reference {

using core::Fold;

void FoldState::add_truth(const TruthSet& value, bool sure, bool certain) {
  const bool decides = fold == Fold::some ? value.yes : value.no, other = fold == Fold::some ? value.no : value.yes;
  may_decide_ = may_decide_ || decides;
  if (sure && !other) cannot_default_ = true;  // the row decides, or it fails
  if (sure && !other && !decides) row_surely_failed_ = true;
  if (certain && decides && !other && value.failure == 0) {
    stopped = true;
    failure = outside_failure;
  }
}

void FoldState::add_value(const TrackedSet& value, bool sure) {
  open_blanks |= value.open_blanks;
  if (fails(value)) {
    if (sure) must_fail_ = row_surely_failed_ = stopped = true;
    return;
  }
  sure = sure && !value.none;
  if (!value.some) return;
  switch (fold) {
    case Fold::sum:
      keep_widest_part(value);
      add_to_sum(value.range(), sure);
      break;
    case Fold::minimum:
    case Fold::maximum:
      keep_widest_part(value);
      add_to_extreme(value.range(), sure);
      break;
    case Fold::distinct:
    case Fold::unique: add_one_of_many(value, sure); break;
    case Fold::count:
    case Fold::some:
    case Fold::every: break;  // see add_count, add_truth
  }
}

void FoldState::keep_widest_part(const TrackedSet& value) {
  if (value.source == Source::several || is_point(value.range())) return;
  if (!part_.some || is_wider(value.range(), part_.range())) part_ = value;
}

void FoldState::add_failed_row() {
  must_fail_ = cannot_default_ = row_surely_failed_ = true;
  stopped = !by_truth();
}

// A row that may not count adds its range joined with 0.
void FoldState::add_to_sum(const NumberRange& range, bool sure) {
  const Exact low = sure ? range.low : std::min(range.low, Exact(0));
  const Exact high = sure ? range.high : std::max(range.high, Exact(0));
  range_.whole = range_.whole && is_whole(range);
  const bool one = is_point(range_) && low == high;
  const RangeEnds sum = sum_of(range_.low, range_.high, low, high);
  range_.low = sum.low;
  range_.high = sum.high;
  overflowed = overflowed || sum.overflowed;
  if (one && sum.overflowed) must_fail_ = stopped = true;
}

void FoldState::add_to_extreme(const NumberRange& range, bool sure) {
  if (!has_value_) {
    range_.low = range.low;
    range_.high = range.high;
  }
  const bool least = fold == Fold::minimum;
  if (least && range.low < range_.low) range_.low = range.low;
  if (!least && range.high > range_.high) range_.high = range.high;
  // The far end: over the rows that surely count; where there are none, over all.
  const Exact far = least ? range.high : range.low;
  Exact& end = least ? range_.high : range_.low;
  if (sure && has_sure_value_)
    end = least ? std::min(end, far) : std::max(end, far);
  else if (sure)
    end = far;
  else if (!has_sure_value_ && has_value_)
    end = least ? std::max(end, far) : std::min(end, far);
  has_value_ = true;
  has_sure_value_ = has_sure_value_ || sure;
  range_.whole = range_.whole && is_whole(range);
}

TruthSet FoldState::equality(SetOperations& operations, const TrackedSet& a, const TrackedSet& b) {
  return operations.compare_values(core::Relation::equal, a, b);
}

void FoldState::add_one_of_many(const TrackedSet& value, bool sure) {
  const auto plain = plain_value(value);
  if (plain) {
    const std::uint32_t known = plain_values_.size(), number = plain_values_.add(std::span(&*plain, 1));
    if (number < known) {
      Value& same = values_[plain_places_[number]];
      same.sure = same.sure || sure;
      return;
    }
    plain_places_.push_back(values_.size());
  }
  values_.push_back({value, sure, plain});
}

void FoldState::add_total(const FoldTotal& total, std::span<const TrackedSet> values) {
  switch (fold) {
    case Fold::count:
    case Fold::distinct:
      low_count_ += std::int64_t{total.count};
      high_count_ += std::int64_t{total.count};
      break;
    case Fold::some:
    case Fold::every:
      if (total.count > 0) add_truth({fold == Fold::some, fold == Fold::every, 0}, true, true);
      break;
    case Fold::sum:
      if (total.count > 0) add_to_sum({total.number, total.number, total.whole}, true);
      break;
    case Fold::minimum:
    case Fold::maximum:
      if (total.count > 0) add_to_extreme({total.number, total.number, total.whole}, true);
      break;
    case Fold::unique:
      for (std::uint32_t value : {total.value, total.other})
        if (value != FoldTotal::no_value) add_one_of_many(values[value], true);
      break;
  }
}

// Rows that may count and may differ may make it fail; two that surely do both make it fail.
void FoldState::must_be_equal(SetOperations& operations, const Value& a, const Value& b) {
  const TruthSet same = equality(operations, a.set, b.set);
  if (!same.no) return;
  operations.note_open(open_blanks);  // of the values, and of whether the rows are among those folded over
  failure = join_failures(failure, differing_failure);
  if (!same.yes && a.sure && b.sure) must_fail_ = true;
}

// Where a row fails, that is the failure, whether rows differ or not. Plain values differ; of these each is compared
// with one that surely counts, or where there is none with any.
TrackedSet FoldState::unique(SetOperations& operations) {
  TrackedSet result = engine::nothing(shape_);
  if (row_surely_failed_) return result;  // finish() adds the failure
  std::vector<const Value*> open;
  const Value* plain = nullptr;
  for (const Value& value : values_) {
    join_into(result, value.set);
    has_sure_value_ = has_sure_value_ || value.sure;
    if (value.plain) {
      for (const Value* earlier : open) must_be_equal(operations, *earlier, value);
      if (plain != nullptr) must_be_equal(operations, *plain, value);
      if (plain == nullptr || value.sure) plain = &value;
    } else {
      for (const Value* earlier = values_.data(); earlier != &value; ++earlier)
        must_be_equal(operations, *earlier, value);
      open.push_back(&value);
    }
  }
  result.failure = failure;
  result.none = !has_sure_value_;
  return result;
}

// At most: the values not surely equal to an earlier one. At least: a set of rows that surely count and surely differ.
// Plain values are compared with the others only.
TrackedSet FoldState::distinct(SetOperations& operations) {
  std::vector<const Value*> open, apart, open_apart;
  for (const Value& value : values_) {
    if (!is_single(value.set)) operations.note_open(value.set.open_blanks);
    auto is_apart = [&](const Value* one) { return !equality(operations, one->set, value.set).yes; };
    auto is_same = [&](const Value& one) { return !equality(operations, one.set, value.set).no; };
    bool repeated = false;
    if (value.plain)
      repeated = std::any_of(open.begin(), open.end(), [&](const Value* one) { return is_same(*one); });
    else
      repeated = std::any_of(static_cast<const Value*>(values_.data()), &value, is_same);
    const std::vector<const Value*>& others = value.plain ? open_apart : apart;
    const bool differs = value.sure && std::all_of(others.begin(), others.end(), is_apart);
    if (!repeated) ++high_count_;
    if (!value.plain) open.push_back(&value);
    if (!differs) continue;
    apart.push_back(&value);
    if (!value.plain) open_apart.push_back(&value);
  }
  low_count_ += static_cast<std::int64_t>(apart.size());
  return engine::of_range(low_count_, high_count_, true);
}

TrackedSet FoldState::finish(SetOperations& operations) {
  TrackedSet result = engine::nothing(shape_);
  switch (fold) {
    case Fold::some: result = engine::of_truth(!cannot_default_, may_decide_); break;
    case Fold::every: result = engine::of_truth(may_decide_, !cannot_default_); break;
    case Fold::count: result = engine::of_range(low_count_, high_count_, true); break;
    case Fold::sum:
      result = engine::of_range(range_.low, range_.high, range_.whole);
      if (part_.some) keep_part(result, part_);
      break;
    case Fold::minimum:
    case Fold::maximum:
      if (has_value_) result = engine::of_range(range_.low, range_.high, range_.whole);
      if (has_value_ && part_.some) keep_part(result, part_);
      result.none = !has_sure_value_;
      break;
    case Fold::distinct: result = distinct(operations); break;
    case Fold::unique: result = unique(operations); break;
  }
  if (must_fail_ && !by_truth()) return engine::failed(shape_, failure);
  if (fold != Fold::unique) result.failure = failure;
  result.open_blanks = open_blanks;
  if (overflowed || (by_truth() && failure != 0))
    operations.note_open(open_blanks);  // a row may decide before a failure
  return result;
}

}  // namespace cepol::reference
