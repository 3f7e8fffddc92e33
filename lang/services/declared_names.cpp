// Which nodes declare names. Every name that is written is one of these, or a use, or a name of the language itself
// (tests/properties/names.test.cpp).
#include "lang/services/names.hpp"

namespace cepol::services {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

namespace {

struct Declares {
  NodeKind node;
  NameKind kind;
};
// The first name of the node.
constexpr Declares one_name[] = {
    {NodeKind::enumeration, NameKind::enumeration},
    {NodeKind::member, NameKind::member},
    {NodeKind::group, NameKind::group},
    {NodeKind::record, NameKind::record},
    {NodeKind::headings, NameKind::headings},
    {NodeKind::reading, NameKind::reading},
    {NodeKind::option, NameKind::option},
    {NodeKind::define, NameKind::definition},
    {NodeKind::table, NameKind::table},
    {NodeKind::parameter, NameKind::parameter},
    {NodeKind::credit, NameKind::credit},
    {NodeKind::equivalence, NameKind::equivalence},
    {NodeKind::assessment, NameKind::assessment},
    {NodeKind::requirement, NameKind::requirement},
    {NodeKind::waiver, NameKind::waiver},
    {NodeKind::must, NameKind::must},
    {NodeKind::each_year, NameKind::local},
    {NodeKind::decision, NameKind::decision},
    {NodeKind::outcome, NameKind::outcome},
    {NodeKind::met, NameKind::outcome},
    {NodeKind::unmet, NameKind::outcome},
    {NodeKind::waived, NameKind::outcome},
    {NodeKind::required, NameKind::figure},
    {NodeKind::earned, NameKind::figure},
    {NodeKind::missing_amount, NameKind::figure},
    {NodeKind::warning, NameKind::warning},
    {NodeKind::quota, NameKind::quota},
    {NodeKind::missing, NameKind::figure},
    {NodeKind::reasons, NameKind::figure},
    {NodeKind::roster_total, NameKind::figure},
    {NodeKind::carried, NameKind::local},
    {NodeKind::alias, NameKind::local},
    {NodeKind::year_rows, NameKind::local},
};
// All names of the node.
constexpr Declares all_names[] = {
    {NodeKind::unit, NameKind::unit},
    {NodeKind::column, NameKind::column},
    {NodeKind::choice_type, NameKind::member},
    {NodeKind::quota_columns, NameKind::figure},
};

}  // namespace

void Names::declare(const Tree& tree, NodeId node, NodeId parent, NodeId declaration) {
  const NodeKind kind = tree.kind(node);
  for (const Declares& one : one_name)
    if (one.node == kind) add(one.kind, tree, tree.first(node), node, declaration);
  for (const Declares& one : all_names)
    if (one.node == kind)
      for (NodeId name : tree.children_of(node, NodeKind::name)) add(one.kind, tree, name, node, declaration);
  // A key that is not among the columns is one.
  if ((kind == NodeKind::key) && tree.kind(parent) == NodeKind::record)
    add(NameKind::column, tree, tree.first(node), node, declaration);
}

void Names::walk(const Tree& tree) {
  struct Open {
    NodeId node, parent, declaration;
  };
  std::vector<Open> open{{tree.root, {}, {}}};
  while (!open.empty()) {
    const Open at = open.back();
    open.pop_back();
    declare(tree, at.node, at.parent, at.declaration);
    for (NodeId child : tree.children(at.node)) {
      const auto category = category_of(tree.kind(child));
      const bool starts = category == syntax::NodeCategory::declaration || category == syntax::NodeCategory::rule;
      open.push_back({child, at.node, starts ? child : at.declaration});
    }
  }
}

}  // namespace cepol::services
