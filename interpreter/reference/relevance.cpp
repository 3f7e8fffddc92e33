// Which blanks matter, read from the tree of regions.
#include "interpreter/reference/case_splitter.hpp"

namespace cepol::reference {

namespace {

constexpr std::size_t most_steps = 200'000;  // for one blank; past it the answer is "perhaps"

bool same_result(const ValueSet& a, const ValueSet& b) {
  ValueSet both = a;
  join_into(both, b);
  return is_settled(both);
}

}  // namespace

void CaseSplitter::list(RegionIndex leaf) {
  if (regions_[leaf].listed) return;
  regions_[leaf].listed = true;
  to_split_.push_back(leaf);
}

CaseSplitter::Relevance CaseSplitter::relevance_of(BlankIndex unit) {
  context_.assign(blanks_.blank_count(), std::nullopt);
  steps_left_ = most_steps;
  const std::size_t listed_before = to_split_.size();
  const Relevance found = differ(root, root, unit);
  if (found != Relevance::no && steps_left_ == 0 && to_split_.size() == listed_before)
    for (RegionIndex i = 0; i < regions_.size(); ++i)
      if (regions_[i].open) list(i);
  return found;
}

// Are there two fillings, one in each region, that differ in the unit alone and in their results? On all other blanks
// both lie in context_. a == b: two fillings of one region.
CaseSplitter::Relevance CaseSplitter::differ(RegionIndex a, RegionIndex b, BlankIndex unit) {
  if (steps_left_ == 0) return Relevance::perhaps;
  --steps_left_;
  if (same_result(regions_[a].value, regions_[b].value) && !regions_[a].incomplete && !regions_[b].incomplete)
    return Relevance::no;
  const bool a_leaf = regions_[a].children.empty(), b_leaf = regions_[b].children.empty();
  if (!a_leaf && (a == b || b_leaf || a < b)) return differ_below(a, b, unit, false);
  if (!b_leaf) return differ_below(b, a, unit, true);
  if (a == b) {
    bool read = regions_[a].incomplete;
    for (const ReadBlank& one : regions_[a].read_blanks) read = read || unit_of(one.blank) == unit;
    if (!read || !regions_[a].open) return Relevance::no;
    list(a);
    return Relevance::perhaps;
  }
  if (!regions_[a].open && !regions_[b].open) return Relevance::surely;
  if (regions_[a].open) list(a);
  if (regions_[b].open) list(b);
  return Relevance::perhaps;
}

// The first region has children: compares each of them.
CaseSplitter::Relevance CaseSplitter::differ_below(RegionIndex a, RegionIndex b, BlankIndex unit, bool swapped) {
  Relevance found = Relevance::no;
  const std::vector<RegionIndex>& children = regions_[a].children;
  const BlankIndex along = regions_[children.front()].split_along;
  auto compare = [&](RegionIndex first, RegionIndex second) {
    const Relevance here = swapped ? differ(second, first, unit) : differ(first, second, unit);
    if (here > found) found = here;
    return found == Relevance::surely;
  };
  if (unit_of(along) == unit) {
    for (std::size_t i = 0; i < children.size(); ++i) {
      if (a != b) {
        if (compare(children[i], b)) return found;
      } else {
        for (std::size_t j = i; j < children.size(); ++j)
          if (compare(children[i], children[j])) return found;
      }
    }
    return found;
  }
  for (RegionIndex child : children) {
    const std::optional<BlankPart> before = context_[along];
    const std::optional<BlankPart> now = before ? intersection(blanks_.blank(along), *before, regions_[child].part)
                                                : std::optional(regions_[child].part);
    if (!now) continue;
    context_[along] = now;
    const bool done = compare(child, a == b ? child : b);
    context_[along] = before;
    if (done) return found;
  }
  return found;
}

}  // namespace cepol::reference
