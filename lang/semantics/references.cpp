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

namespace {

std::map<std::pair<std::string, std::string>, Span> labels_of(const Context& context) {
  std::map<std::pair<std::string, std::string>, Span> labels;
  for (const Module& module : context.modules) {
    const Tree& tree = module.parsed->tree;
    for (NodeId node : tree.children(tree.root)) {
      NodeId of = tree.first(node);  // the record
      if (tree.kind(node) == NodeKind::assessment)
        of = tree.first(tree.child(node, NodeKind::subject));
      else if (tree.kind(node) != NodeKind::results)
        continue;
      if (!of.valid()) continue;
      for (const NodeKind kind : {NodeKind::required, NodeKind::earned, NodeKind::missing_amount, NodeKind::missing})
        if (const NodeId label = tree.child(node, kind); label.valid())
          labels.try_emplace({std::string(tree.name_text(of)), std::string(tree.name_text(tree.first(label)))},
                             tree.span(tree.first(label)));
    }
  }
  return labels;
}

}  // namespace

bool add_label_reference(Context& context, const Tree& tree, NodeId use, TableId table) {
  if (!context.label_spans) context.label_spans = labels_of(context);
  const auto label = context.label_spans->find({context.program.tables[table].name, std::string(tree.name_text(use))});
  if (label == context.label_spans->end()) return false;
  add_reference(context, tree, use, label->second);
  return true;
}

void add_missing_references(Context& context, const Tree& tree, NodeId cell, TableId table) {
  const Span whole = tree.span(cell);
  const std::string_view text = tree.text_of(cell);
  const auto refer = [&](std::size_t begin, std::size_t end, Span declared) {
    const Span use{whole.source, static_cast<std::uint32_t>(whole.begin + begin),
                   static_cast<std::uint32_t>(whole.begin + end)};
    if (declared.end > declared.begin) context.out.references.push_back({use, declared});
  };
  constexpr std::string_view between = "、";
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(between, begin), text.size());
    const std::size_t dot = text.substr(0, end).find('.', begin),
                      first = dot == std::string_view::npos ? begin : dot + 1;
    TableId of = table;
    if (first > begin) {
      const auto record = find_global(context, std::string(text.substr(begin, dot - begin)));
      if (record && context.declarations[*record].kind == DeclarationKind::record) {
        of = TableId{context.declarations[*record].index};
        refer(begin, dot, context.declarations[*record].span);
      }
    }
    if (const auto column = find_column(context.program, of, std::string(text.substr(first, end - first))))
      refer(first, end, context.program.tables[of].columns[*column].declared);
    begin = end + (end < text.size() ? between.size() : 0);
  }
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
