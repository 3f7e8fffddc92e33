// Descends from the file to the node at a place.
#include "lang/services/nodes.hpp"

namespace cepol::services {

using syntax::NodeCategory;
using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

std::vector<NodeId> path_to(const Tree& tree, std::uint32_t offset) {
  std::vector<NodeId> path;
  for (NodeId at = tree.root; at.valid();) {
    path.push_back(at);
    NodeId within;
    for (NodeId child : tree.children(at)) {
      const Span span = tree.span(child);
      if (span.begin > offset) break;
      if (span.end > offset || (span.end == offset && span.end > span.begin)) within = child;
    }
    at = within;
  }
  return path;
}

bool is_declaration(NodeKind kind) {
  const NodeCategory category = category_of(kind);
  return category == NodeCategory::declaration || category == NodeCategory::rule;
}

NodeId declaration_at(const Tree& tree, std::uint32_t offset) {
  NodeId found;
  for (NodeId node : path_to(tree, offset))
    if (is_declaration(tree.kind(node))) found = node;
  return found;
}

}  // namespace cepol::services
