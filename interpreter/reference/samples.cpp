// Single fillings: the quick way to show that a result is open, and which blanks matter.
#include <algorithm>

#include "interpreter/reference/case_splitter.hpp"

namespace cepol::reference {

namespace {

constexpr std::size_t mixtures = 4;           // random fillings beside the ends
constexpr std::size_t exchanged_blanks = 64;  // with more blanks not each is exchanged on its own
constexpr std::size_t pressed_blanks = 40;    // with more not each is pressed

}  // namespace

ValueSet CaseSplitter::try_filling(const Filling& filling) {
  for (BlankIndex blank = 0; blank < filling.size(); ++blank) assume(blank, {filling[blank], nullptr});
  const ValueSet value = probe();
  unload();
  saw(value);
  return value;
}

CaseSplitter::Filling CaseSplitter::filling_in(std::uint32_t box, Pick pick, std::uint64_t turn) {
  Filling filling;
  std::vector<Hint> hints(machine_.blanks());
  for (const Touch& touch : boxes_[box].touched) hints[touch.blank] = touch.hint;
  for (BlankIndex blank = 0; blank < machine_.blanks(); ++blank) {
    const auto fixed = std::find_if(fixed_.begin(), fixed_.end(), [&](const auto& one) { return one.first == blank; });
    if (fixed != fixed_.end())
      filling.push_back(fixed->second);
    else
      filling.push_back(
          pick_from(machine_.blank(blank), part_of(box, blank), hints[blank], pick, turn * 131 + blank, pool_));
  }
  return filling;
}

// Two fillings with different results: somewhere on the way from one to the other, changing a blank at a time, the
// result changes. Halving finds one such place.
void CaseSplitter::exchange(const Filling& a, const ValueSet& at_a, const Filling& b) {
  std::vector<BlankIndex> differing;
  for (BlankIndex blank = 0; blank < a.size(); ++blank)
    if (!(a[blank] == b[blank])) differing.push_back(blank);
  // Blanks not yet known to matter first: it is about them.
  std::stable_partition(differing.begin(), differing.end(), [&](BlankIndex blank) { return !known(blank); });
  std::size_t same = 0, other = differing.size();
  while (other - same > 1 && !spent()) {
    const std::size_t middle = same + (other - same) / 2;
    Filling between = a;
    for (std::size_t i = 0; i < middle; ++i) between[differing[i]] = b[differing[i]];
    const ValueSet value = try_filling(between);
    if (!is_settled(value)) return;
    (value == at_a ? same : other) = middle;
  }
  if (other - same == 1) know(differing[same]);
}

// From one filling towards another as far as the result stays, the blank in question excepted; then it alone. So a
// blank is found to matter that does only when others leave it to it.
void CaseSplitter::press(const Filling& from, const ValueSet& at_from, const Filling& to, BlankIndex blank) {
  Filling now = from;
  auto keeps = [&](BlankIndex changed) {
    const ValueSet before = now[changed];
    now[changed] = to[changed];
    const ValueSet value = try_filling(now);
    if (value == at_from) return true;
    if (is_settled(value)) know(changed);
    now[changed] = before;
    return false;
  };
  for (BlankIndex other = 0; other < now.size() && !spent(); ++other)
    if (other != blank && !(now[other] == to[other])) keeps(other);
  keeps(blank);
}

void CaseSplitter::sample(bool relevance) {
  struct Tried {
    Filling filling;
    ValueSet value;
  };
  std::vector<Tried> tried;
  auto attempt = [&](Pick pick, std::uint64_t turn) {
    Filling filling = filling_in(0, pick, turn);
    for (const Tried& one : tried)
      if (one.filling == filling) return;
    const ValueSet value = try_filling(filling);
    if (is_settled(value)) tried.push_back({std::move(filling), value});
  };
  attempt(Pick::low, 0);
  attempt(Pick::high, 0);
  for (std::size_t i = 0; i < mixtures && !spent(); ++i) {
    if (several() && (!relevance || i > 1)) break;
    attempt(i % 2 == 0 ? Pick::asked : Pick::other, i);
  }
  if (!relevance || !several()) return;
  // Each blank on its own between two fillings that differ in result, then from one to the other.
  for (std::size_t i = 0; i < tried.size(); ++i) {
    for (std::size_t j = i + 1; j < tried.size(); ++j) {
      if (tried[i].value == tried[j].value) continue;
      const std::size_t blanks = std::min(tried[i].filling.size(), tried[j].filling.size());
      if (blanks <= exchanged_blanks) {
        for (BlankIndex blank = 0; blank < blanks && !spent(); ++blank) {
          if (known(blank) || tried[i].filling[blank] == tried[j].filling[blank]) continue;
          for (const auto& [from, to] : {std::pair{i, j}, std::pair{j, i}}) {
            if (known(blank)) continue;
            Filling changed = tried[from].filling;
            changed[blank] = tried[to].filling[blank];
            const ValueSet value = try_filling(changed);
            if (is_settled(value) && !(value == tried[from].value)) know(blank);
          }
        }
      }
      exchange(tried[i].filling, tried[i].value, tried[j].filling);
      if (blanks > pressed_blanks) continue;
      for (const auto& [from, to] : {std::pair{i, j}, std::pair{j, i}})
        for (const Touch& touch : std::vector<Touch>(boxes_[0].touched))
          if (!known(touch.blank) && touch.blank < blanks &&
              !(tried[i].filling[touch.blank] == tried[j].filling[touch.blank]) && !spent())
            press(tried[from].filling, tried[from].value, tried[to].filling, touch.blank);
    }
  }
}

// One filling in each child of a box just cut, the same but for the blank that it was cut along.
void CaseSplitter::sample_children(std::uint32_t box) {
  const Filling base = filling_in(box, Pick::other, box);
  const std::vector<std::uint32_t> children = boxes_[box].children;
  const BlankIndex blank = boxes_[children.front()].cut_along;
  if (blank >= base.size()) return;
  std::optional<ValueSet> first;
  for (std::size_t i = 0; i < children.size() && !spent(); ++i) {
    const Box& child = boxes_[children[i]];
    ValueSet value = child.value;
    if (child.open) {
      Filling filling = base;
      filling[blank] = pick_from(machine_.blank(blank), child.part, {}, Pick::other, box + i, pool_);
      value = try_filling(filling);
    }
    if (!is_settled(value)) continue;
    if (first && !(*first == value)) know(blank);
    if (!first) first = value;
  }
}

}  // namespace cepol::reference
