#include "interpreter/reference/fold_index.hpp"

#include <algorithm>

#include "interpreter/reference/numbers.hpp"

namespace cepol::reference {

using core::Fold;

void FoldIndex::add(std::span<const PlainValue> key, Exact order, const FoldTotal& row) {
  entries_.push_back({keys_.add(key), order, row});
}

void FoldIndex::add_value(std::span<const PlainValue> key, const TrackedSet& value, const PlainValue& plain) {
  std::vector<PlainValue> with_value(key.begin(), key.end());
  with_value.push_back(plain);
  const std::uint32_t seen = values_seen_.size();
  if (values_seen_.add(with_value) != seen) return;
  const std::uint32_t number = keys_.add(key);
  if (values_.size() <= number) values_.resize(number + std::size_t{1});
  values_[number].push_back(value);
}

void FoldIndex::add_open(std::span<const PlainValue> key, data::RowIndex row) {
  const std::uint32_t number = keys_.add(key);
  if (open_.size() <= number) open_.resize(number + std::size_t{1});
  open_[number].push_back(row);
}

bool FoldIndex::accumulate(FoldTotal& into, const FoldTotal& row) const {
  if (fold_ == Fold::sum) {
    const auto sum = quick_plus(into.number, row.number);
    if (!sum) return false;
    into.number = *sum;
  } else if (fold_ == Fold::minimum) {
    into.number = std::min(into.number, row.number);
  } else if (fold_ == Fold::maximum) {
    into.number = std::max(into.number, row.number);
  }
  into.count += row.count;
  into.whole = into.whole && row.whole;
  into.yes = into.yes || row.yes;
  into.no = into.no || row.no;
  return true;
}

bool FoldIndex::seal(bool below) {
  below_ = below;
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const Entry& a, const Entry& b) { return a.key != b.key ? a.key < b.key : a.order < b.order; });
  begin_.assign(keys_.size() + std::size_t{1}, 0);
  for (const Entry& entry : entries_) ++begin_[entry.key + std::size_t{1}];
  for (std::size_t i = 1; i < begin_.size(); ++i) begin_[i] += begin_[i - 1];
  auto add_up = [&](auto first, auto last) {
    for (auto before = first++; first != last; before = first++) {
      if (first->key != before->key) continue;
      FoldTotal total = before->total;
      if (!accumulate(total, first->total)) return false;
      first->total = total;
    }
    return true;
  };
  if (entries_.empty()) return true;
  return below ? add_up(entries_.begin(), entries_.end()) : add_up(entries_.rbegin(), entries_.rend());
}

std::span<const FoldIndex::Entry> FoldIndex::of_key(std::uint32_t key) const {
  return std::span(entries_).subspan(begin_[key], begin_[key + std::size_t{1}] - begin_[key]);
}

FoldIndex::Found FoldIndex::find(std::span<const PlainValue> key) const {
  Found found;
  const auto number = keys_.find(key);
  if (!number) return found;
  if (const auto entries = of_key(*number); !entries.empty())
    found.total = below_ ? entries.back().total : entries.front().total;
  if (*number < values_.size()) found.total.values = values_[*number];
  if (*number < open_.size()) found.open = open_[*number];
  return found;
}

FoldIndex::Found FoldIndex::find(std::span<const PlainValue> key, Exact bound, bool included) const {
  Found found;
  const auto number = keys_.find(key);
  if (!number) return found;
  if (*number < open_.size()) found.open = open_[*number];
  const auto entries = of_key(*number);
  // The first entry at or past the bound: the end of those below it, the begin of those above it.
  const auto split = below_ == included
                         ? std::upper_bound(entries.begin(), entries.end(), bound,
                                            [](Exact at, const Entry& entry) { return at < entry.order; })
                         : std::lower_bound(entries.begin(), entries.end(), bound,
                                            [](const Entry& entry, Exact at) { return entry.order < at; });
  if (below_ && split != entries.begin()) found.total = std::prev(split)->total;
  if (!below_ && split != entries.end()) found.total = split->total;
  return found;
}

}  // namespace cepol::reference
