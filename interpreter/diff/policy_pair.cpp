// PolicyPair: both policies and the pairing of their entities. is_wording: strings that change no result.
#include "interpreter/diff/normal.hpp"
#include "lang/semantics/header.hpp"
#include "lang/syntax/node_lists.hpp"

namespace cepol::diff {

namespace {

std::string path_of(const Side& side) { return semantics::path_of(side.modules->back().parsed->tree); }

// The path that prefixes the clauses of the side's own notice: where one policy amends the other, clauses of both
// notices are cited, and each is identified by its policy's path. Empty otherwise: then one number is the same clause
// in both.
std::string own_clauses(const Side& side, const Side& other) {
  for (const Side* one : {&side, &other}) {
    const std::string base = path_of(one == &side ? other : side) + "§";
    for (const semantics::ClauseUse& use : one->checked->clause_map)
      if (!use.own && use.path.starts_with(base)) return path_of(side);
  }
  return {};
}

}  // namespace

PolicyPair::PolicyPair(const Side& before, const Side& after)
    : names{Names(before, own_clauses(before, after)), Names(after, own_clauses(after, before))} {
  for (std::size_t side : {before_side, after_side}) partners_[side].resize(names[side].entities.size());
}

void PolicyPair::pair(EntityId before, EntityId after) {
  partners_[before_side][before.index] = after;
  partners_[after_side][after.index] = before;
}

void PolicyPair::unpair_all() {
  for (std::size_t side : {before_side, after_side}) partners_[side].assign(names[side].entities.size(), EntityId{});
}

bool is_wording(const Tree& tree, NodeId parent, NodeId child) {
  constexpr NodeKind with_wording[] = {
      NodeKind::unit,        NodeKind::reading,  NodeKind::option,        NodeKind::table,   NodeKind::credit,
      NodeKind::equivalence, NodeKind::limit,    NodeKind::assessment,    NodeKind::waiver,  NodeKind::requirement,
      NodeKind::condition,   NodeKind::decision, NodeKind::decision_case, NodeKind::warning, NodeKind::quota,
  };
  if (tree.kind(child) != NodeKind::string) return false;
  if (tree.kind(parent) != NodeKind::define) return syntax::contains(with_wording, tree.kind(parent));
  // Of a definition, the wording follows the expression, which may be a string too.
  const NodeId next = tree.next(child);
  return !next.valid() || tree.kind(next) == NodeKind::citations;
}

std::vector<NodeId> wordings_in(const Tree& tree, NodeId node) {
  std::vector<NodeId> found;
  for (NodeId child : tree.children(node)) {
    if (is_wording(tree, node, child)) {
      found.push_back(child);
    } else {
      const auto inner = wordings_in(tree, child);
      found.insert(found.end(), inner.begin(), inner.end());
    }
  }
  return found;
}

}  // namespace cepol::diff
