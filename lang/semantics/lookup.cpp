// Lookups in the symbol tables of Resolution (globals, names by record, rules) and in the program's units, members and
// columns.
#include "lang/semantics/lookup.hpp"

#include <algorithm>

#include "lang/base/english.hpp"
namespace cepol::semantics {

std::optional<DeclarationId> find_global(const Resolution& resolution, const std::string& name) {
  const auto found = resolution.globals.find(name);
  if (found == resolution.globals.end()) return std::nullopt;
  return found->second;
}

std::optional<DeclarationId> find_in_record(const Resolution& resolution, TableId table, const std::string& name) {
  const auto found = resolution.record_names.find({table.index, name});
  if (found == resolution.record_names.end()) return std::nullopt;
  return found->second;
}

std::optional<DeclarationId> find_rule(const Resolution& resolution, DeclarationKind kind, const std::string& name) {
  const auto found = resolution.rules.find({kind, name});
  if (found == resolution.rules.end()) return std::nullopt;
  return found->second;
}

std::optional<UnitId> find_unit(const Program& program, const std::string& name) {
  for (std::size_t i = 0; i < program.units.size(); ++i) {
    const Unit& unit = program.units.nodes[i];
    if (unit.name == name) return UnitId{static_cast<std::uint32_t>(i)};
    for (const std::string& alias : unit.aliases)
      if (alias == name) return UnitId{static_cast<std::uint32_t>(i)};
  }
  return std::nullopt;
}

std::optional<UnitId> find_unit_of_number(const Program& program, const std::string& name) {
  if (const auto unit = find_unit(program, name)) return unit;
  for (std::size_t i = 0; i < program.units.size(); ++i) {
    const Unit& unit = program.units.nodes[i];
    const auto is_plural = [&](const std::string& one) { return one != name && singular(one) == name; };
    if (is_plural(unit.name) || std::any_of(unit.aliases.begin(), unit.aliases.end(), is_plural))
      return UnitId{static_cast<std::uint32_t>(i)};
  }
  return std::nullopt;
}

std::optional<Member> find_member(const Program& program, EnumerationId choice, const std::string& name) {
  const auto& members = program.enumerations[choice].members;
  for (std::size_t i = 0; i < members.size(); ++i)
    if (members[i] == name) return static_cast<Member>(i);
  return std::nullopt;
}

std::optional<ColumnIndex> find_column(const Program& program, TableId table, const std::string& name) {
  const auto& columns = program.tables[table].columns;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i].name == name) return static_cast<ColumnIndex>(i);
  return std::nullopt;
}

}  // namespace cepol::semantics
