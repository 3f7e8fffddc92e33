#include "interpreter/diff/renames.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "interpreter/diff/colour_refinement.hpp"
#include "interpreter/diff/parts.hpp"
#include "interpreter/diff/renamed_in_place.hpp"

namespace cepol::diff {
namespace {

constexpr double enough = 0.5;       // of its parts: then it is the same declaration, renamed and changed
constexpr double nearly_all = 0.99;  // of its uses

class Pairs {
 public:
  explicit Pairs(PolicyPair& both) : both_(both), uses_(both) {
    for (std::size_t side : {before_side, after_side})
      for (EntityId id : both.names[side].declarations) items_[side][id] = items_of(both.names[side], id);
  }

  // The surest first; after each finding from the start, since it may make others sure.
  void find() {
    by_origin();
    while (by_name() || by_form() || by_colours() || children_by_use(nearly_all) || by_most_parts() ||
           children_by_use(enough) || options_by_place() || by_loose_form()) {
    }
  }

 private:
  std::vector<EntityId> unpaired(std::size_t side, const std::vector<EntityId>& of) const {
    std::vector<EntityId> left;
    for (EntityId id : of)
      if (!both_.paired(side, id)) left.push_back(id);
    return left;
  }
  std::vector<EntityId> unpaired(std::size_t side) const { return unpaired(side, both_.names[side].declarations); }
  Normal normal(std::size_t side, EntityId own) const { return {both_, side, {}, own}; }

  // What a declaration is about, where that is part of what it goes by.
  std::string about(std::size_t side, EntityId id) const {
    const Names& names = both_.names[side];
    const Subject subject = names[id].subject;
    if (subject == Subject::reading || subject == Subject::quota) return {};
    const EntityId of = names.about(id);
    return of.valid() ? Normal{both_, side}.token(of) : std::string();
  }
  std::string key(std::size_t side, EntityId id, bool with_about) const {
    const Entity& entity = both_.names[side][id];
    const std::string name = !entity.has_name ? entity.key : entity.key.empty() ? "." + entity.name : entity.key;
    const std::string of = with_about ? about(side, id) : std::string();
    return std::to_string(static_cast<int>(entity.subject)) + " " + of + " " + name;
  }

  // What an amendment renamed, and all that it left as it is.
  void by_origin() {
    const auto found = of_one_place(both_);
    for (const auto& [before, after] : found) both_.pair(before, after);
    for (const auto& [before, after] : found) pair(before, after);
  }

  bool by_name() {
    bool found = false;
    for (const bool with_about : {true, false}) {
      std::map<std::string, std::vector<EntityId>> before, after;
      for (EntityId id : unpaired(before_side)) before[key(before_side, id, with_about)].push_back(id);
      for (EntityId id : unpaired(after_side)) after[key(after_side, id, with_about)].push_back(id);
      for (const auto& [name, ids] : before) {
        const auto other = after.find(name);
        if (other == after.end() || (!with_about && (ids.size() != 1 || other->second.size() != 1))) continue;
        // With another subject it is the same only where its old subject is gone, or it has none on one side.
        if (!with_about && !both_.names[before_side][ids.front()].has_name) continue;
        for (std::size_t i = 0; i < std::min(ids.size(), other->second.size()); ++i) pair(ids[i], other->second[i]);
        found = true;
      }
      if (found) break;
      if (with_about && by_form()) return true;
    }
    return found;
  }

  void pair(EntityId before, EntityId after) {
    both_.pair(before, after);
    pair_children(both_.names[before_side].children[before.index], both_.names[after_side].children[after.index]);
    if (both_.names[before_side][before].role == Role::column)
      pair_children(members_of(before_side, before), members_of(after_side, after));
  }
  // Of a column whose members are written out, or have got a name of their own.
  std::vector<EntityId> members_of(std::size_t side, EntityId column) const {
    const Names& names = both_.names[side];
    if (!names.children[column.index].empty()) return names.children[column.index];
    const Tree& tree = *names[column].tree;
    const NodeId type = tree.child(names[column].node, NodeKind::type);
    if (!type.valid()) return {};
    for (EntityId id : names.meant(tree.span(tree.first(type))))
      if (names[id].subject == Subject::enumeration && !both_.paired(side, id)) return names.children[id.index];
    return {};
  }

  void pair_children(const std::vector<EntityId>& before, const std::vector<EntityId>& after) {
    for (EntityId b : before) {
      if (both_.paired(before_side, b)) continue;
      const Entity& one = both_.names[before_side][b];
      for (EntityId a : after) {
        const Entity& other = both_.names[after_side][a];
        const bool alike = both_.paired(after_side, a) || one.role != other.role || one.key != other.key;
        if (alike || (one.key.empty() && one.name != other.name)) continue;
        pair(b, a);
        break;
      }
    }
  }

  std::vector<Line> lines(std::size_t side, EntityId id) const {
    return lines_of(normal(side, id), items_[side].at(id));
  }
  std::string whole(std::size_t side, EntityId id, bool loose = false) const {
    std::vector<std::string> texts;
    Normal form = normal(side, id);
    form.loose = loose;
    for (Line& line : lines_of(form, items_[side].at(id))) texts.push_back(std::move(line.text));
    std::sort(texts.begin(), texts.end());
    std::string text = std::to_string(static_cast<int>(both_.names[side][id].subject));
    for (const std::string& one : texts) text += "\n" + one;
    return text;
  }
  bool says_something(std::size_t side, EntityId id) const {
    const auto all = lines(side, id);
    return std::any_of(all.begin(), all.end(), [](const Line& line) { return !line.light; });
  }

  // Declarations that say the same.
  bool by_form() {
    std::map<std::string, std::pair<std::vector<EntityId>, std::vector<EntityId>>> forms;
    for (EntityId id : unpaired(before_side)) forms[whole(before_side, id)].first.push_back(id);
    for (EntityId id : unpaired(after_side)) forms[whole(after_side, id)].second.push_back(id);
    bool found = false;
    for (const auto& [form, ids] : forms) {
      if (ids.first.empty() || ids.second.empty()) continue;
      const double least = says_something(before_side, ids.first.front()) ? 0 : enough;
      while (const auto best = best_by_use(unpaired(before_side, ids.first), unpaired(after_side, ids.second), least)) {
        pair(best->first, best->second);
        found = true;
      }
    }
    return found;
  }

  // Where everything has another name: what is alike but for names, and used alike, if there is one such on each side.
  bool by_loose_form() {
    std::map<std::string, std::pair<std::vector<EntityId>, std::vector<EntityId>>> forms;
    for (EntityId id : unpaired(before_side)) forms[whole(before_side, id, true)].first.push_back(id);
    for (EntityId id : unpaired(after_side)) forms[whole(after_side, id, true)].second.push_back(id);
    for (const auto& [form, ids] : forms) {
      if (ids.first.size() != 1 || ids.second.size() != 1) continue;
      const EntityId before = ids.first.front(), after = ids.second.front();
      const Subject subject = both_.names[before_side][before].subject;
      const bool is_rule = subject != Subject::unit && subject != Subject::enumeration && subject != Subject::record;
      const bool unused = !uses_.any(before_side, before) && !uses_.any(after_side, after);
      if (unused ? !is_rule || !says_something(before_side, before) : uses_.alike(before, after) < nearly_all) continue;
      pair(ids.first.front(), ids.second.front());
      return true;
    }
    return false;
  }

  // Whatever their names, the same to any depth; of several that nothing tells apart, the first ones.
  bool by_colours() {
    const Colours colours = colours_of(both_, items_, uses_);
    std::map<std::uint64_t, std::array<std::vector<EntityId>, 2>> alike;
    for (std::size_t side : {before_side, after_side})
      for (EntityId id{0}; id.index < colours[side].size(); ++id.index)
        if (!both_.paired(side, id) && can_be_known(side, id)) alike[colours[side][id.index]][side].push_back(id);
    bool found = false;
    for (const auto& [colour, ids] : alike) {
      const auto& [before, after] = ids;
      if (before.size() != 1 || after.size() != 1 || both_.paired(before_side, before.front()) ||
          both_.paired(after_side, after.front()))
        continue;
      pair(before.front(), after.front());
      found = true;
    }
    if (found) return true;
    for (const auto& [colour, ids] : alike)
      if (!ids[before_side].empty() && ids[before_side].size() == ids[after_side].size()) {
        pair(ids[before_side].front(), ids[after_side].front());
        return true;
      }
    return false;
  }
  bool can_be_known(std::size_t side, EntityId id) const {
    if (uses_.any(side, id)) return true;
    const EntityId owner = both_.names[side][id].owner;
    if (!owner.valid()) return says_something(side, id);
    // Words that no rule uses are known as those of a thing that was renamed too.
    const EntityId other = both_.partner(side, owner);
    return other.valid() && both_.names[side][owner].name != both_.names[1 - side][other].name;
  }

  // Of two lists the two that are used most alike, if at least so much; those in the same place first.
  std::optional<std::pair<EntityId, EntityId>> best_by_use(const std::vector<EntityId>& before,
                                                           const std::vector<EntityId>& after, double least) const {
    std::optional<std::pair<EntityId, EntityId>> best;
    double best_score = -1;
    for (EntityId b : before)
      for (EntityId a : after) {
        const double score = uses_.alike(b, a);
        if (score < least || score <= best_score) continue;
        best_score = score;
        best = {b, a};
      }
    return best;
  }

  // The two that have the most in common, and all others that have as much.
  bool by_most_parts() {
    struct Found {
      double score;
      EntityId before, after;
    };
    std::vector<Found> found;
    const auto before = told_by_lines(before_side), after = told_by_lines(after_side);
    for (const auto& [kind, ones] : before) {
      const auto others = after.find(kind);
      if (others == after.end()) continue;
      for (const auto& [b, one] : ones)
        for (const auto& [a, other] : others->second)
          if (const double score = share_of_both(one, other); score >= enough) found.push_back({score, b, a});
    }
    std::stable_sort(found.begin(), found.end(), [](const Found& x, const Found& y) { return x.score > y.score; });
    for (const Found& one : found)
      if (one.score == found.front().score && !both_.paired(before_side, one.before) &&
          !both_.paired(after_side, one.after))
        pair(one.before, one.after);
    return !found.empty();
  }
  // By kind and what they are about: the unpaired with what they say, but for what says too little.
  using Told = std::vector<std::pair<EntityId, std::vector<std::string>>>;
  std::map<std::string, Told> told_by_lines(std::size_t side) const {
    std::map<std::string, Told> told;
    for (EntityId id : unpaired(side)) {
      std::vector<std::string> texts;
      for (Line& line : lines(side, id))
        if (!line.light) texts.push_back(std::move(line.text));
      std::sort(texts.begin(), texts.end());
      told[std::to_string(static_cast<int>(both_.names[side][id].subject)) + " " + about(side, id)].emplace_back(
          id, std::move(texts));
    }
    return told;
  }

  // Columns, members, outcomes, ... of what is paired: of one kind, and used alike.
  bool children_by_use(double least) {
    bool found = false;
    for (std::uint32_t i = 0; i < both_.names[before_side].entities.size(); ++i) {
      const EntityId owner{i}, other = both_.partner(before_side, owner);
      if (!other.valid()) continue;
      const auto before = unpaired(before_side, both_.names[before_side].children[i]);
      const auto after = unpaired(after_side, both_.names[after_side].children[other.index]);
      if (before.empty() || after.empty()) continue;
      double best_score = -1;
      std::pair<EntityId, EntityId> best;
      for (EntityId b : before)
        for (EntityId a : after) {
          const double score = alike_children(b, a);
          if (score < least || score <= best_score) continue;
          best_score = score;
          best = {b, a};
        }
      if (best_score < 0) continue;
      pair(best.first, best.second);
      found = true;
    }
    return found;
  }

  double alike_children(EntityId b, EntityId a) const {
    const Entity& one = both_.names[before_side][b];
    const Entity& other = both_.names[after_side][a];
    if (one.role != other.role || !one.key.empty() || !other.key.empty()) return -1;
    if (own_form(before_side, b) != own_form(after_side, a)) return -1;
    return one.has_name && other.has_name ? uses_.alike(b, a) : 1;
  }
  // An option that is a value: another value in its place.
  bool options_by_place() {
    for (EntityId b{0}; b.index < both_.names[before_side].entities.size(); ++b.index) {
      const Entity& one = both_.names[before_side][b];
      if (both_.paired(before_side, b) || one.role != Role::option || !both_.paired(before_side, one.owner)) continue;
      for (EntityId a :
           unpaired(after_side, both_.names[after_side].children[both_.partner(before_side, one.owner).index]))
        if (both_.names[after_side][a].role == Role::option && uses_.same_place(b, a)) {
          pair(b, a);
          return true;
        }
    }
    return false;
  }
  std::string own_form(std::size_t side, EntityId id) const {
    const EntityId top = both_.names[side].top(id);
    const Item* item = own_item(items_[side].at(top), id);
    return item == nullptr ? std::string() : form_of(normal(side, top), *item);
  }

  PolicyPair& both_;
  Uses uses_;
  Items items_[2];
};

}  // namespace

void pair_all(PolicyPair& both) { Pairs(both).find(); }

}  // namespace cepol::diff
