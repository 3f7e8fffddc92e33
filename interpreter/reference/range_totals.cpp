#include "interpreter/reference/range_totals.hpp"

#include <algorithm>
#include <numeric>

#include "interpreter/reference/numbers.hpp"

namespace cepol::reference {

using core::Fold;
using core::Relation;

namespace {

bool accumulate(Fold fold, FoldTotal& into, const FoldTotal& more) {
  switch (fold) {
    case Fold::sum: {
      const auto sum = quick_plus(into.number, more.number);
      if (!sum) return false;
      into.number = *sum;
      break;
    }
    case Fold::minimum:
      if (into.count == 0 || (more.count != 0 && more.number < into.number)) into.number = more.number;
      break;
    case Fold::maximum:
      if (into.count == 0 || (more.count != 0 && into.number < more.number)) into.number = more.number;
      break;
    case Fold::distinct: into.value = more.value; break;
    case Fold::unique:
      for (std::uint32_t value : {more.value, more.other}) {
        if (value == FoldTotal::no_value || value == into.value || into.other != FoldTotal::no_value) continue;
        (into.value == FoldTotal::no_value ? into.value : into.other) = value;
      }
      break;
    case Fold::count:
    case Fold::some:
    case Fold::every: break;
  }
  into.count += more.count;
  into.whole = into.whole && more.whole;
  return true;
}

}  // namespace

bool RangeTotals::build(Fold fold, std::vector<Row> rows, std::uint32_t keys, std::size_t ranges, bool both_ends) {
  fold_ = fold;
  both_ends_ = both_ends;
  ranges_ = ranges;
  begin_.assign(keys + std::size_t{1}, 0);
  for (const Row& row : rows) ++begin_[row.key + std::size_t{1}];
  std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
  levels_.resize(1);
  std::vector<std::uint32_t>& ranks = levels_.front().ranks;
  // First by the last order, in which every row has its rank; then by the first.
  std::vector<std::uint32_t> rank_of_row(rows.size());
  auto sort_by = [&](std::size_t range) {
    std::vector<std::uint32_t> sorted(rows.size());
    std::iota(sorted.begin(), sorted.end(), 0u);
    std::stable_sort(sorted.begin(), sorted.end(), [&](std::uint32_t a, std::uint32_t b) {
      return rows[a].key != rows[b].key ? rows[a].key < rows[b].key
                                        : range < ranges && rows[a].orders[range] < rows[b].orders[range];
    });
    if (range < ranges)
      for (std::uint32_t row : sorted) {
        if (orders_[range].size() % rows_of_a_sample == 0) samples_[range].push_back(rows[row].orders[range]);
        orders_[range].push_back(rows[row].orders[range]);
      }
    return sorted;
  };
  const std::vector<std::uint32_t> sorted = sort_by(ranges == 2 ? 1 : 0);
  for (std::uint32_t i = 0; i < sorted.size(); ++i) rank_of_row[sorted[i]] = i - begin_[rows[sorted[i]].key];
  totals_.reserve(rows.size());
  for (std::uint32_t row : sorted) totals_.push_back(rows[row].total);
  if (fold == Fold::distinct) mark_first_values();
  for (std::uint32_t row : ranges == 2 ? sort_by(0) : sorted) ranks.push_back(rank_of_row[row]);
  if (ranges == 2) return add_levels();
  for (std::uint32_t key = 0; key < keys; ++key)
    if (!add_up(levels_.front(), group(key), group(key).begin)) return false;
  return true;
}

// Of the rows of a key that have one value the first counts.
void RangeTotals::mark_first_values() {
  std::vector<std::uint32_t> last_key;  // by value: the key of which it was met last, + 1
  for (std::uint32_t key = 0; key + std::size_t{1} < begin_.size(); ++key)
    for (std::uint32_t i = begin_[key]; i < begin_[key + std::size_t{1}]; ++i) {
      FoldTotal& total = totals_[i];
      if (last_key.size() <= total.value) last_key.resize(total.value + std::size_t{1}, 0);
      total.count = last_key[total.value] == key + 1 ? 0 : 1;
      last_key[total.value] = key + 1;
    }
}

// The totals of a block, whose ranks are there; `first`: where the rows of its key begin.
bool RangeTotals::add_up(Level& level, Stretch block, std::uint32_t first) {
  const bool only_counts = fold_ == Fold::count || fold_ == Fold::some || fold_ == Fold::every;
  level.before.resize(level.ranks.size(), only_counts);
  if (both_ends_) level.after.resize(level.ranks.size(), only_counts);
  auto add_all = [&](Totals& totals, std::size_t at, std::size_t end, std::size_t step) {
    FoldTotal total;
    for (; at != end; at += step) {
      if (!accumulate(fold_, total, totals_[first + level.ranks[at]])) return false;
      totals.set(at, total);
    }
    return true;
  };
  const std::size_t begin = block.begin, end = block.end;
  return add_all(level.before, begin, end, 1) && (!both_ends_ || add_all(level.after, end - 1, begin - 1, SIZE_MAX));
}

bool RangeTotals::add_levels() {
  std::uint32_t most = 0;
  for (std::size_t key = 0; key + 1 < begin_.size(); ++key) most = std::max(most, begin_[key + 1] - begin_[key]);
  for (std::uint32_t size = 1;; size *= 2) {
    Level& level = levels_.back();
    for (std::uint32_t key = 0; key + std::size_t{1} < begin_.size(); ++key) {
      const auto [first, end] = group(key);
      for (std::uint32_t at = first; at < end; at += std::min(size, end - at)) {
        const Stretch block{at, at + std::min(size, end - at)};
        const auto ranks = level.ranks.begin();
        if (block.end - block.begin > size / 2)
          std::inplace_merge(ranks + block.begin, ranks + block.begin + size / 2, ranks + block.end);
        if (!add_up(level, block, first)) return false;
      }
    }
    if (size >= most) return true;
    Level next;
    next.ranks = level.ranks;
    levels_.push_back(std::move(next));
  }
}

// The first place of a stretch whose order is not before.
template <class IsBefore>
std::uint32_t RangeTotals::place(std::size_t range, Stretch within, IsBefore&& is_before) const {
  const auto samples = samples_[range].begin();
  const std::uint32_t first = (within.begin + rows_of_a_sample - 1) / rows_of_a_sample,
                      end = (within.end + rows_of_a_sample - 1) / rows_of_a_sample;
  const auto sample =
      static_cast<std::uint32_t>(std::partition_point(samples + first, samples + end, is_before) - samples);
  const std::uint32_t low = sample == first ? within.begin : (sample - 1) * rows_of_a_sample,
                      high = sample == end ? within.end : sample * rows_of_a_sample;
  const auto orders = orders_[range].begin();
  return static_cast<std::uint32_t>(std::partition_point(orders + low, orders + high, is_before) - orders);
}

// Where the rows are that stand so to what is wanted, from the first of the key: at most two stretches.
std::array<RangeTotals::Stretch, 2> RangeTotals::stretches(std::uint32_t key, std::size_t range,
                                                           const Wanted& wanted) const {
  const auto [first, end] = group(key);
  const std::uint32_t size = end - first;
  if (wanted.all) return {Stretch{0, size}, Stretch{}};
  auto low = [&] {
    return place(range, {first, end}, [&](const Order& order) { return order < wanted.bound; }) - first;
  };
  auto high = [&] {
    return place(range, {first, end}, [&](const Order& order) { return !(wanted.bound < order); }) - first;
  };
  Stretch fits;
  switch (wanted.relation) {
    case Relation::less: fits = {0, low()}; break;
    case Relation::at_most: fits = {0, high()}; break;
    case Relation::equal: fits = {low(), high()}; break;
  }
  if (!wanted.negated) return {fits, Stretch{}};
  return {Stretch{0, fits.begin}, Stretch{fits.end, size}};
}

// The rows of the block with those ranks, which begin with the first of the key or end with the last.
bool RangeTotals::add_block(FoldTotal& into, const Level& level, Stretch block, Stretch ranks,
                            std::uint32_t size) const {
  const auto begin = level.ranks.begin();
  auto place = [&](std::uint32_t rank) {
    return static_cast<std::uint32_t>(std::lower_bound(begin + block.begin, begin + block.end, rank) - begin);
  };
  if (ranks.begin == 0) {
    const std::uint32_t end = ranks.end == size ? block.end : place(ranks.end);
    return end == block.begin || accumulate(fold_, into, level.before.at(end - 1));
  }
  const std::uint32_t from = place(ranks.begin);
  return from == block.end || accumulate(fold_, into, level.after.at(from));
}

std::optional<FoldTotal> RangeTotals::find(std::uint32_t key, std::span<const Wanted> wanted) const {
  FoldTotal found;
  const auto [first, end] = group(key);
  const std::uint32_t size = end - first;
  if (size == 0) return found;
  std::array<Stretch, 2> inner{Stretch{0, size}, Stretch{}};
  if (ranges_ > 0) inner = stretches(key, ranges_ - 1, wanted[ranges_ - 1]);
  auto add = [&](const Level& level, Stretch block) {
    for (const Stretch& ranks : inner)
      if (ranks.begin < ranks.end && !add_block(found, level, block, ranks, size)) return false;
    return true;
  };
  if (ranges_ < 2) return add(levels_.front(), {first, end}) ? std::optional(found) : std::nullopt;
  for (const Stretch& outer : stretches(key, 0, wanted[0]))
    for (std::uint32_t at = outer.begin; at < outer.end;) {
      std::size_t level = 0;
      while (level + 1 < levels_.size() && (at >> level & 1) == 0 && at + (2u << level) <= outer.end) ++level;
      const std::uint32_t next = at + (1u << level);
      if (!add(levels_[level], {first + at, first + next})) return std::nullopt;
      at = next;
    }
  return found;
}

std::vector<std::uint32_t> RangeTotals::values(std::uint32_t key, std::span<const Wanted> wanted) const {
  const auto [first, end] = group(key);
  const Stretch rows = ranges_ > 0 ? stretches(key, 0, wanted[0])[0] : Stretch{0, end - first};
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = first + rows.begin; i < first + rows.end; ++i)
    if (totals_[i].count != 0) found.push_back(totals_[i].value);
  return found;
}

}  // namespace cepol::reference
