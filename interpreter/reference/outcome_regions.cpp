// How the ways to fill the blanks that matter turn out, as few boxes.
//
// Blanks that do not matter are kept at one value, whatever it is: by definition nothing changes with them.
#include <algorithm>
#include <bit>

#include "interpreter/reference/case_splitter.hpp"

namespace cepol::reference {

namespace {

constexpr std::size_t most_boxes = 3000;  // settled boxes to merge
constexpr std::size_t leaves_a_way = 64;  // boxes worth looking at for each way asked for

// Results in the order of their members, then not covered, conflict, failed.
std::uint32_t rank(const ValueSet& value) {
  if (value.failure != 0) return 64 + (value.failure & 3u);
  if (value.none) return 64;
  return static_cast<std::uint32_t>(std::countr_zero(value.members));
}

struct Found {
  std::vector<BlankPart> parts;
  ValueSet value;
};

bool less(const Found& a, const Found& b) {
  if (rank(a.value) != rank(b.value)) return rank(a.value) < rank(b.value);
  for (std::size_t i = 0; i < a.parts.size(); ++i) {
    const ValueSet &x = a.parts[i].value, &y = b.parts[i].value;
    if (x == y) continue;
    switch (x.shape) {
      case Shape::range: return x.low != y.low ? x.low < y.low : x.high < y.high;
      case Shape::text: return x.any != y.any ? y.any : x.text < y.text;
      default: {
        const int low_x = std::countr_zero(x.members), low_y = std::countr_zero(y.members);
        return low_x != low_y ? low_x < low_y : x.members < y.members;
      }
    }
  }
  return false;
}

// Two boxes with one result that differ in one blank, where they adjoin, become one; until there are none.
void merge(std::vector<Found>& ways, const std::vector<const Blank*>& blanks) {
  for (bool merged = true; merged;) {
    merged = false;
    for (std::size_t i = 0; i < ways.size(); ++i) {
      for (std::size_t j = i + 1; j < ways.size();) {
        std::size_t differing = 0, where = 0;
        if (ways[i].value == ways[j].value)
          for (std::size_t k = 0; k < blanks.size(); ++k)
            if (!(ways[i].parts[k].value == ways[j].parts[k].value) ||
                ways[i].parts[k].texts != ways[j].parts[k].texts) {
              ++differing;
              where = k;
            }
        if (differing != 1 || !adjoin(*blanks[where], ways[i].parts[where], ways[j].parts[where])) {
          ++j;
          continue;
        }
        join_into(ways[i].parts[where].value, ways[j].parts[where].value);
        ways.erase(ways.begin() + static_cast<std::ptrdiff_t>(j));
        merged = true;
      }
    }
  }
}

}  // namespace

Evaluator::Ways CaseSplitter::ways(std::size_t limit) {
  Evaluator::Ways result;
  const engine::Outcome outcome = run(true);
  if (outcome.status != engine::Status::undetermined || outcome.missing.empty()) return result;
  result.truncated = outcome.bounded;

  std::vector<BlankIndex> matter;
  std::vector<const Blank*> blanks;
  const Filling any = filling_in(0, Pick::low, 0);
  for (const engine::Cell& cell : outcome.missing)
    for (BlankIndex blank = 0; blank < matter_.size(); ++blank)
      if (machine_.blank(blank).cell == cell) matter.push_back(blank);
  blanks.reserve(matter.size());
  for (BlankIndex blank : matter) blanks.push_back(&machine_.blank(blank));
  fixed_.clear();
  for (BlankIndex blank = 0; blank < any.size(); ++blank)
    if (std::find(matter.begin(), matter.end(), blank) == matter.end()) fixed_.emplace_back(blank, any[blank]);

  // A new tree, down to settled leaves.
  boxes_.clear();
  wanted_.clear();
  used_ = 0;
  work_at_start_ = machine_.work();
  boxes_.emplace_back();
  evaluate(0);
  const std::size_t most = std::min(bound_, std::min(most_boxes, leaves_a_way * (limit + 1)));
  for (std::uint32_t i = 0; i < boxes_.size(); ++i) {
    if (!boxes_[i].open) continue;
    if (boxes_.size() > most || spent() || !split(i)) result.truncated = true;
  }
  std::vector<Found> ways;
  for (std::uint32_t i = 0; i < boxes_.size(); ++i) {
    if (boxes_[i].open || !boxes_[i].children.empty()) continue;
    Found way;
    way.value = boxes_[i].value;
    for (BlankIndex blank : matter) way.parts.push_back(part_of(i, blank));
    ways.push_back(std::move(way));
  }
  merge(ways, blanks);
  std::sort(ways.begin(), ways.end(), less);
  for (const Found& way : ways) {
    if (result.ways.size() == limit) {
      result.truncated = true;
      break;
    }
    Evaluator::Way made;
    for (std::size_t k = 0; k < matter.size(); ++k) {
      ValueSet value = way.parts[k].value;
      if (value.shape == Shape::text && !value.any && value.text.find('\x01') != std::string_view::npos) {
        value.any = true;  // a text like no other
        value.text = {};
      }
      made.blanks.emplace_back(blanks[k]->cell, value);
    }
    made.outcome = outcome_of(way.value);
    result.ways.push_back(std::move(made));
  }
  return result;
}

}  // namespace cepol::reference
