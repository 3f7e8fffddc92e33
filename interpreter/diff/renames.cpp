// EntityPairing: applies criteria from the most to the least certain (origin, name, normal form, colour, similarity of
// uses and parts), and starts again after each new pair until none applies.
#include "interpreter/diff/renames.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "interpreter/diff/colour_refinement.hpp"
#include "interpreter/diff/parts.hpp"
#include "interpreter/diff/renamed_in_place.hpp"

namespace cepol::diff {
namespace {

constexpr double enough = 0.5;       // common share of parts: the same declaration, renamed and changed
constexpr double nearly_all = 0.99;  // common share of uses

class EntityPairing {
 public:
  using EntityPair = std::pair<EntityId, EntityId>;
  // `refused`: pairs that are not made.
  EntityPairing(PolicyPair& policies, std::set<EntityPair> refused)
      : policies_(policies), uses_(policies), refused_(std::move(refused)) {
    for (std::size_t side : {before_side, after_side})
      for (EntityId id : policies.names[side].declarations) parts_[side][id] = parts_of(policies.names[side], id);
  }

  // Tries the most certain criteria first, and starts again after each pair, since it may make others certain.
  void find() {
    by_origin();
    while (by_name() || by_form() || by_colours() || children_by_use(nearly_all) || by_most_parts() ||
           children_by_use(enough) || options_by_place() || by_form_without_names()) {
    }
  }

  // Pairs of different names of which nothing proves that one is the other renamed, although data or results depend on
  // the name: of columns, members, outcomes and records. A rename that an amendment writes needs no proof.
  std::vector<EntityPair> unproved() const {
    std::vector<EntityPair> found;
    for (EntityId before{0}; before.index < policies_.names[before_side].entities.size(); ++before.index) {
      const EntityId after = policies_.partner(before_side, before);
      if (!after.valid() || written_.count({before, after}) > 0) continue;
      const Entity &one = policies_.names[before_side][before], &other = policies_.names[after_side][after];
      if (!one.has_name || !other.has_name || one.name == other.name || !one.key.empty()) continue;
      const bool record = one.role == NameRole::declaration && one.subject == Subject::record;
      if (!record && one.role != NameRole::column && one.role != NameRole::member && one.role != NameRole::outcome)
        continue;
      const bool alike = record ? whole(before_side, before) == whole(after_side, after)
                                : own_form(before_side, before) == own_form(after_side, after);
      // (An amendment writes its renames: what it repeals and what it adds are two things.)
      if (composed_ || !alike || !uses_.same_contexts(before, after)) found.emplace_back(before, after);
    }
    return found;
  }

 private:
  std::vector<EntityId> unpaired(std::size_t side, const std::vector<EntityId>& of) const {
    std::vector<EntityId> left;
    for (EntityId id : of)
      if (!policies_.paired(side, id)) left.push_back(id);
    return left;
  }
  std::vector<EntityId> unpaired(std::size_t side) const { return unpaired(side, policies_.names[side].declarations); }
  Normalizer normal(std::size_t side, EntityId own) const { return {policies_, side, {}, own}; }

  bool is_refused(EntityId before, EntityId after) const { return refused_.count({before, after}) > 0; }

  // The record, assessment or credit of a declaration, if it is part of the declaration's identity.
  std::string about(std::size_t side, EntityId id) const {
    const Names& names = policies_.names[side];
    const Subject subject = names[id].subject;
    if (subject == Subject::reading || subject == Subject::quota) return {};
    const EntityId of = names.about(id);
    return of.valid() ? Normalizer{policies_, side}.token(of) : std::string();
  }
  std::string key(std::size_t side, EntityId id, bool with_about) const {
    const Entity& entity = policies_.names[side][id];
    const std::string name = !entity.has_name ? entity.key : entity.key.empty() ? "." + entity.name : entity.key;
    const std::string of = with_about ? about(side, id) : std::string();
    return std::to_string(static_cast<int>(entity.subject)) + " " + of + " " + name;
  }

  // Entities that an amendment renamed or left unchanged.
  void by_origin() {
    const auto found = pairs_by_origin(policies_);
    composed_ = is_composed(policies_.names[after_side].side());
    written_.insert(found.begin(), found.end());
    for (const auto& [before, after] : found) policies_.pair(before, after);
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
        // With another record it is paired only if the name is unique on both sides.
        if (!with_about && !policies_.names[before_side][ids.front()].has_name) continue;
        for (std::size_t i = 0; i < std::min(ids.size(), other->second.size()); ++i) pair(ids[i], other->second[i]);
        found = true;
      }
      if (found) break;
      if (with_about && by_form()) return true;
    }
    return found;
  }

  void pair(EntityId before, EntityId after) {
    policies_.pair(before, after);
    pair_children(policies_.names[before_side].children[before.index],
                  policies_.names[after_side].children[after.index]);
    if (policies_.names[before_side][before].role == NameRole::column)
      pair_children(members_of(before_side, before), members_of(after_side, after));
  }
  // The members of a column whose type is written out, or is an enumeration that only this side declares.
  std::vector<EntityId> members_of(std::size_t side, EntityId column) const {
    const Names& names = policies_.names[side];
    if (!names.children[column.index].empty()) return names.children[column.index];
    const Tree& tree = *names[column].tree;
    const NodeId type = tree.child(names[column].node, NodeKind::type);
    if (!type.valid()) return {};
    for (EntityId id : names.meant(tree.span(tree.first(type))))
      if (names[id].subject == Subject::enumeration && !policies_.paired(side, id)) return names.children[id.index];
    return {};
  }

  void pair_children(const std::vector<EntityId>& before, const std::vector<EntityId>& after) {
    for (EntityId b : before) {
      if (policies_.paired(before_side, b)) continue;
      const Entity& one = policies_.names[before_side][b];
      for (EntityId a : after) {
        const Entity& other = policies_.names[after_side][a];
        const bool alike = policies_.paired(after_side, a) || one.role != other.role || one.key != other.key;
        if (alike || (one.key.empty() && one.name != other.name)) continue;
        pair(b, a);
        break;
      }
    }
  }

  std::vector<FormLine> lines(std::size_t side, EntityId id) const {
    return form_lines_of(normal(side, id), parts_[side].at(id));
  }
  std::string whole(std::size_t side, EntityId id, bool ignore_unpaired = false) const {
    std::vector<std::string> texts;
    Normalizer form = normal(side, id);
    form.ignore_unpaired = ignore_unpaired;
    for (FormLine& line : form_lines_of(form, parts_[side].at(id))) texts.push_back(std::move(line.text));
    std::sort(texts.begin(), texts.end());
    std::string text = std::to_string(static_cast<int>(policies_.names[side][id].subject));
    for (const std::string& one : texts) text += "\n" + one;
    return text;
  }
  bool has_distinctive_part(std::size_t side, EntityId id) const {
    const auto all = lines(side, id);
    return std::any_of(all.begin(), all.end(), [](const FormLine& line) { return !line.weak; });
  }

  // Declarations with the same normal form.
  bool by_form() {
    std::map<std::string, std::pair<std::vector<EntityId>, std::vector<EntityId>>> forms;
    for (EntityId id : unpaired(before_side)) forms[whole(before_side, id)].first.push_back(id);
    for (EntityId id : unpaired(after_side)) forms[whole(after_side, id)].second.push_back(id);
    bool found = false;
    for (const auto& [form, ids] : forms) {
      if (ids.first.empty() || ids.second.empty()) continue;
      const double least = has_distinctive_part(before_side, ids.first.front()) ? 0 : enough;
      while (const auto best = best_by_use(unpaired(before_side, ids.first), unpaired(after_side, ids.second), least)) {
        pair(best->first, best->second);
        found = true;
      }
    }
    return found;
  }

  // Declarations that are the same except for all names, and used alike, if there is one such on each side.
  bool by_form_without_names() {
    std::map<std::string, std::pair<std::vector<EntityId>, std::vector<EntityId>>> forms;
    for (EntityId id : unpaired(before_side)) forms[whole(before_side, id, true)].first.push_back(id);
    for (EntityId id : unpaired(after_side)) forms[whole(after_side, id, true)].second.push_back(id);
    for (const auto& [form, ids] : forms) {
      if (ids.first.size() != 1 || ids.second.size() != 1) continue;
      const EntityId before = ids.first.front(), after = ids.second.front();
      if (is_refused(before, after)) continue;
      const Subject subject = policies_.names[before_side][before].subject;
      const bool is_rule = subject != Subject::unit && subject != Subject::enumeration && subject != Subject::record;
      const bool unused = !uses_.any(before_side, before) && !uses_.any(after_side, after);
      if (unused ? !is_rule || !has_distinctive_part(before_side, before)
                 : uses_.similarity(before, after) < nearly_all)
        continue;
      pair(ids.first.front(), ids.second.front());
      return true;
    }
    return false;
  }

  // Entities of the same colour; of several indistinguishable ones, the first of each side.
  bool by_colours() {
    const Colours colours = colours_of(policies_, parts_, uses_);
    std::map<std::uint64_t, std::array<std::vector<EntityId>, 2>> alike;
    for (std::size_t side : {before_side, after_side})
      for (EntityId id{0}; id.index < colours[side].size(); ++id.index)
        if (!policies_.paired(side, id) && is_identifiable(side, id))
          alike[colours[side][id.index]][side].push_back(id);
    bool found = false;
    for (const auto& [colour, ids] : alike) {
      const auto& [before, after] = ids;
      if (before.size() != 1 || after.size() != 1 || policies_.paired(before_side, before.front()) ||
          policies_.paired(after_side, after.front()) || is_refused(before.front(), after.front()))
        continue;
      pair(before.front(), after.front());
      found = true;
    }
    if (found) return true;
    for (const auto& [colour, ids] : alike)
      if (!ids[before_side].empty() && ids[before_side].size() == ids[after_side].size() &&
          !is_refused(ids[before_side].front(), ids[after_side].front())) {
        pair(ids[before_side].front(), ids[after_side].front());
        return true;
      }
    return false;
  }
  bool is_identifiable(std::size_t side, EntityId id) const {
    if (uses_.any(side, id)) return true;
    const EntityId owner = policies_.names[side][id].owner;
    if (!owner.valid()) return has_distinctive_part(side, id);
    // An entity without uses is identified by its owner if the owner was renamed too.
    const EntityId other = policies_.partner(side, owner);
    return other.valid() && policies_.names[side][owner].name != policies_.names[1 - side][other].name;
  }

  // The pair that is used most alike, if at least to that share; first those between the same neighbours.
  std::optional<std::pair<EntityId, EntityId>> best_by_use(const std::vector<EntityId>& before,
                                                           const std::vector<EntityId>& after, double least) const {
    std::optional<std::pair<EntityId, EntityId>> best;
    double best_score = -1;
    for (EntityId b : before)
      for (EntityId a : after) {
        const double score = is_refused(b, a) ? -1 : uses_.similarity(b, a);
        if (score < least || score <= best_score) continue;
        best_score = score;
        best = {b, a};
      }
    return best;
  }

  // Declarations that share the most form lines, and all others that share as much.
  bool by_most_parts() {
    struct ScoredPair {
      double score;
      EntityId before, after;
    };
    std::vector<ScoredPair> found;
    const auto before = lines_by_subject(before_side), after = lines_by_subject(after_side);
    for (const auto& [kind, ones] : before) {
      const auto others = after.find(kind);
      if (others == after.end()) continue;
      for (const auto& [b, one] : ones)
        for (const auto& [a, other] : others->second)
          if (const double score = overlap_ratio(one, other); score >= enough && !is_refused(b, a))
            found.push_back({score, b, a});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const ScoredPair& x, const ScoredPair& y) { return x.score > y.score; });
    for (const ScoredPair& one : found)
      if (one.score == found.front().score && !policies_.paired(before_side, one.before) &&
          !policies_.paired(after_side, one.after))
        pair(one.before, one.after);
    return !found.empty();
  }
  // By subject and record: the unpaired declarations with their form lines, without the weak ones.
  using DeclarationLines = std::vector<std::pair<EntityId, std::vector<std::string>>>;
  std::map<std::string, DeclarationLines> lines_by_subject(std::size_t side) const {
    std::map<std::string, DeclarationLines> lines_of;
    for (EntityId id : unpaired(side)) {
      std::vector<std::string> texts;
      for (FormLine& line : lines(side, id))
        if (!line.weak) texts.push_back(std::move(line.text));
      std::sort(texts.begin(), texts.end());
      lines_of[std::to_string(static_cast<int>(policies_.names[side][id].subject)) + " " + about(side, id)]
          .emplace_back(id, std::move(texts));
    }
    return lines_of;
  }

  // Columns, members, outcomes, ... of paired owners: of the same role, and used alike.
  bool children_by_use(double least) {
    bool found = false;
    for (std::uint32_t i = 0; i < policies_.names[before_side].entities.size(); ++i) {
      const EntityId owner{i}, other = policies_.partner(before_side, owner);
      if (!other.valid()) continue;
      const auto before = unpaired(before_side, policies_.names[before_side].children[i]);
      const auto after = unpaired(after_side, policies_.names[after_side].children[other.index]);
      if (before.empty() || after.empty()) continue;
      double best_score = -1;
      std::pair<EntityId, EntityId> best;
      for (EntityId b : before)
        for (EntityId a : after) {
          const double score = child_similarity(b, a);
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

  double child_similarity(EntityId b, EntityId a) const {
    const Entity& one = policies_.names[before_side][b];
    const Entity& other = policies_.names[after_side][a];
    if (one.role != other.role || !one.key.empty() || !other.key.empty() || is_refused(b, a)) return -1;
    if (own_form(before_side, b) != own_form(after_side, a)) return -1;
    return one.has_name && other.has_name ? uses_.similarity(b, a) : 1;
  }
  // Options that are values: paired between the same neighbours.
  bool options_by_place() {
    for (EntityId b{0}; b.index < policies_.names[before_side].entities.size(); ++b.index) {
      const Entity& one = policies_.names[before_side][b];
      if (policies_.paired(before_side, b) || one.role != NameRole::option || !policies_.paired(before_side, one.owner))
        continue;
      for (EntityId a :
           unpaired(after_side, policies_.names[after_side].children[policies_.partner(before_side, one.owner).index]))
        if (policies_.names[after_side][a].role == NameRole::option && uses_.same_neighbours(b, a)) {
          pair(b, a);
          return true;
        }
    }
    return false;
  }
  std::string own_form(std::size_t side, EntityId id) const {
    const EntityId top = policies_.names[side].top(id);
    const DeclarationPart* item = own_part(parts_[side].at(top), id);
    return item == nullptr ? std::string() : form_of(normal(side, top), *item);
  }

  PolicyPair& policies_;
  Uses uses_;
  std::set<EntityPair> refused_, written_;
  bool composed_ = false;  // the new policy is an amendment
  PartsByDeclaration parts_[2];
};

}  // namespace

void pair_all(PolicyPair& policies) {
  std::set<EntityPairing::EntityPair> refused;
  while (true) {
    EntityPairing pairing(policies, refused);
    pairing.find();
    const auto unproved = pairing.unproved();
    const std::size_t so_far = refused.size();
    refused.insert(unproved.begin(), unproved.end());
    if (refused.size() == so_far) break;
    policies.unpair_all();
  }
  policies.perhaps_renamed.assign(refused.begin(), refused.end());
}

}  // namespace cepol::diff
