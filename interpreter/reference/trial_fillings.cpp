// Evaluates single fillings: the quick way to show that an outcome is open, and which blanks matter.
#include <algorithm>

#include "interpreter/reference/case_splitter.hpp"

namespace cepol::reference {

namespace {

constexpr std::size_t mixtures = 4;                // random fillings beside the low and high ends
constexpr std::size_t most_single_exchanges = 64;  // with more blanks they are not exchanged one by one
constexpr std::size_t most_pairs = 2;              // of trials with different results that are compared

}  // namespace

ValueSet CaseSplitter::try_filling(const Filling& filling) {
  for (BlankIndex blank = 0; blank < filling.size(); ++blank) assume(blank, {filling[blank], nullptr});
  const ValueSet value = probe();
  assume_nothing();
  add_result(value);
  return value;
}

CaseSplitter::Filling CaseSplitter::filling_in(RegionIndex region, Pick pick, std::uint64_t number) {
  Filling filling;
  std::vector<SplitPoint> splits(blanks_.blank_count());
  for (const ReadBlank& read : regions_[region].read_blanks) splits[read.blank] = read.split;
  for (BlankIndex blank = 0; blank < blanks_.blank_count(); ++blank) {
    const auto fixed = std::find_if(fixed_.begin(), fixed_.end(), [&](const auto& one) { return one.first == blank; });
    if (fixed != fixed_.end())
      filling.push_back(fixed->second);
    else
      filling.push_back(
          pick_from(blanks_.blank(blank), part_of(region, blank), splits[blank], pick, number * 131 + blank, pool_));
  }
  return filling;
}

// Two fillings with different results: on the way from one to the other, changing one blank at a time, the result
// changes somewhere. Bisection finds one such place.
void CaseSplitter::bisect(const Trial& from, const Filling& to) {
  const Filling& start = from.filling;
  std::vector<BlankIndex> differing;
  for (BlankIndex blank = 0; blank < start.size(); ++blank)
    if (!(start[blank] == to[blank])) differing.push_back(blank);
  // Blanks not yet known to matter first: one of them is to be found.
  std::stable_partition(differing.begin(), differing.end(), [&](BlankIndex blank) { return !surely_relevant(blank); });
  std::size_t same = 0, other = differing.size();
  while (other - same > 1 && !bound_reached()) {
    const std::size_t middle = same + (other - same) / 2;
    Filling between = start;
    for (std::size_t i = 0; i < middle; ++i) between[differing[i]] = to[differing[i]];
    const ValueSet value = try_filling(between);
    if (!is_settled(value)) return;
    (value == from.value ? same : other) = middle;
  }
  if (other - same == 1) set_relevant(differing[same]);
}

void CaseSplitter::exchange_single(const Trial& from, const Trial& to, BlankIndex unit) {
  if (surely_relevant(unit)) return;
  Filling changed = from.filling;
  exchange(changed, to.filling, unit);
  const ValueSet value = try_filling(changed);
  if (is_settled(value) && !(value == from.value)) set_relevant(unit);
}

// The later filling may have met more blanks.
void CaseSplitter::exchange(Filling& filling, const Filling& to, BlankIndex unit) const {
  for (BlankIndex blank = unit; blank < filling.size() && blank < to.size(); ++blank)
    if (unit_of(blank) == unit) filling[blank] = to[blank];
}

bool CaseSplitter::differ_in(const Filling& a, const Filling& b, BlankIndex unit) const {
  for (BlankIndex blank = unit; blank < a.size() && blank < b.size(); ++blank)
    if (unit_of(blank) == unit && !(a[blank] == b[blank])) return true;
  return false;
}

// Two trials with different results: which of the blanks in which they differ matter?
void CaseSplitter::compare_trials(const Trial& a, const Trial& b) {
  const std::size_t blanks = std::min(a.filling.size(), b.filling.size());
  const std::vector<BlankIndex> all = units(blanks);
  auto differs = [&](BlankIndex unit) { return !surely_relevant(unit) && differ_in(a.filling, b.filling, unit); };
  if (all.size() <= most_single_exchanges)
    for (BlankIndex unit : all) {
      if (bound_reached() || !differs(unit)) continue;
      exchange_single(a, b, unit);
      exchange_single(b, a, unit);
    }
  bisect(a, b.filling);
}

void CaseSplitter::try_fillings(bool relevance, bool few) {
  std::vector<Trial> trials;
  auto attempt = [&](Pick pick, std::uint64_t number) {
    Filling filling = filling_in(root, pick, number);
    for (const Trial& trial : trials)
      if (trial.filling == filling) return;
    const ValueSet value = try_filling(filling);
    if (is_settled(value)) trials.push_back({std::move(filling), value});
  };
  attempt(Pick::low, 0);
  attempt(Pick::high, 0);
  for (std::size_t i = 0; i < mixtures && !bound_reached(); ++i) {
    if (several_results() && (!relevance || i > 1)) break;
    attempt(i % 2 == 0 ? Pick::at_split : Pick::other, i);
  }
  if (!relevance || !several_results()) return;
  if (few) {  // one pair of trials, each unit in one direction
    for (std::size_t i = 1; i < trials.size(); ++i) {
      if (trials[i].value == trials[0].value) continue;
      for (BlankIndex unit : units(std::min(trials[0].filling.size(), trials[i].filling.size())))
        if (differ_in(trials[0].filling, trials[i].filling, unit)) exchange_single(trials[0], trials[i], unit);
      break;
    }
    return;
  }
  std::size_t pairs = 0;
  for (std::size_t i = 0; i < trials.size(); ++i)
    for (std::size_t j = i + 1; j < trials.size() && pairs < most_pairs; ++j) {
      if (trials[i].value == trials[j].value) continue;
      compare_trials(trials[i], trials[j]);
      ++pairs;
    }
}

// One filling in each child of a region just split, the same but for the blank that it was split along.
void CaseSplitter::try_children(RegionIndex region) {
  const Filling base = filling_in(region, Pick::other, region);
  const std::vector<RegionIndex> children = regions_[region].children;
  const BlankIndex blank = regions_[children.front()].split_along;
  if (blank >= base.size()) return;
  std::optional<ValueSet> first;
  for (std::size_t i = 0; i < children.size() && !bound_reached(); ++i) {
    const Region& child = regions_[children[i]];
    ValueSet value = child.value;
    if (child.open) {
      Filling filling = base;
      filling[blank] = pick_from(blanks_.blank(blank), child.part, {}, Pick::other, region + i, pool_);
      value = try_filling(filling);
    }
    if (!is_settled(value)) continue;
    if (first && !(*first == value)) set_relevant(blank);
    if (!first) first = value;
  }
}

}  // namespace cepol::reference
