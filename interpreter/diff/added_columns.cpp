#include "interpreter/diff/added_columns.hpp"

#include <algorithm>

#include "interpreter/diff/variants.hpp"

namespace cepol::diff {

std::vector<std::string> added_columns(const core::Program& before, const core::Program& after,
                                       const Structure& structure) {
  const NewNames names = new_names(structure);
  const auto renamed = [&](const std::string& table, const std::string& old_name, const std::string& new_name) {
    return std::any_of(structure.renames.begin(), structure.renames.end(), [&](const Rename& one) {
      return one.subject == Subject::record && one.of == table && one.old_name == old_name && one.new_name == new_name;
    });
  };
  std::vector<std::string> added;
  for (const core::RecordTable& table : after.tables.nodes)
    for (const core::Column& column : table.columns) {
      if (column.old_rows.empty()) continue;
      const bool known =
          std::any_of(before.tables.nodes.begin(), before.tables.nodes.end(), [&](const core::RecordTable& old) {
            return (old.name == table.name || names.table(old.name) == table.name) &&
                   std::any_of(old.columns.begin(), old.columns.end(), [&](const core::Column& one) {
                     return one.name == column.name || renamed(table.name, one.name, column.name);
                   });
          });
      if (!known) added.push_back(table.name + "." + column.name);
    }
  return added;
}

}  // namespace cepol::diff
