// The names of a policy by what they belong to, for completion: the columns and rules of a record, the members of a
// column's type.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "lang/services/names.hpp"

namespace cepol::services {

class NameScope {
 public:
  NameScope(const View& view, const Names& names) : view_(view), names_(names) {}

  using Wanted = std::function<bool(const DeclaredName&)>;
  std::vector<const DeclaredName*> all(const Wanted& wanted) const;
  std::vector<const DeclaredName*> of_kinds(const std::set<NameKind>& kinds) const;
  const DeclaredName* find(const std::string& name, const std::set<NameKind>& kinds) const;
  // The record that a declaration is for: of a requirement that of its assessment; "": of none.
  std::string subject_of(const DeclaredName& name) const;
  // Columns, definitions, readings and decisions of the record; "": what belongs to no record.
  std::vector<const DeclaredName*> of_record(const std::string& record) const;
  // The table of that name in the checked program.
  const core::RecordTable* table(const std::string& record) const;
  // The enumeration whose members a column, reading, decision or definition has; null: it has none.
  const core::Enumeration* enumeration_of(const std::string& name, const std::vector<std::string>& records) const;
  std::string text(const DeclaredName& name) const { return std::string(name.tree->name_text(name.name)); }

 private:
  const View& view_;
  const Names& names_;
};

}  // namespace cepol::services
