// Links rows of different tables after all are read: child rows to their parents, references to their rows; a heading
// column gets one value in all rows.
#include <algorithm>

#include "interpreter/data/builder_state.hpp"

namespace cepol::data {

namespace {

template <class Value>
void keep_only(std::vector<Value>& values, const std::vector<char>& kept) {
  if (values.empty()) return;
  std::size_t to = 0;
  for (std::size_t from = 0; from < kept.size(); ++from)
    if (kept[from]) values[to++] = values[from];
  values.resize(to);
}

void drop_rows(TableBuilder& table, const std::vector<char>& kept, RowIndex kept_count) {
  std::vector<RowIndex> new_row(kept.size(), no_row);
  RowIndex next = 0;
  for (std::size_t row = 0; row < kept.size(); ++row)
    if (kept[row]) new_row[row] = next++;
  TableData& data = table.data;
  data.rows_excluded += kept.size() - kept_count;
  data.rows = kept_count;
  keep_only(data.source_rows, kept);
  for (ColumnData& column : data.columns) {
    keep_only(column.states, kept);
    keep_only(column.numbers, kept);
    keep_only(column.lasts, kept);
    keep_only(column.indices, kept);
  }
  for (RowIndex& row : table.row_of_key)
    if (row != no_row) row = new_row[row];
  std::vector<std::pair<RowIndex, std::uint32_t>> files;
  RowIndex before = 0;  // kept rows before `row`
  std::size_t row = 0;
  for (const auto& [first, file] : table.files) {
    for (; row < first; ++row) before += kept[row] ? 1u : 0u;
    files.emplace_back(before, file);
  }
  table.files = std::move(files);
}

// The parent of each row; rows without one are dropped.
std::vector<RowIndex> find_parents(BuilderState& state, TableBuilder& table, const TableBuilder& parent) {
  const std::uint32_t link = *table.record->link;
  const TableData& data = table.data;
  std::vector<RowIndex> parents(data.rows, no_row);
  std::vector<char> kept(data.rows, 1);
  for (RowIndex row = 0; row < data.rows; ++row) {
    const std::uint32_t key = data.columns[link].indices[row];
    parents[row] = parent.row_with_key(key);
    if (parents[row] != no_row) continue;
    kept[row] = 0;
    state.faults.add({table.record->name, table.file_of(row), data.source_rows[row], table.record->columns[link].name},
                     Fault::no_parent, {excerpt(state.texts[key]), parent.record->name}, true);
  }
  const auto kept_count = static_cast<RowIndex>(std::count(kept.begin(), kept.end(), 1));
  if (kept_count != data.rows) drop_rows(table, kept, kept_count);
  keep_only(parents, kept);
  return parents;
}

void link_children(BuilderState& state, std::size_t index) {
  TableBuilder& table = state.tables[index];
  if (table.linked) return;
  table.linked = true;
  if (!table.record->parent || !table.record->link) return;
  const std::size_t parent_index = table.record->parent->index;
  link_children(state, parent_index);  // the parents' own parents first, since rows may be dropped
  const TableBuilder& parent = state.tables[parent_index];
  const std::vector<RowIndex> parents = find_parents(state, table, parent);

  TableData& data = table.data;
  data.child_begin.assign(parent.data.rows + std::size_t{1}, 0);
  for (RowIndex p : parents) ++data.child_begin[p + std::size_t{1}];
  for (std::size_t p = 0; p < parent.data.rows; ++p) data.child_begin[p + 1] += data.child_begin[p];
  data.child_rows.resize(data.rows);
  std::vector<std::uint32_t> next(data.child_begin.begin(), data.child_begin.end() - 1);
  for (RowIndex row = 0; row < data.rows; ++row) data.child_rows[next[parents[row]]++] = row;
}

void spread_heading_values(TableBuilder& table) {
  for (std::size_t c = 0; c < table.heading_values.size(); ++c) {
    if (!table.record->columns[c].heading) continue;
    const HeadingValue& first = table.heading_values[c];
    CellValue value = first.value;
    if (first.differs) value = CellValue();
    if (!first.differs && value.state != State::known) value.state = table.readers[c].blank();
    ColumnData& column = table.data.columns[c];
    std::fill(column.states.begin(), column.states.end(), value.state);
    std::fill(column.numbers.begin(), column.numbers.end(), value.number);
    std::fill(column.lasts.begin(), column.lasts.end(), value.last);
    std::fill(column.indices.begin(), column.indices.end(), value.index);
  }
}

void resolve_references(BuilderState& state, TableBuilder& table) {
  for (std::size_t c = 0; c < table.data.columns.size(); ++c) {
    ColumnData& column = table.data.columns[c];
    if (column.type.kind != core::Kind::row) continue;
    const TableBuilder& target = state.tables[column.type.table.index];
    for (RowIndex row = 0; row < table.data.rows; ++row) {
      if (column.states[row] != State::known) continue;
      const std::uint32_t key = column.indices[row];
      column.indices[row] = target.row_with_key(key);
      if (column.indices[row] != no_row) continue;
      column.indices[row] = dangling;
      state.faults.add(
          {table.record->name, table.file_of(row), table.data.source_rows[row], table.record->columns[c].name},
          Fault::dangling_reference, {excerpt(state.texts[key]), target.record->name});
    }
  }
}

}  // namespace

void link_rows(BuilderState& state) {
  for (std::size_t i = 0; i < state.tables.size(); ++i) link_children(state, i);
  for (TableBuilder& table : state.tables) spread_heading_values(table);
  for (TableBuilder& table : state.tables) resolve_references(state, table);
}

}  // namespace cepol::data
