// Replaces keys by the rows that have them. A reference to no row is open: none, or any row.
#include <algorithm>

#include "interpreter/data/builder_state.hpp"
#include "interpreter/data/key_search.hpp"

namespace cepol::data {

namespace {

void find_referenced(BuilderState& state, TableBuilder& table, std::uint32_t c, KeySearch& search) {
  ColumnData& column = table.data.columns[c];
  const TableBuilder& target = state.tables[column.type.table.index];
  for (RowIndex row = 0; row < table.data.all_rows; ++row) {
    if (column.states[row] != State::known && column.states[row] != State::listed) continue;
    if (const RowIndex only =
            column.states[row] == State::known ? only_row_with_key(target, column.indices[row]) : no_row;
        only != no_row) {
      column.indices[row] = only;
      continue;
    }
    std::vector<CellValue> keys;
    if (column.states[row] == State::listed)
      keys = column.candidates.at(row);
    else
      keys.push_back({State::known, 0, 0, column.indices[row]});
    std::vector<CellValue> rows;
    bool found = true;
    for (const CellValue& key : keys) {
      const std::size_t before = rows.size();
      if (key.state == State::none)
        rows.push_back(key);
      else
        add_rows_with_key(target, key.index, rows);
      if (rows.size() > before) continue;
      found = false;
      const std::string text = excerpt(state.texts[key.index]);
      add_fault(state, table, row, c, Fault::dangling_reference,
                {text, target.record->name, names_of(state, target, search.near_rows(key.index))});
    }
    if (found) {
      set_candidates(column, row, std::move(rows));
    } else {
      column.candidates.erase(row);
      column.states[row] = State::open;
      column.indices[row] = 0;
    }
  }
}

// A row whose key looks like no other and of which several cells cannot be read: what stands there is another column's.
void drop_shifted_keys(BuilderState& state, TableBuilder& table, KeySearch& search) {
  for (const RowIndex row : search.rows_with_odd_keys()) {
    if (has(table.flags[row], RowFlag::torn) || !table.torn_cells.contains(row)) continue;
    add_fault(state, table, row, table.record->key, Fault::shifted_key, {});
    table.flags[row] |= flag_of(RowFlag::key_lost);
  }
}

// The tables, those of owners before those of their rows.
std::vector<std::size_t> owners_first(const BuilderState& state) {
  std::vector<std::pair<std::size_t, std::size_t>> by_depth;
  for (std::size_t t = 0; t < state.tables.size(); ++t) {
    std::size_t depth = 0;
    for (const core::RecordTable* record = state.tables[t].record; record->parent;
         record = state.tables[record->parent->index].record)
      ++depth;
    by_depth.emplace_back(depth, t);
  }
  std::sort(by_depth.begin(), by_depth.end());
  std::vector<std::size_t> order;
  for (const auto& [depth, t] : by_depth) order.push_back(t);
  return order;
}

}  // namespace

void find_rows(BuilderState& state) {
  KeySearches searches(state);
  for (std::size_t t = 0; t < state.tables.size(); ++t)
    if (state.tables[t].record->key && !state.tables[t].torn_cells.empty())
      drop_shifted_keys(state, state.tables[t], searches.of(t));
  for (const std::size_t t : owners_first(state))
    if (TableBuilder& table = state.tables[t]; table.record->parent && table.record->link)
      find_owners(state, table, searches.of(table.record->parent->index));
  for (TableBuilder& table : state.tables)
    for (std::uint32_t c = 0; c < table.data.columns.size(); ++c)
      if (table.data.columns[c].type.kind == core::Kind::row && !(table.record->parent && table.record->link == c))
        find_referenced(state, table, c, searches.of(table.data.columns[c].type.table.index));
}

}  // namespace cepol::data
