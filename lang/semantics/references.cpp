// What names stand for: recorded where they are resolved, so that what renames or compares policies need not guess.
#include <algorithm>

#include "lang/semantics/checker.hpp"

namespace cepol::semantics {

void Checker::refers(const Tree& tree, NodeId use, Span declared) {
  if (use.valid() && declared.end > declared.begin) out_.references.push_back({tree.span(use), declared});
}

void Checker::refers_to_member(const Tree& tree, NodeId use, EnumerationId choice, const std::string& name) {
  const auto found = member_spans_.find({choice.index, name});
  if (found != member_spans_.end()) refers(tree, use, found->second);
}

void Checker::refers_to_column(const Tree& tree, NodeId use, TableId table, ColumnIndex column) {
  refers(tree, use, out_.program.tables[table].columns[column].declared);
}

void Checker::refers_to_global(const Tree& tree, NodeId use, const std::string& name) {
  if (const auto id = find_global(name)) refers(tree, use, declarations_[*id].span);
}

bool Checker::refers_to_label(const Tree& tree, NodeId use, TableId table) {
  for (const Module& module : modules_) {
    const Tree& other = module.parsed->tree;
    for (NodeId node : other.children(other.root)) {
      NodeId of = other.first(node);  // the record
      if (other.kind(node) == NodeKind::assessment)
        of = other.first(other.child(node, NodeKind::subject));
      else if (other.kind(node) != NodeKind::results)
        continue;
      if (!of.valid() || other.name_text(of) != out_.program.tables[table].name) continue;
      for (const NodeKind kind : {NodeKind::required, NodeKind::earned, NodeKind::missing_amount, NodeKind::missing}) {
        const NodeId label = other.child(node, kind);
        if (label.valid() && other.name_text(other.first(label)) == tree.name_text(use))
          return refers(tree, use, other.span(other.first(label))), true;
      }
    }
  }
  return false;
}

// A name is looked at once for each of several rows or sources; it is told once.
void Checker::finish_references() {
  auto& list = out_.references;
  const auto key = [](const Reference& one) {
    return std::tuple(one.use.source.index, one.use.begin, one.declared.source.index, one.declared.begin);
  };
  std::sort(list.begin(), list.end(), [&](const Reference& a, const Reference& b) { return key(a) < key(b); });
  list.erase(
      std::unique(list.begin(), list.end(), [&](const Reference& a, const Reference& b) { return key(a) == key(b); }),
      list.end());
}

}  // namespace cepol::semantics
