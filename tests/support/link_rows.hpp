// Whose rows are whose, from the cells that link rows to their parents: as interpreter/data/finish_tables.cpp leaves
// it.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "interpreter/data/dataset.hpp"

namespace cepol::test {

using Owned = std::vector<std::pair<data::RowIndex, data::RowIndex>>;  // (owner, row)

inline data::RowsByOwner by_owner(data::RowIndex owners, Owned owned) {
  data::RowsByOwner made;
  if (owned.empty()) return made;
  std::stable_sort(owned.begin(), owned.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [owner, row] : owned) {
    while (made.begin.size() <= owner) made.begin.push_back(static_cast<std::uint32_t>(made.rows.size()));
    made.rows.push_back(row);
  }
  made.begin.resize(owners + std::size_t{1}, static_cast<std::uint32_t>(made.rows.size()));
  return made;
}

// Sets children, perhaps_children, anyones_children and unsure_rows of the tables that have a parent.
inline void link_rows(const core::Program& program, data::Dataset& data) {
  for (std::size_t t = 0; t < data.tables.size(); ++t) {
    const core::RecordTable& record = program.tables.nodes[t];
    if (!record.parent || !record.link) continue;
    data::TableData& table = data.tables[t];
    const data::ColumnData& link = table.columns[*record.link];
    Owned sure, perhaps;
    table.anyones_children.clear();
    table.unsure_rows.clear();
    for (data::RowIndex row = 0; row < table.all_rows; ++row) {
      const data::State state = link.states[row];
      if (state == data::State::known) sure.emplace_back(link.indices[row], row);
      if (state == data::State::open || state == data::State::unknown) table.anyones_children.push_back(row);
      if (state == data::State::listed)
        for (const data::CellValue& owner : link.candidates.at(row))
          if (owner.state == data::State::known) perhaps.emplace_back(owner.index, row);
      const auto& unsure_owners = data[*record.parent].unsure_rows;  // a parent's table is older
      if (state != data::State::known ||
          std::binary_search(unsure_owners.begin(), unsure_owners.end(), link.indices[row]))
        table.unsure_rows.push_back(row);
    }
    const data::RowIndex owners = data[*record.parent].all_rows;
    table.children = by_owner(owners, std::move(sure));
    table.perhaps_children = by_owner(owners, std::move(perhaps));
  }
}

}  // namespace cepol::test
