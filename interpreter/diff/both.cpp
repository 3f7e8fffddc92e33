// Both policies, and the strings in them that only word something.
#include "interpreter/diff/normal.hpp"

namespace cepol::diff {

Both::Both(const Side& before, const Side& after) : names{Names(before), Names(after)} {
  for (std::size_t side : {before_side, after_side}) partners_[side].resize(names[side].entities.size());
}

void Both::pair(EntityId before, EntityId after) {
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
