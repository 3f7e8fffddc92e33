#include "interpreter/data/rows_of_part.hpp"

#include <algorithm>
#include <utility>

#include "interpreter/data/builder_state.hpp"
#include "interpreter/data/key_search.hpp"

namespace cepol::data {

namespace {

bool is_blank_value(const ColumnData& column, const CellValue& value) {
  if (value.state == State::known) return column.type.kind == core::Kind::date && value.number != value.last;
  return value.state != State::none;
}

void count_day(ColumnElsewhere& counts, const CellValue& value) {
  const auto day = static_cast<Day>(value.number);
  ++counts.days;
  if (value.last != day || civil_of(day).day != 1) counts.within_month = true;
  if (!counts.month)
    counts.month = day;
  else if (!counts.other_month && *counts.month != day)
    counts.other_month = day;
}

std::uint32_t& at_key(Bulk<std::uint32_t>& counts, KeyIndex key) {
  if (key >= counts.size()) counts.resize(std::max<std::size_t>(key + 1, counts.size() * 2), 0);
  return counts[key];
}

void count(TableBuilder& table, const std::vector<CellValue>& values) {
  RowsOfPart& part = *table.of_part;
  RowsElsewhere& elsewhere = table.data.elsewhere;
  ++elsewhere.rows;
  std::uint32_t blanks = 0;
  for (std::size_t c = 0; c < values.size(); ++c) {
    ColumnElsewhere& counts = elsewhere.columns[c];
    ++counts.states[static_cast<std::size_t>(values[c].state)];
    const ColumnData& column = table.data.columns[c];
    if (is_blank_value(column, values[c])) {
      ++counts.blanks;
      ++blanks;
    }
    if (column.type.kind == core::Kind::date && values[c].state == State::known) count_day(counts, values[c]);
  }
  const KeyIndex owner = values[*table.record->link].index;
  ++at_key(part.rows_of_key, owner);
  if (blanks > 0) at_key(part.blanks_of_key, owner) += blanks;
}

bool is_settled(const TableBuilder& table, RowIndex row) {
  if (table.flags[row] != 0 || table.of_part->alike[row] != 0) return false;
  for (std::size_t c = 0; c < table.data.columns.size(); ++c) {
    const ColumnData& column = table.data.columns[c];
    if (column.type.kind != core::Kind::row) continue;
    const bool may_be_none = c != table.record->link && column.states[row] == State::none;
    if (column.states[row] != State::known && !may_be_none) return false;
  }
  return true;
}

}  // namespace

void divide_tables(BuilderState& state) {
  if (!state.assumptions.division || state.assumptions.division->all_tables_whole) return;
  const DivisionSummary& summary = state.assumptions.division->summary;
  for (const core::TableId id : divided_tables(state.program)) {
    TableBuilder& table = state.tables[id.index];
    if (summary.whole.contains(table.record->name)) continue;
    table.of_part.emplace();
    table.of_part->filled.assign(table.record->columns.size(), 0);
    table.data.elsewhere.columns.resize(table.record->columns.size());
    const auto common = summary.common.find(table.record->name);
    if (common != summary.common.end()) table.of_part->common = &common->second;
  }
}

bool is_elsewhere(BuilderState& state, TableBuilder& table, std::uint32_t source_row) {
  RowsOfPart& part = *table.of_part;
  const CellValue& owner = *state.cells_of_row[*table.record->link];
  if (owner.state != State::known || in_part(state.texts[owner.index], state.assumptions.division->part) ||
      (part.common != nullptr && part.common->contains({state.file, source_row}))) {
    if (part.above) count(table, std::exchange(part.above, std::nullopt)->values);
    return false;
  }
  std::vector<CellValue> values;
  if (part.above) {
    count(table, part.above->values);
    values = std::move(part.above->values);
  }
  values.clear();
  for (const CellValue* value : state.cells_of_row) values.push_back(*value);
  part.above = {state.file, source_row, part.next_place++, std::move(values)};
  table.above = no_row;
  return true;
}

void keep_row_above(BuilderState& state, TableBuilder& table) {
  if (!table.of_part || !table.of_part->above) return;
  const RowsOfPart::RowAbove row = *std::exchange(table.of_part->above, std::nullopt);
  const std::uint32_t file = std::exchange(state.file, row.file);
  table.above = append_row(state, table, row.source_row);
  state.file = file;
  --table.of_part->next_place;
  table.of_part->places.back() = row.place;
  auto to = table.data.columns.begin();
  for (const CellValue& value : row.values) append(*to++, value);
}

void count_rows_above(BuilderState& state) {
  for (TableBuilder& table : state.tables)
    if (table.of_part && table.of_part->above) count(table, std::exchange(table.of_part->above, std::nullopt)->values);
}

void note_found(BuilderState& state) {
  if (!state.assumptions.division) return;
  for (TableBuilder& table : state.tables) {
    if (table.record->key) {
      table.data.in_part.assign(table.data.all_rows, 0);
      for (RowIndex row = 0; row < table.data.all_rows; ++row)
        table.data.in_part[row] =
            table.keys[row] != 0 && in_part(state.texts[table.keys[row]], state.assumptions.division->part) ? 1 : 0;
    }
    if (!table.of_part) continue;
    const RowsOfPart& part = *table.of_part;
    for (RowIndex row = 0; row < table.data.all_rows; ++row) {
      if (part.own_plain[row] == 0 || is_settled(table, row)) continue;
      const FileRowNumber place{table.file_of(row), table.data.source_rows[row]};
      state.found.common[table.record->name].insert(place);
      state.not_in_summary = state.not_in_summary || part.common == nullptr || !part.common->contains(place);
    }
  }
  state.not_in_summary = state.not_in_summary || !state.found.whole.empty();
}

void count_blanks_elsewhere(TableBuilder& table, const TableBuilder& owners, const Bulk<RowIndex>& new_rows) {
  RowsOfPart& part = *table.of_part;
  RowsElsewhere& elsewhere = table.data.elsewhere;
  std::uint32_t not_counted = 0;  // columns of which each cell is blank, and which count as none
  for (std::size_t c = 0; c < elsewhere.columns.size(); ++c)
    if ((table.data.columns[c].unknown || part.filled[c] != 0) && elsewhere.columns[c].blanks == elsewhere.rows)
      ++not_counted;
  for (KeyIndex key = 0; key < part.blanks_of_key.size(); ++key) {
    const std::uint32_t blanks = part.blanks_of_key[key];
    if (blanks == 0 || blanks <= not_counted * part.rows_of_key[key]) continue;
    RowIndex row = only_row_with_key(owners, key);
    if (row != no_row && !new_rows.empty()) row = new_rows[row];
    if (row == no_row) continue;
    if (elsewhere.blanks_of_owner.empty()) elsewhere.blanks_of_owner.assign(owners.data.all_rows, 0);
    elsewhere.blanks_of_owner[row] += blanks - not_counted * part.rows_of_key[key];
  }
}

}  // namespace cepol::data
