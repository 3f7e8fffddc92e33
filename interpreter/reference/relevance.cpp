// Which blanks matter, read off the tree of boxes.
#include "interpreter/reference/case_splitter.hpp"

namespace cepol::reference {

namespace {

constexpr std::size_t most_steps = 200'000;  // of one look at one blank; past it the answer is "perhaps"

bool one_result(const ValueSet& a, const ValueSet& b) {
  ValueSet both = a;
  join_into(both, b);
  return is_settled(both);
}

}  // namespace

void CaseSplitter::want(std::uint32_t leaf) {
  if (boxes_[leaf].wanted) return;
  boxes_[leaf].wanted = true;
  wanted_.push_back(leaf);
}

CaseSplitter::Matter CaseSplitter::matters(BlankIndex blank) {
  context_.assign(machine_.blanks(), std::nullopt);
  steps_left_ = most_steps;
  const std::size_t wanted_before = wanted_.size();
  const Matter found = differ(0, 0, blank);
  if (found != Matter::no && steps_left_ == 0 && wanted_.size() == wanted_before)
    for (std::uint32_t i = 0; i < boxes_.size(); ++i)
      if (boxes_[i].open) want(i);
  return found;
}

// Do two fillings, one in each box, differ in `blank` alone and in their results? Outside the blank, both lie in the
// context. a == b: one box, looked at with itself.
CaseSplitter::Matter CaseSplitter::differ(std::uint32_t a, std::uint32_t b, BlankIndex blank) {
  if (steps_left_ == 0) return Matter::perhaps;
  --steps_left_;
  if (one_result(boxes_[a].value, boxes_[b].value) && !boxes_[a].incomplete && !boxes_[b].incomplete) return Matter::no;
  const bool a_leaf = boxes_[a].children.empty(), b_leaf = boxes_[b].children.empty();
  if (!a_leaf && (a == b || b_leaf || a < b)) return differ_below(a, b, blank, false);
  if (!b_leaf) return differ_below(b, a, blank, true);
  if (a == b) {
    bool read = boxes_[a].incomplete;
    for (const Touch& touch : boxes_[a].touched) read = read || touch.blank == blank;
    if (!read || !boxes_[a].open) return Matter::no;
    want(a);
    return Matter::perhaps;
  }
  if (!boxes_[a].open && !boxes_[b].open) return Matter::surely;
  if (boxes_[a].open) want(a);
  if (boxes_[b].open) want(b);
  return Matter::perhaps;
}

// The first box has children; one level of it.
CaseSplitter::Matter CaseSplitter::differ_below(std::uint32_t a, std::uint32_t b, BlankIndex blank, bool swapped) {
  Matter found = Matter::no;
  const std::vector<std::uint32_t>& children = boxes_[a].children;
  const BlankIndex along = boxes_[children.front()].cut_along;
  auto look = [&](std::uint32_t first, std::uint32_t second) {
    const Matter here = swapped ? differ(second, first, blank) : differ(first, second, blank);
    if (here > found) found = here;
    return found == Matter::surely;
  };
  if (along == blank) {
    for (std::size_t i = 0; i < children.size(); ++i) {
      if (a != b) {
        if (look(children[i], b)) return found;
      } else {
        for (std::size_t j = i; j < children.size(); ++j)
          if (look(children[i], children[j])) return found;
      }
    }
    return found;
  }
  for (std::uint32_t child : children) {
    const std::optional<BlankPart> before = context_[along];
    const std::optional<BlankPart> now = before ? meet(*before, boxes_[child].part) : std::optional(boxes_[child].part);
    if (!now) continue;
    context_[along] = now;
    const bool done = look(child, a == b ? child : b);
    context_[along] = before;
    if (done) return found;
  }
  return found;
}

}  // namespace cepol::reference
