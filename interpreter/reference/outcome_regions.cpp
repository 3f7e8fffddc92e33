// The outcomes by what the blanks that matter are filled with, in as few regions as possible.
//
// Blanks that do not matter are kept at one value: by definition no outcome changes with them.
#include <algorithm>
#include <bit>

#include "interpreter/reference/case_splitter.hpp"

namespace cepol::reference {

namespace {

constexpr std::size_t most_regions = 3000;  // of the tree, before merging
constexpr std::size_t tried_a_region = 64;  // regions of the tree for each region asked for

struct Merged {
  std::vector<BlankPart> parts;  // by blank that matters
  ValueSet value;
};

// Outcomes in the order of their members, then not covered, conflict, failed.
std::uint32_t rank(const ValueSet& value) {
  if (value.failure != 0) return 64 + (value.failure & engine::failure_bits);
  if (value.none) return 64;
  return static_cast<std::uint32_t>(std::countr_zero(value.members().bits));
}

bool less_values(const ValueSet& x, const ValueSet& y) {
  if (!x.some || !y.some) return x.some && !y.some;
  switch (x.shape()) {
    case Shape::range: {
      const NumberRange &a = x.range(), &b = y.range();
      return a.low != b.low ? a.low < b.low : a.high < b.high;
    }
    case Shape::text: return x.text().any != y.text().any ? y.text().any : x.text().text < y.text().text;
    case Shape::members: {
      const std::uint64_t a = x.members().bits, b = y.members().bits;
      const int low_a = std::countr_zero(a), low_b = std::countr_zero(b);
      return low_a != low_b ? low_a < low_b : a < b;
    }
    case Shape::row: {
      const RowSet &a = x.row(), &b = y.row();
      return a.first != b.first ? a.first < b.first : a.last < b.last;
    }
  }
  return false;
}

bool less(const Merged& a, const Merged& b) {
  if (rank(a.value) != rank(b.value)) return rank(a.value) < rank(b.value);
  for (std::size_t i = 0; i < a.parts.size(); ++i)
    if (!(a.parts[i].value == b.parts[i].value)) return less_values(a.parts[i].value, b.parts[i].value);
  return false;
}

// Two regions with one outcome that differ in one blank, where their values adjoin, become one; until there are none.
void merge(std::vector<Merged>& regions, const std::vector<const BlankInfo*>& blanks) {
  for (bool merged = true; merged;) {
    merged = false;
    for (std::size_t i = 0; i < regions.size(); ++i) {
      for (std::size_t j = i + 1; j < regions.size();) {
        std::size_t differing = 0, where = 0;
        if (regions[i].value == regions[j].value)
          for (std::size_t k = 0; k < blanks.size(); ++k)
            if (!(regions[i].parts[k].value == regions[j].parts[k].value) ||
                regions[i].parts[k].texts != regions[j].parts[k].texts) {
              ++differing;
              where = k;
            }
        if (differing != 1 || !adjoin(*blanks[where], regions[i].parts[where], regions[j].parts[where])) {
          ++j;
          continue;
        }
        join_into(regions[i].parts[where].value, regions[j].parts[where].value);
        regions.erase(regions.begin() + static_cast<std::ptrdiff_t>(j));
        merged = true;
      }
    }
  }
}

// A text made to stand for all that are like no other is shown as any text.
ValueSet shown_value(ValueSet value) {
  if (!value.some || value.shape() != Shape::text) return value;
  TextSet& text = value.text();
  if (!text.any && text.text.find('\x01') != std::string_view::npos) text = {{}, true};
  return value;
}

}  // namespace

std::vector<BlankIndex> CaseSplitter::blanks_at(const std::vector<engine::BlankCell>& cells) const {
  std::vector<BlankIndex> blanks;
  for (const engine::BlankCell& cell : cells)
    for (BlankIndex blank = 0; blank < relevance_.size(); ++blank)
      if (blanks_.blank(blank).cell == cell) blanks.push_back(blank);
  return blanks;
}

// Builds a new tree down to settled leaves. False: some leaves are not.
bool CaseSplitter::split_until_settled(const std::vector<BlankIndex>& relevant, std::size_t limit) {
  const Filling any = filling_in(root, Pick::low, 0);
  fixed_.clear();
  for (BlankIndex blank = 0; blank < any.size(); ++blank)
    if (std::find(relevant.begin(), relevant.end(), blank) == relevant.end()) fixed_.emplace_back(blank, any[blank]);
  regions_.clear();
  to_split_.clear();
  used_ = 0;
  work_at_start_ = blanks_.work();
  regions_.emplace_back();
  evaluate(root);
  const std::size_t most = std::min(bound_, std::min(most_regions, tried_a_region * (limit + 1)));
  bool settled = true;
  for (RegionIndex i = 0; i < regions_.size(); ++i) {
    if (!regions_[i].open) continue;
    if (regions_.size() > most || bound_reached() || !split_region(i)) settled = false;
  }
  return settled;
}

engine::OutcomeRegions CaseSplitter::outcome_regions(std::size_t limit) {
  engine::OutcomeRegions result;
  const engine::Outcome outcome = run(true);
  if (outcome.status != engine::Status::undetermined || outcome.missing.empty()) return result;
  for (const engine::BlankCell& cell : outcome.missing)
    if (blanks_.is_unknown_column(cell)) {  // regions of many cells say nothing to a reader
      result.truncated = true;
      return result;
    }
  const std::vector<BlankIndex> relevant = blanks_at(outcome.missing);
  result.truncated = !split_until_settled(relevant, limit) || outcome.bounded;

  std::vector<Merged> regions;
  for (RegionIndex i = 0; i < regions_.size(); ++i) {
    if (regions_[i].open || !regions_[i].children.empty()) continue;
    Merged region;
    region.value = regions_[i].value;
    for (BlankIndex blank : relevant) region.parts.push_back(part_of(i, blank));
    regions.push_back(std::move(region));
  }
  std::vector<const BlankInfo*> blanks;
  blanks.reserve(relevant.size());
  for (BlankIndex blank : relevant) blanks.push_back(&blanks_.blank(blank));
  merge(regions, blanks);
  std::sort(regions.begin(), regions.end(), less);
  for (const Merged& region : regions) {
    if (result.regions.size() == limit) {
      result.truncated = true;
      break;
    }
    engine::OutcomeRegion made;
    for (std::size_t k = 0; k < blanks.size(); ++k)
      made.blanks.emplace_back(blanks[k]->cell, shown_value(region.parts[k].value));
    made.outcome = outcome_of(region.value);
    result.regions.push_back(std::move(made));
  }
  return result;
}

}  // namespace cepol::reference
