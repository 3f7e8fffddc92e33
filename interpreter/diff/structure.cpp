// PolicyComparison: pairs the entities, compares paired declarations part by part, and sorts the changes by clause of
// the notice.
#include "interpreter/diff/structure.hpp"

#include <algorithm>
#include <map>

#include "interpreter/diff/beside.hpp"
#include "interpreter/diff/details.hpp"
#include "interpreter/diff/renames.hpp"
#include "interpreter/diff/rewrites.hpp"
#include "interpreter/diff/text.hpp"

namespace cepol::diff {
namespace {

class PolicyComparison {
 public:
  PolicyComparison(const Side& before, const Side& after, bool english)
      : sides_{&before, &after}, policies_(before, after), english_(english) {}

  Structure run() {
    pair_all(policies_);
    const Names& old = policies_.names[before_side];
    const Names& now = policies_.names[after_side];
    for (EntityId id : now.declarations) {
      if (const EntityId other = policies_.partner(after_side, id); other.valid())
        changed(other, id);
      else
        added(id);
    }
    for (EntityId id : old.declarations)
      if (!policies_.paired(before_side, id)) removed(id);
    std::stable_sort(placed_.begin(), placed_.end(),
                     [](const Placed& a, const Placed& b) { return a.place < b.place; });
    for (Placed& one : placed_) structure_.changes.push_back(std::move(one.change));
    renames();
    examples();
    return std::move(structure_);
  }

 private:
  struct Placed {
    std::pair<std::size_t, std::size_t> place;  // of its clause in the notice, of itself in the text
    Change change;
  };

  static std::vector<std::string> clauses_of(const Entity& entity) { return clauses_in(*entity.tree, entity.node); }
  static Excerpt whole(const Entity& entity) {
    const Span span = entity.tree->span(entity.node);
    return {shown(*entity.tree, span), span};
  }
  std::string of(std::size_t side, EntityId id) const {
    const EntityId about = policies_.names[side].about(id);
    return about.valid() && policies_.names[side][id].has_name ? policies_.names[side][about].name : std::string();
  }

  // The position of the first of the clauses in the new notice, else in the side's own notice.
  std::size_t clause_place(std::size_t side, const std::vector<std::string>& clauses) const {
    if (clauses.empty()) return SIZE_MAX;
    for (const std::size_t map : {std::size_t{after_side}, side}) {
      const auto& list = sides_[map]->checked->clause_map;
      const auto found = std::find_if(list.begin(), list.end(), [&](const semantics::ClauseUse& use) {
        return std::find(clauses.begin(), clauses.end(), use.path) != clauses.end();
      });
      if (found != list.end()) return static_cast<std::size_t>(found - list.begin()) + 1;
    }
    return SIZE_MAX - 1;
  }
  void place(std::size_t side, EntityId id, Change change) {
    if (change.subject == Subject::clause) {  // computes nothing: nothing to undo
      change.undo.clear();
      for (Detail& detail : change.details) detail.undo.clear();
    }
    const auto& clauses = side == after_side ? change.new_clauses : change.old_clauses;
    std::size_t at = clause_place(side, clauses);
    if (change.subject == Subject::policy) at = 0;
    placed_.push_back({{at, policies_.names[side][id].place}, std::move(change)});
  }

  void changed(EntityId before, EntityId after) {
    Change change;
    change.details = details_of(policies_, before, after, english_);
    if (auto detail = beside_changed(policies_, before, after, english_)) change.details.push_back(*std::move(detail));
    if (change.details.empty()) return;
    const Entity& old = policies_.names[before_side][before];
    const Entity& now = policies_.names[after_side][after];
    change.kind = ChangeKind::changed;
    change.subject = now.subject;
    change.name = now.name;
    if (old.name != now.name) change.old_name = old.name;
    change.of = of(after_side, after);
    change.before = whole(old);
    change.after = whole(now);
    change.old_clauses = clauses_of(old);
    change.new_clauses = clauses_of(now);
    change.undo = {{change.after->span, as_after(policies_, *old.tree, change.before->span)}};
    place(after_side, after, std::move(change));
  }
  void added(EntityId id) {
    const Entity& now = policies_.names[after_side][id];
    Change change;
    change.kind = ChangeKind::added;
    change.subject = now.subject;
    change.name = now.name;
    change.of = of(after_side, id);
    change.after = whole(now);
    change.new_clauses = clauses_of(now);
    change.undo = {{change.after->span, ""}};
    place(after_side, id, std::move(change));
  }
  void removed(EntityId id) {
    const Entity& old = policies_.names[before_side][id];
    Change change;
    change.kind = ChangeKind::removed;
    change.subject = old.subject;
    change.name = old.name;
    change.of = of(before_side, id);
    change.before = whole(old);
    change.old_clauses = clauses_of(old);
    change.undo = {{follower(id), "\n" + as_after(policies_, *old.tree, change.before->span) + "\n"}};
    place(before_side, id, std::move(change));
  }
  // Where a removed declaration is inserted in the new policy's text: before the one that follows it in the old, else
  // at the end.
  Span follower(EntityId id) const {
    const semantics::Module& policy = sides_[after_side]->modules->back();
    const auto& all = policies_.names[before_side].declarations;
    for (std::size_t i = policies_.names[before_side][id].place + 1; i < all.size(); ++i) {
      const EntityId other = policies_.partner(before_side, all[i]);
      if (!other.valid()) continue;
      const Entity& next = policies_.names[after_side][other];
      const Span span = next.tree->span(next.node);
      if (span.source == policy.source && next.subject != Subject::policy) return {span.source, span.begin, span.begin};
    }
    const auto end = static_cast<std::uint32_t>((*sides_[after_side]->sources)[policy.source].text.size());
    return {policy.source, end, end};
  }

  void renames() {
    const Names& now = policies_.names[after_side];
    for (std::uint32_t i = 0; i < now.entities.size(); ++i) {
      const EntityId other = policies_.partner(after_side, EntityId{i});
      if (!other.valid()) continue;
      const Entity& old = policies_.names[before_side][other];
      const Entity& entity = now.entities.nodes[i];
      const bool renamed = entity.has_name && old.has_name && old.name != entity.name;
      if (!renamed || entity.subject == Subject::roster || entity.subject == Subject::clause) continue;
      structure_.renames.push_back(rename_of(other, EntityId{i}));
    }
    for (const auto& [before, after] : policies_.perhaps_renamed)
      if (!policies_.paired(before_side, before) && !policies_.paired(after_side, after))
        structure_.perhaps_renamed.push_back(rename_of(before, after));
  }
  Rename rename_of(EntityId before, EntityId after) const {
    const Entity& entity = policies_.names[after_side][after];
    return {entity.subject, owner_name(after), policies_.names[before_side][before].name, entity.name,
            entity.role == NameRole::member};
  }
  std::string owner_name(EntityId id) const {
    const Names& now = policies_.names[after_side];
    EntityId owner = now[id].owner;
    if (!owner.valid()) return of(after_side, id);
    std::string name = now[owner].name;
    for (owner = now[owner].owner; owner.valid(); owner = now[owner].owner) name.insert(0, now[owner].name + ".");
    return name;
  }

  std::map<std::string, std::string> examples_of(std::size_t side) const {
    std::map<std::string, std::string> examples;
    const Tree& tree = sides_[side]->modules->back().parsed->tree;
    const Normalizer normal{policies_, side};
    for (NodeId node : tree.children(tree.root)) {
      if (tree.kind(node) != NodeKind::example) continue;
      std::string form;
      for (NodeId part = tree.next(tree.first(node)); part.valid(); part = tree.next(part))
        form += normal.of(tree, part);
      examples.emplace(tree.string_text(tree.first(node)), form);
    }
    return examples;
  }
  bool is_outdated(std::size_t side, const std::string& title) const {
    const auto& outdated = sides_[side]->checked->outdated;
    return std::any_of(outdated.begin(), outdated.end(), [&](const auto& one) { return one.title == title; });
  }
  void examples() {
    auto before = examples_of(before_side), after = examples_of(after_side);
    for (auto at = after.begin(); at != after.end();) {
      const auto old = before.find(at->first);
      if (old == before.end()) {
        ++at;
        continue;
      }
      if (is_outdated(after_side, at->first))
        structure_.examples_outdated += is_outdated(before_side, at->first) ? 0U : 1U;
      else if (old->second != at->second)
        ++structure_.examples_changed;
      before.erase(old);
      at = after.erase(at);
    }
    for (const auto& old : before) {  // the same example with another title
      const auto same =
          std::find_if(after.begin(), after.end(), [&](const auto& one) { return one.second == old.second; });
      if (same != after.end())
        after.erase(same);
      else
        ++structure_.examples_removed;
    }
    structure_.examples_added = after.size();
  }

  const Side* sides_[2];
  PolicyPair policies_;
  bool english_;
  Structure structure_;
  std::vector<Placed> placed_;
};

}  // namespace

Structure compare(const Side& before, const Side& after, bool english) {
  Structure structure = PolicyComparison(before, after, english).run();
  take_out_rewrites(structure, before, after);
  return structure;
}

}  // namespace cepol::diff
