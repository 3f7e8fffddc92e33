#include "interpreter/data/without_twins.hpp"

#include <utility>

namespace cepol::data {

namespace {

constexpr RowIndex gone = UINT32_MAX;

template <class Value>
Bulk<Value> kept(const Bulk<Value>& values, const Bulk<RowIndex>& new_row) {
  Bulk<Value> result;
  result.reserve(values.size());
  for (std::size_t row = 0; row < values.size(); ++row)
    if (new_row[row] != gone) result.push_back(values[row]);
  return result;
}

template <class Value>
std::map<RowIndex, Value> kept(const std::map<RowIndex, Value>& values, const Bulk<RowIndex>& new_row) {
  std::map<RowIndex, Value> result;
  for (const auto& [row, value] : values)
    if (new_row[row] != gone) result.emplace_hint(result.end(), new_row[row], value);
  return result;
}

// A list of rows, not a list by row.
std::vector<RowIndex> kept_rows(const std::vector<RowIndex>& rows, const Bulk<RowIndex>& new_row) {
  std::vector<RowIndex> result;
  for (const RowIndex row : rows)
    if (new_row[row] != gone) result.push_back(new_row[row]);
  return result;
}

RowsByOwner kept(const RowsByOwner& before, const Bulk<RowIndex>& new_row) {
  RowsByOwner result;
  if (before.begin.empty()) return result;
  result.begin.push_back(0);
  for (std::size_t owner = 0; owner + 1 < before.begin.size(); ++owner) {
    for (const RowIndex row : before.of(static_cast<RowIndex>(owner)))
      if (new_row[row] != gone) result.rows.push_back(new_row[row]);
    result.begin.push_back(static_cast<std::uint32_t>(result.rows.size()));
  }
  return result;
}

TableData without_twins(const TableData& table) {
  Bulk<RowIndex> new_row(table.all_rows, 0);
  for (const auto& [twin, first] : table.twins) new_row[twin] = gone;
  TableData result;
  RowIndex next = 0;
  for (RowIndex row = 0; row < table.all_rows; ++row) {
    if (row == table.rows) result.rows = next;
    if (new_row[row] != gone) new_row[row] = next++;
  }
  if (table.rows == table.all_rows) result.rows = next;
  result.all_rows = next;
  for (const ColumnData& column : table.columns)
    result.columns.push_back({column.type, column.scale, column.unknown, kept(column.states, new_row),
                              kept(column.numbers, new_row), kept(column.lasts, new_row), kept(column.indices, new_row),
                              kept(column.candidates, new_row)});
  result.source_rows = kept(table.source_rows, new_row);
  result.unsure_rows = kept_rows(table.unsure_rows, new_row);
  result.children = kept(table.children, new_row);
  result.perhaps_children = kept(table.perhaps_children, new_row);
  result.anyones_children = kept_rows(table.anyones_children, new_row);
  result.written_links = kept(table.written_links, new_row);
  return result;
}

}  // namespace

Dataset without_twins(const Dataset& data) {
  Dataset result;
  for (const TableData& table : data.tables)
    result.tables.push_back(table.twins.empty() ? table : without_twins(table));
  result.texts = data.texts;
  result.forms = data.forms;
  return result;
}

Dataset without_owned_twins(const Dataset& data) {
  Dataset result;
  result.tables = data.tables;
  for (TableData& table : result.tables) {
    if (table.twins.empty()) continue;
    Bulk<RowIndex> place(table.all_rows, 0);
    for (const auto& [twin, first] : table.twins) place[twin] = gone;
    for (RowIndex row = 0; row < table.all_rows; ++row)
      if (place[row] != gone) place[row] = row;
    table.children = kept(table.children, place);
    table.perhaps_children = kept(table.perhaps_children, place);
    table.anyones_children = kept_rows(table.anyones_children, place);
  }
  result.texts = data.texts;
  result.forms = data.forms;
  return result;
}

}  // namespace cepol::data
