// Records references as names are resolved. A name may be resolved several times, for several rows or sources;
// duplicates are removed by sort_references().
#include "lang/semantics/references.hpp"

#include <algorithm>

#include "lang/semantics/lookup.hpp"

namespace cepol::semantics {

void add_reference(Context& context, const Tree& tree, NodeId use, Span declared) {
  if (use.valid() && declared.end > declared.begin) context.out.references.push_back({tree.span(use), declared});
}

Span declared_by(const Context& context, Span use) {
  const auto& all = context.out.references;
  const auto found = std::find_if(all.rbegin(), all.rend(), [&](const Reference& one) { return one.use == use; });
  return found == all.rend() ? Span{} : found->declared;
}

void add_member_reference(Context& context, const Tree& tree, NodeId use, EnumerationId choice,
                          const std::string& name) {
  const auto found = context.member_spans.find({choice.index, name});
  if (found != context.member_spans.end()) add_reference(context, tree, use, found->second);
}

void add_column_reference(Context& context, const Tree& tree, NodeId use, TableId table, ColumnIndex column) {
  add_reference(context, tree, use, context.program.tables[table].columns[column].declared);
}

void add_global_reference(Context& context, const Tree& tree, NodeId use, const std::string& name) {
  if (const auto id = find_global(context, name)) add_reference(context, tree, use, context.declarations[*id].span);
}

bool add_label_reference(Context& context, const Tree& tree, NodeId use, TableId table) {
  for (const Module& module : context.modules) {
    const Tree& other = module.parsed->tree;
    for (NodeId node : other.children(other.root)) {
      NodeId of = other.first(node);  // the record
      if (other.kind(node) == NodeKind::assessment)
        of = other.first(other.child(node, NodeKind::subject));
      else if (other.kind(node) != NodeKind::results)
        continue;
      if (!of.valid() || other.name_text(of) != context.program.tables[table].name) continue;
      for (const NodeKind kind : {NodeKind::required, NodeKind::earned, NodeKind::missing_amount, NodeKind::missing}) {
        const NodeId label = other.child(node, kind);
        if (label.valid() && other.name_text(other.first(label)) == tree.name_text(use))
          return add_reference(context, tree, use, other.span(other.first(label))), true;
      }
    }
  }
  return false;
}

void sort_references(Context& context) {
  auto& list = context.out.references;
  const auto key = [](const Reference& one) {
    return std::tuple(one.use.source.index, one.use.begin, one.declared.source.index, one.declared.begin);
  };
  std::sort(list.begin(), list.end(), [&](const Reference& a, const Reference& b) { return key(a) < key(b); });
  list.erase(
      std::unique(list.begin(), list.end(), [&](const Reference& a, const Reference& b) { return key(a) == key(b); }),
      list.end());
}

}  // namespace cepol::semantics
