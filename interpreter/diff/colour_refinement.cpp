#include "interpreter/diff/colour_refinement.hpp"

#include <algorithm>
#include <functional>
#include <set>

namespace cepol::diff {
namespace {

constexpr int most_rounds = 16;  // in the middle of a longer chain things are told apart when its ends are paired

class Refining {
 public:
  Refining(const PolicyPair& both, const Items (&items)[2], const Uses& uses)
      : both_(both), items_(items), uses_(uses) {
    for (const std::size_t side : {before_side, after_side}) colours_[side].resize(both.names[side].entities.size());
  }
  Colours made() {
    std::size_t told = 0;
    for (int round = 0; round < most_rounds; ++round) {
      const std::size_t now = refine();
      if (now == told) break;
      told = now;
    }
    return std::move(colours_);
  }

 private:
  // How many are told apart.
  std::size_t refine() {
    Colours next = colours_;
    std::set<std::uint64_t> seen;
    for (const std::size_t side : {before_side, after_side})
      for (EntityId id{0}; id.index < colours_[side].size(); ++id.index)
        if (!both_.paired(side, id)) seen.insert(next[side][id.index] = std::hash<std::string>()(text_of(side, id)));
    colours_ = std::move(next);
    return seen.size();
  }
  std::string text_of(std::size_t side, EntityId id) const {
    const Names& names = both_.names[side];
    Normal normal{both_, side};
    normal.colours = &colours_;
    std::vector<std::string> texts = uses_.contexts(side, id, &colours_);
    std::string text = normal.token(id) + " " + names[id].key;
    if (const EntityId owner = names[id].owner; owner.valid()) {
      text += " of " + normal.token(owner);
      if (const Item* item = own_item(items_[side].at(names.top(id)), id)) text += " " + form_of(normal, *item);
    } else {
      for (Line& line : lines_of(normal, items_[side].at(id))) texts.push_back("= " + line.text);
      std::sort(texts.begin(), texts.end());
    }
    for (const std::string& one : texts) text += "\n" + one;
    return text;
  }

  const PolicyPair& both_;
  const Items (&items_)[2];
  const Uses& uses_;
  Colours colours_;
};

}  // namespace

Colours colours_of(const PolicyPair& both, const Items (&items)[2], const Uses& uses) {
  return Refining(both, items, uses).made();
}

}  // namespace cepol::diff
