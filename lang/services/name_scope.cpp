// Reads what a name belongs to from its declaration.
#include "lang/services/name_scope.hpp"

#include "lang/services/type_words.hpp"

namespace cepol::services {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

std::vector<const DeclaredName*> NameScope::all(const Wanted& wanted) const {
  std::vector<const DeclaredName*> found;
  for (const auto& [place, name] : names_.declarations())
    if (wanted(name)) found.push_back(&name);
  return found;
}

std::vector<const DeclaredName*> NameScope::of_kinds(const std::set<NameKind>& kinds) const {
  return all([&](const DeclaredName& name) { return kinds.contains(name.kind); });
}

const DeclaredName* NameScope::find(const std::string& name, const std::set<NameKind>& kinds) const {
  for (const auto& [place, one] : names_.declarations())
    if (kinds.contains(one.kind) && one.tree->name_text(one.name) == name) return &one;
  return nullptr;
}

std::string NameScope::subject_of(const DeclaredName& name) const {
  const Tree& tree = *name.tree;
  if (!name.declaration.valid()) return {};
  const auto named_in = [&](NodeKind part) {
    const NodeId node = tree.child(name.declaration, part);
    return node.valid() ? std::string(tree.name_text(tree.first(node))) : std::string();
  };
  if (tree.kind(name.declaration) == NodeKind::record) return std::string(tree.name_text(tree.first(name.declaration)));
  if (std::string subject = named_in(NodeKind::subject); !subject.empty()) return subject;
  if (const std::string of = named_in(NodeKind::belongs); !of.empty())
    if (const DeclaredName* whole = find(of, {NameKind::assessment, NameKind::credit});
        whole != nullptr && !(whole->declaration == name.declaration && whole->tree == name.tree))
      return subject_of(*whole);
  return {};
}

std::vector<const DeclaredName*> NameScope::of_record(const std::string& record) const {
  return all([&](const DeclaredName& name) {
    switch (name.kind) {
      case NameKind::column:
      case NameKind::definition:
      case NameKind::table:
      case NameKind::reading:
      case NameKind::credit:
      case NameKind::decision:
      case NameKind::assessment:
      case NameKind::warning: return subject_of(name) == record;
      default: return false;
    }
  });
}

const core::RecordTable* NameScope::table(const std::string& record) const {
  for (const core::RecordTable& table : view_.checked.program.tables.nodes)
    if (table.name == record || (!table.heading.empty() && table.heading == record)) return &table;
  return nullptr;
}

const core::Enumeration* NameScope::enumeration_of(const std::string& name,
                                                   const std::vector<std::string>& records) const {
  const core::Program& program = view_.checked.program;
  for (const std::string& record : records)
    if (const core::RecordTable* of = table(record)) {
      for (const core::Column& column : of->columns)
        if (column.name == name)
          return column.type.kind == core::Kind::enumeration ? &program.enumerations[column.type.enumeration] : nullptr;
      for (const core::Decision& decision : program.decisions.nodes)
        if (decision.name == name && &program.tables[decision.table] == of)
          return &program.enumerations[decision.outcomes];
    }
  for (const core::Reading& reading : program.readings.nodes)
    if (reading.name == name) return &program.enumerations[reading.enumeration];
  for (const core::Decision& decision : program.decisions.nodes)
    if (decision.name == name) return &program.enumerations[decision.outcomes];
  if (const DeclaredName* definition = find(name, {NameKind::definition, NameKind::table}))
    if (const auto type = type_of(view_, *definition); type && type->kind == core::Kind::enumeration)
      return &program.enumerations[type->enumeration];
  return nullptr;
}

}  // namespace cepol::services
