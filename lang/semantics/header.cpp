// Collects `use`, `notice` and `amends` with their spans, and the policy's path, from a syntax tree.
#include "lang/semantics/header.hpp"

#include "lang/semantics/types.hpp"

namespace cepol::semantics {

std::vector<Use> uses_of(const Tree& tree) {
  std::vector<Use> uses;
  for (NodeId node : tree.children(tree.root))
    if (tree.kind(node) == NodeKind::use)
      uses.push_back({std::string(tree.text_of(tree.first(node))), tree.span(tree.first(node))});
  return uses;
}

std::vector<NoticeName> notices_of(const Tree& tree) {
  std::vector<NoticeName> notices;
  const NodeId policy = tree.child(tree.root, NodeKind::policy);
  if (!policy.valid()) return notices;
  for (NodeId notice : tree.children_of(policy, NodeKind::notice)) {
    const NodeId path = tree.child(notice, NodeKind::path);
    notices.push_back(
        {tree.string_text(tree.first(notice)), path.valid() ? std::string(tree.text_of(path)) : "", tree.span(notice)});
  }
  return notices;
}

std::optional<Use> amended_by(const Tree& tree) {
  const NodeId policy = tree.child(tree.root, NodeKind::policy);
  if (!policy.valid()) return std::nullopt;
  const NodeId amends = tree.child(policy, NodeKind::amends);
  if (!amends.valid()) return std::nullopt;
  return Use{std::string(tree.text_of(tree.first(amends))), tree.span(tree.first(amends))};
}

std::string path_of(const Tree& tree) {
  const NodeId policy = tree.child(tree.root, NodeKind::policy);
  const NodeId path = policy.valid() ? tree.child(policy, NodeKind::path) : NodeId{};
  return path.valid() ? std::string(tree.text_of(path)) : std::string();
}

}  // namespace cepol::semantics
