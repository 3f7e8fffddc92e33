// Finds rows that are alike in every cell, of tables without a key: the same record entered twice, or two records that
// happen to be alike. What they count as is a choice of the reader of the data, or of the policy.
#include <algorithm>
#include <utility>
#include <vector>

#include "interpreter/data/builder_state.hpp"

namespace cepol::data {

namespace {

bool same_cell(const ColumnData& column, RowIndex a, RowIndex b) {
  return column.states[a] == column.states[b] && (column.numbers.empty() || column.numbers[a] == column.numbers[b]) &&
         (column.lasts.empty() || column.lasts[a] == column.lasts[b]) &&
         (column.indices.empty() || column.indices[a] == column.indices[b]) &&
         (column.states[a] != State::listed || column.candidates.at(a) == column.candidates.at(b));
}

std::uint64_t hash_of(const TableData& data, RowIndex row) {
  std::uint64_t hash = 0;
  auto add = [&](std::uint64_t value) {
    hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
    hash ^= hash >> 29;
  };
  for (const ColumnData& column : data.columns) {
    add(static_cast<std::uint64_t>(column.states[row]));
    if (!column.numbers.empty()) add(static_cast<std::uint64_t>(column.numbers[row]));
    if (!column.indices.empty()) add(column.indices[row]);
  }
  return hash;
}

bool can_be_twin(const TableBuilder& table, RowIndex row) {
  if (table.flags[row] != 0) return false;
  const auto link = table.record->parent ? table.record->link : std::nullopt;
  return !link || table.data.columns[*link].states[row] == State::known;
}

bool alike(const TableData& data, RowIndex a, RowIndex b) {
  return std::all_of(data.columns.begin(), data.columns.end(),
                     [&](const ColumnData& column) { return same_cell(column, a, b); });
}

// Each row that is like an earlier one, with the first such row. Ascending.
std::vector<std::pair<RowIndex, RowIndex>> twins_of(const TableBuilder& table) {
  std::vector<std::pair<std::uint64_t, RowIndex>> rows;  // by hash
  rows.reserve(table.data.all_rows);
  for (RowIndex row = 0; row < table.data.all_rows; ++row)
    if (can_be_twin(table, row)) rows.emplace_back(hash_of(table.data, row), row);
  std::sort(rows.begin(), rows.end());
  std::vector<std::pair<RowIndex, RowIndex>> twins;
  std::vector<RowIndex> firsts;  // of the rows with one hash: those that are like no earlier one
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i == 0 || rows[i].first != rows[i - 1].first) firsts.clear();
    const RowIndex row = rows[i].second;
    const auto first =
        std::find_if(firsts.begin(), firsts.end(), [&](RowIndex other) { return alike(table.data, row, other); });
    if (first == firsts.end())
      firsts.push_back(row);
    else
      twins.emplace_back(row, *first);
  }
  std::sort(twins.begin(), twins.end());
  return twins;
}

}  // namespace

void find_twins(BuilderState& state) {
  for (TableBuilder& table : state.tables) {
    if (table.record->key || table.data.columns.empty()) continue;
    std::vector<std::pair<RowIndex, RowIndex>> twins = twins_of(table);
    const Twice twice = table.record->equal_rows_once ? Twice::once : state.assumptions.twice;
    for (const auto& [row, first] : twins) {
      switch (twice) {
        case Twice::both: break;
        case Twice::once:
          table.flags[row] |= flag_of(RowFlag::dropped);
          ++table.data.rows_repeated;
          break;
        case Twice::open: {
          table.flags[row] |= flag_of(RowFlag::spare);
          if (!table.record->parent || !table.record->link) break;
          ColumnData& link = table.data.columns[*table.record->link];
          set_candidates(link, row, {{State::none}, {State::known, 0, 0, link.indices[row]}});
          break;
        }
      }
    }
    if (twice != Twice::once) table.data.twins = std::move(twins);
  }
}

}  // namespace cepol::data
