// One lens for each example and each rule or definition of the file.
#include "lang/services/code_lenses.hpp"

namespace cepol::services {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

namespace {

bool cites_within(const Tree& tree, NodeId declaration) {
  std::vector<NodeId> open{declaration};
  while (!open.empty()) {
    const NodeId at = open.back();
    open.pop_back();
    if (tree.kind(at) == NodeKind::clause) return true;
    for (const NodeId child : tree.children(at)) open.push_back(child);
  }
  return false;
}

}  // namespace

std::vector<CodeLens> code_lenses(const View& view, const Names& names, SourceId file) {
  std::vector<CodeLens> lenses;
  const Tree* tree = view.tree(file);
  if (tree == nullptr) return lenses;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> uses;
  for (const NameUse& use : names.all())
    if (!use.declares()) ++uses[{use.declared.source.index, use.declared.begin}];
  for (NodeId node : tree->children(tree->root)) {
    const NodeId name = tree->first(node);
    if (!name.valid()) continue;
    const Span span = tree->span(name);
    if (tree->kind(node) == NodeKind::example)
      lenses.push_back({span, tree->string_text(name)});
    else if (tree->kind(name) == NodeKind::name && names.declared(span) != nullptr)
      lenses.push_back({span,
                        {},
                        uses[{span.source.index, span.begin}],
                        syntax::is_rule(tree->kind(node)),
                        cites_within(*tree, node),
                        tree->span(node)});
  }
  return lenses;
}

}  // namespace cepol::services
