// Traces the bytes next to each name to the text in which they were written, and joins both sides on these positions.
#include "interpreter/diff/renamed_in_place.hpp"

#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace cepol::diff {
namespace {

using OriginByte = std::pair<std::size_t, std::uint32_t>;  // number of a text, offset in it

class Origins {
 public:
  // Where the byte at an offset was written; nullopt: in no file, the amendment's resolution generated it.
  std::optional<OriginByte> of(const Sources& sources, SourceId source, std::uint32_t at) {
    if (at >= sources[source].text.size()) return std::nullopt;
    const Span origin = origin_of(sources, {source, at, at + 1});
    if (origin.end - origin.begin != 1) return std::nullopt;
    return OriginByte{number_of(sources[origin.source].text), origin.begin};
  }

 private:
  // The two policies read their files separately: equal texts are the same file.
  std::size_t number_of(const std::string& text) { return texts_.emplace(text, texts_.size()).first->second; }
  std::map<std::string_view, std::size_t> texts_;
};

}  // namespace

bool is_composed(const Side& side) {
  for (const semantics::Module& module : *side.modules)
    if (!(*side.sources)[module.source].pieces.empty()) return true;
  return false;
}

std::vector<std::pair<EntityId, EntityId>> pairs_by_origin(const PolicyPair& policies) {
  std::vector<std::pair<EntityId, EntityId>> found;
  if (!is_composed(policies.names[before_side].side()) && !is_composed(policies.names[after_side].side())) return found;
  // First by what stands on both sides of a name; then by what stands before it alone, since something may have been
  // added behind it.
  Origins origins;
  std::set<EntityId> paired[2];
  for (const bool both : {true, false}) {
    std::map<std::tuple<OriginByte, OriginByte, NameRole>, EntityId> before;
    for (const std::size_t side : {before_side, after_side}) {
      const Names& names = policies.names[side];
      const Sources& sources = *names.side().sources;
      for (EntityId id{0}; id.index < names.entities.size(); ++id.index) {
        const Span name = names[id].declared;
        if (!names[id].has_name || name.begin >= name.end || name.begin == 0 || paired[side].count(id) > 0) continue;
        const auto left = origins.of(sources, name.source, name.begin - 1);
        const auto right = both ? origins.of(sources, name.source, name.end) : OriginByte{};
        if (!left || !right) continue;
        const std::tuple place(*left, *right, names[id].role);
        if (side == before_side) {
          before.emplace(place, id);
        } else if (const auto same = before.find(place); same != before.end()) {
          found.emplace_back(same->second, id);
          paired[before_side].insert(same->second);
          paired[after_side].insert(id);
        }
      }
    }
  }
  return found;
}

}  // namespace cepol::diff
