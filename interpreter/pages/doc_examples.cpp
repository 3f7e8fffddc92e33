#include <algorithm>
#include <set>

#include "interpreter/pages/doc.hpp"

namespace cepol::pages {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

namespace {

struct Place {
  Span span;
  std::pair<std::uint32_t, std::uint32_t> key() const { return {span.source.index, span.begin}; }
  bool holds(Span inner) const {
    return span.source == inner.source && span.begin <= inner.begin && inner.end <= span.end;
  }
};

}  // namespace

ExamplesOf examples_by_name(const Policy& policy) {
  std::vector<Place> declarations, belongings;  // belongings: where a rule says what it belongs to, or is made of
  for (const semantics::Module& module : *policy.modules) {
    const Tree& tree = module.parsed->tree;
    for (NodeId node : tree.children(tree.root)) {
      if (tree.kind(node) == NodeKind::example) continue;
      declarations.push_back({tree.span(node)});
      if (const NodeId belongs = tree.child(node, NodeKind::belongs); belongs.valid())
        belongings.push_back({tree.span(belongs)});
    }
  }
  const auto& references = policy.checked->references;
  const auto around = [&](Span span) -> const Place* {
    const auto found =
        std::find_if(declarations.begin(), declarations.end(), [&](const Place& one) { return one.holds(span); });
    return found == declarations.end() ? nullptr : &*found;
  };

  // What an example names: the decisions it expects something of, the readings it chooses.
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::set<std::size_t>> touching;
  const auto& examples = policy.checked->examples;
  for (const semantics::Reference& reference : references)
    for (std::size_t i = 0; i < examples.size(); ++i)
      if (Place{examples[i].span}.holds(reference.use))
        if (const Place* declared = around(reference.declared)) touching[declared->key()].insert(i);

  // A requirement belongs to an assessment, an assessment to a credit, an equivalence to a credit: the examples of the
  // decision are those of all that it is made of.
  const Tree& tree = policy.modules->back().parsed->tree;
  const auto is = [&](const Place& place, NodeKind kind) {
    for (NodeId node : tree.children(tree.root))
      if (tree.span(node) == place.span) return tree.kind(node) == kind;
    return false;
  };
  for (int step = 0; step < 2; ++step)
    for (const Place& belonging : belongings)
      for (const semantics::Reference& reference : references) {
        if (!belonging.holds(reference.use)) continue;
        const Place *part = around(reference.use), *owner = around(reference.declared);
        if (part == nullptr || owner == nullptr) continue;
        // An assessment says of which credit it is: there the examples go the other way.
        const Place *from = is(*part, NodeKind::assessment) ? part : owner, *to = from == part ? owner : part;
        const std::set<std::size_t> more = touching[from->key()];
        touching[to->key()].insert(more.begin(), more.end());
      }
  ExamplesOf all;
  for (const auto& [key, some] : touching)
    if (!some.empty()) all[key].assign(some.begin(), some.end());
  return all;
}

}  // namespace cepol::pages
