// Looks up declarations, units, members and columns by name. Reports nothing, and marks nothing as used.
#pragma once

#include <optional>
#include <string>

#include "lang/semantics/resolution.hpp"

namespace cepol::semantics {

std::optional<DeclarationId> find_global(const Resolution& resolution, const std::string& name);
std::optional<DeclarationId> find_in_record(const Resolution& resolution, TableId table, const std::string& name);
std::optional<DeclarationId> find_rule(const Resolution& resolution, DeclarationKind kind, const std::string& name);

std::optional<UnitId> find_unit(const Program& program, const std::string& name);
// Likewise as it stands behind a number: the singular of a name too (1 hour).
std::optional<UnitId> find_unit_of_number(const Program& program, const std::string& name);
std::optional<Member> find_member(const Program& program, EnumerationId enumeration, const std::string& name);
std::optional<ColumnIndex> find_column(const Program& program, TableId table, const std::string& name);

}  // namespace cepol::semantics
