#include "interpreter/reference/fold_index.hpp"

#include <algorithm>
#include <array>

namespace cepol::reference {

using core::Fold;

namespace {

// A key and one value more.
struct LongerKey {
  std::array<PlainValue, FoldPlan::most_keys> values;
  std::size_t size;
  LongerKey(std::span<const PlainValue> key, const PlainValue& more) : size(key.size() + 1) {
    std::ranges::copy(key, values.begin());
    values[key.size()] = more;
  }
  std::span<const PlainValue> all() const { return std::span(values).first(size); }
};

}  // namespace

void FoldIndex::add(std::span<const PlainValue> key, const std::optional<PlainValue>& excepted, const Orders& orders,
                    const FoldTotal& row) {
  rows_.push_back({keys_.add(key), orders, row});
  if (excepted) excepted_rows_.push_back({excepted_keys_.add(LongerKey(key, *excepted).all()), orders, row});
}

void FoldIndex::add_open(std::span<const PlainValue> key, data::RowIndex row) {
  const std::uint32_t number = keys_.add(key);
  if (open_.size() <= number) open_.resize(number + std::size_t{1});
  open_[number].push_back(static_cast<std::uint32_t>(all_open_.size()));
  all_open_.push_back(row);
}

void FoldIndex::add_open(data::RowIndex row) {
  open_everywhere_.push_back(static_cast<std::uint32_t>(all_open_.size()));
  all_open_.push_back(row);
}

std::uint32_t FoldIndex::add_value(const TrackedSet& value, const PlainValue& plain) {
  const std::uint32_t number = value_numbers_.add(std::span(&plain, 1));
  if (number == values_.size()) values_.push_back(value);
  return number;
}

Exact FoldIndex::find_text(const PlainValue& text) const {
  const auto number = texts_.find(std::span(&text, 1));
  return number ? std::int64_t{*number} : -1;
}

bool FoldIndex::seal() {
  const bool both_ends = !plan_.ranges.empty() && plan_.ranges.back().negated;
  const std::size_t ranges = plan_.ranges.size();
  return totals_.build(fold_, std::move(rows_), keys_.size(), ranges, both_ends) &&
         excepted_.build(fold_, std::move(excepted_rows_), excepted_keys_.size(), ranges, both_ends);
}

std::optional<FoldTotal> FoldIndex::find(const Wanted& wanted) const {
  const auto key = keys_.find(wanted.key);
  auto total = key ? totals_.find(*key, wanted.ranges) : std::optional(FoldTotal{});
  if (!total || !wanted.excepted) return total;
  if (const auto same = excepted_keys_.find(LongerKey(wanted.key, *wanted.excepted).all()))
    total->count -= excepted_.find(*same, wanted.ranges)->count;
  return total;
}

std::vector<std::uint32_t> FoldIndex::find_values(const Wanted& wanted) const {
  const auto key = keys_.find(wanted.key);
  return key ? totals_.values(*key, wanted.ranges) : std::vector<std::uint32_t>();
}

std::vector<data::RowIndex> FoldIndex::find_open(std::span<const PlainValue> key) const {
  std::span<const std::uint32_t> of_key;
  if (const auto number = keys_.find(key); number && *number < open_.size()) of_key = open_[*number];
  std::vector<std::uint32_t> places(of_key.size() + open_everywhere_.size());
  std::merge(of_key.begin(), of_key.end(), open_everywhere_.begin(), open_everywhere_.end(), places.begin());
  std::vector<data::RowIndex> rows;
  rows.reserve(places.size());
  for (std::uint32_t place : places) rows.push_back(all_open_[place]);
  return rows;
}

}  // namespace cepol::reference
