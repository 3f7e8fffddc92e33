// examples_of_rules() of doc.hpp: assigns examples to declarations by the names in their expectations and by coverage
// points.
#include <algorithm>
#include <set>

#include "interpreter/authoring/coverage.hpp"
#include "interpreter/pages/doc.hpp"

namespace cepol::pages {

using authoring::PointKind;
using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

namespace {

struct Declaration {
  Span span;
  NodeKind kind;
  std::pair<std::uint32_t, std::uint32_t> key() const { return {span.source.index, span.begin}; }
  bool holds(Span inner) const {
    return span.source == inner.source && span.begin <= inner.begin && inner.end <= span.end;
  }
};

// Declarations that examples refer to by name, in expectations and choices of readings.
bool is_named(NodeKind kind) {
  return kind == NodeKind::decision || kind == NodeKind::assessment || kind == NodeKind::warning ||
         kind == NodeKind::quota || kind == NodeKind::reading;
}
// Does reaching such a point mean that its declaration affected the result? (Not a condition, which may have failed.)
bool affects_result(PointKind kind) {
  switch (kind) {
    case PointKind::requirement:
    case PointKind::waiver:
    case PointKind::source:
    case PointKind::limit:
    case PointKind::table_row:
    case PointKind::definition: return true;
    case PointKind::decision_case:
    case PointKind::branch:
    case PointKind::option:
    case PointKind::condition: return false;
  }
  return false;
}

}  // namespace

ExamplesOf examples_of_rules(const PolicyWithNotice& policy, const engine::EngineKind& engine) {
  std::vector<Declaration> declarations;
  for (const semantics::Module& module : *policy.modules) {
    const Tree& tree = module.parsed->tree;
    for (NodeId node : tree.children(tree.root))
      if (tree.kind(node) != NodeKind::example) declarations.push_back({tree.span(node), tree.kind(node)});
  }
  const auto around = [&](Span span) -> const Declaration* {
    const auto found =
        std::find_if(declarations.begin(), declarations.end(), [&](const Declaration& one) { return one.holds(span); });
    return found == declarations.end() ? nullptr : &*found;
  };

  std::map<std::pair<std::uint32_t, std::uint32_t>, std::set<std::size_t>> found;
  const auto& all = policy.checked->examples;
  for (const semantics::Reference& reference : policy.checked->references)
    for (std::size_t i = 0; i < all.size(); ++i)
      if (Declaration{all[i].span, NodeKind::example}.holds(reference.use))
        if (const Declaration* named = around(reference.declared); named != nullptr && is_named(named->kind))
          found[named->key()].insert(i);
  for (const authoring::Point& point : authoring::coverage_of_all(policy, engine).points)
    if (const Declaration* declaration = around(point.span); declaration != nullptr && affects_result(point.kind))
      found[declaration->key()].insert(point.examples.begin(), point.examples.end());

  ExamplesOf result;
  for (const auto& [key, some] : found)
    if (!some.empty()) result[key].assign(some.begin(), some.end());
  return result;
}

}  // namespace cepol::pages
