// add_declared_names(): collects the names that a top-level node of a tree declares.
#include "lang/semantics/declared_names.hpp"

namespace cepol::semantics {

using syntax::NodeId;
using syntax::NodeKind;

void add_declared_names(const syntax::Tree& tree, NodeId node, std::vector<std::string>& names) {
  const NodeKind kind = tree.kind(node);
  if (kind == NodeKind::policy || kind == NodeKind::known || kind == NodeKind::use) return;
  if (kind == NodeKind::replace || kind == NodeKind::add) return add_declared_names(tree, tree.first(node), names);
  for (NodeId target : tree.children(node)) {
    if (tree.kind(target) != NodeKind::target) continue;
    for (NodeId name : tree.children(target))
      if (tree.kind(name) == NodeKind::name) names.emplace_back(tree.name_text(name));
  }
  if (const NodeId name = tree.first(node); name.valid() && tree.kind(name) == NodeKind::name)
    names.emplace_back(tree.name_text(name));
}

}  // namespace cepol::semantics
