// Both policies, and the strings in them that only word something.
#include "interpreter/diff/normal.hpp"
#include "lang/semantics/header.hpp"

namespace cepol::diff {

namespace {

std::string path_of(const Side& side) { return semantics::path_of(side.modules->back().parsed->tree); }

// Where one policy amends the other, the clauses of both notices stand side by side, and each goes by its policy's
// path; else the same number in both notices is the same clause.
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

bool is_wording(const Tree& tree, NodeId parent, NodeId child) {
  if (tree.kind(child) != NodeKind::string) return false;
  switch (tree.kind(parent)) {
    case NodeKind::unit:
    case NodeKind::reading:
    case NodeKind::option:
    case NodeKind::table:
    case NodeKind::credit:
    case NodeKind::equivalence:
    case NodeKind::limit:
    case NodeKind::assessment:
    case NodeKind::requirement:
    case NodeKind::waiver:
    case NodeKind::condition:
    case NodeKind::decision:
    case NodeKind::decision_case:
    case NodeKind::warning:
    case NodeKind::quota: return true;
    case NodeKind::define: {  // after its expression, which may be a string too
      const NodeId next = tree.next(child);
      return !next.valid() || tree.kind(next) == NodeKind::citations;
    }
    default: return false;
  }
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
