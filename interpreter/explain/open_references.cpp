#include "interpreter/explain/open_references.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace cepol::explain {

using engine::BlankCell;

namespace {

bool is_within(const core::Program& program, core::TableId table, core::TableId owner) {
  for (std::optional<core::TableId> at = table; at; at = program.tables[*at].parent)
    if (*at == owner) return true;
  return false;
}

// A cell that refers to a row of a table beside its own and its owners'; not one that tells whose the row is, and not
// one of a column that is unknown as a whole, which may refer to any of the rows once it is there.
std::optional<core::TableId> target_of(const core::Program& program, const data::Dataset& data, const BlankCell& cell) {
  if (cell.column == engine::whole_row || data[cell.table].columns[cell.column].unknown) return std::nullopt;
  const core::RecordTable& record = program.tables[cell.table];
  const core::Type& type = record.columns[cell.column].type;
  if (type.kind != core::Kind::row || (record.parent && record.link == cell.column)) return std::nullopt;
  return is_within(program, cell.table, type.table) ? std::nullopt : std::optional(type.table);
}

using Rows = std::set<std::pair<core::TableId, data::RowIndex>>;

// The rows that the row of the cell, and the rows of the same owner, surely refer to.
void add_rows_referred_to(const core::Program& program, const data::Dataset& data, const BlankCell& cell, Rows& rows) {
  const core::RecordTable& record = program.tables[cell.table];
  const data::TableData& table = data[cell.table];
  auto add = [&](data::RowIndex row) {
    for (core::ColumnIndex c = 0; c < record.columns.size(); ++c)
      if (table.columns[c].type.kind == core::Kind::row && record.link != c &&
          table.columns[c].states[row] == data::State::known)
        rows.emplace(table.columns[c].type.table, table.columns[c].indices[row]);
  };
  add(cell.row);
  if (!record.parent || !record.link) return;
  const data::ColumnData& link = table.columns[*record.link];
  if (link.states[cell.row] != data::State::known) return;
  for (const data::RowIndex row : table.children.of(link.indices[cell.row])) add(row);
}

}  // namespace

std::vector<char> are_behind_references(const core::Program& program, const data::Dataset& data,
                                        const std::vector<BlankCell>& cells) {
  std::vector<char> behind(cells.size(), 0);
  std::set<core::TableId> targets;
  Rows referred;
  for (const BlankCell& cell : cells)
    if (const auto target = target_of(program, data, cell)) {
      targets.insert(*target);
      add_rows_referred_to(program, data, cell, referred);
    }
  for (std::size_t i = 0; i < cells.size(); ++i)
    behind[i] = std::any_of(targets.begin(), targets.end(), [&](core::TableId target) {
      return is_within(program, cells[i].table, target) &&
             (cells[i].column == engine::whole_row || !data[cells[i].table].columns[cells[i].column].unknown) &&
             !referred.contains({cells[i].table, cells[i].row});
    });
  return behind;
}

}  // namespace cepol::explain
