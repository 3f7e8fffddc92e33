// ColourRefinement: rounds of hashing until the number of colours is stable.
#include "interpreter/diff/colour_refinement.hpp"

#include <algorithm>
#include <functional>
#include <set>

namespace cepol::diff {
namespace {

constexpr int most_rounds = 16;  // entities in the middle of a longer chain are distinguished once its ends are paired

class ColourRefinement {
 public:
  ColourRefinement(const PolicyPair& policies, const PartsByDeclaration (&parts)[2], const Uses& uses)
      : policies_(policies), parts_(parts), uses_(uses) {
    for (const std::size_t side : {before_side, after_side})
      colours_[side].resize(policies.names[side].entities.size());
  }
  Colours run() {
    std::size_t colours = 0;
    for (int round = 0; round < most_rounds; ++round) {
      const std::size_t now = refine();
      if (now == colours) break;
      colours = now;
    }
    return std::move(colours_);
  }

 private:
  // One round; returns how many colours there are.
  std::size_t refine() {
    Colours next = colours_;
    std::set<std::uint64_t> seen;
    for (const std::size_t side : {before_side, after_side})
      for (EntityId id{0}; id.index < colours_[side].size(); ++id.index)
        if (!policies_.paired(side, id))
          seen.insert(next[side][id.index] = std::hash<std::string>()(text_of(side, id)));
    colours_ = std::move(next);
    return seen.size();
  }
  std::string text_of(std::size_t side, EntityId id) const {
    const Names& names = policies_.names[side];
    Normalizer normal{policies_, side};
    normal.colours = &colours_;
    std::vector<std::string> texts = uses_.contexts(side, id, &colours_);
    std::string text = normal.token(id) + " " + names[id].key;
    if (const EntityId owner = names[id].owner; owner.valid()) {
      text += " of " + normal.token(owner);
      if (const DeclarationPart* part = own_part(parts_[side].at(names.top(id)), id))
        text += " " + form_of(normal, *part);
    } else {
      for (FormLine& line : form_lines_of(normal, parts_[side].at(id))) texts.push_back("= " + line.text);
      std::sort(texts.begin(), texts.end());
    }
    for (const std::string& one : texts) text += "\n" + one;
    return text;
  }

  const PolicyPair& policies_;
  const PartsByDeclaration (&parts_)[2];
  const Uses& uses_;
  Colours colours_;
};

}  // namespace

Colours colours_of(const PolicyPair& policies, const PartsByDeclaration (&parts)[2], const Uses& uses) {
  return ColourRefinement(policies, parts, uses).run();
}

}  // namespace cepol::diff
