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

// By row. Column by column, which the processor reads in order.
Bulk<std::uint64_t> hashes_of(const TableData& data) {
  Bulk<std::uint64_t> hashes(data.all_rows, 0);
  const auto add = [&](const auto& values) {
    for (std::size_t row = 0; row < values.size(); ++row) {
      std::uint64_t& hash = hashes[row];
      hash = (hash ^ static_cast<std::uint64_t>(values[row])) * 0x9E3779B97F4A7C15u;
      hash ^= hash >> 29;
    }
  };
  for (const ColumnData& column : data.columns) {
    add(column.states);
    add(column.numbers);
    add(column.indices);
  }
  return hashes;
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

using HashedRow = std::pair<std::uint64_t, RowIndex>;
using Twins = std::vector<std::pair<RowIndex, RowIndex>>;

// Rows alike have one owner: `rows` become those that can be twins, owner by owner, and the result where the rows of
// each owner end. Of a table without owners all are in one group.
Bulk<std::size_t> group_rows(const TableBuilder& table, Bulk<RowIndex>& rows) {
  const auto link = table.record->parent ? table.record->link : std::nullopt;
  const Bulk<std::uint32_t>* owners = link ? &table.data.columns[*link].indices : nullptr;
  Bulk<std::size_t> ends(1, 0);
  for (RowIndex row = 0; row < table.data.all_rows; ++row) {
    if (!can_be_twin(table, row)) continue;
    const std::size_t owner = owners ? (*owners)[row] : 0;
    if (owner + 1 >= ends.size()) ends.resize(std::max(owner + 2, ends.size() * 2), 0);
    ++ends[owner + 1];
  }
  for (std::size_t i = 1; i < ends.size(); ++i) ends[i] += ends[i - 1];  // where each group begins
  rows.resize(ends.back());
  for (RowIndex row = 0; row < table.data.all_rows; ++row)
    if (can_be_twin(table, row)) rows[ends[owners ? (*owners)[row] : 0]++] = row;
  return ends;
}

// Of few rows it takes less to compare each with each than to sort them.
bool all_hashes_differ(const std::vector<HashedRow>& rows) {
  for (std::size_t i = 1; i < rows.size(); ++i)
    for (std::size_t other = 0; other < i; ++other)
      if (rows[i].first == rows[other].first) return false;
  return true;
}

// `rows`: of one owner, ascending.
void add_twins(const TableData& data, std::vector<HashedRow>& rows, Twins& twins) {
  constexpr std::size_t few = 16;
  if (rows.size() <= few && all_hashes_differ(rows)) return;
  std::sort(rows.begin(), rows.end());
  std::vector<RowIndex> firsts;  // of the rows with one hash: those that are like no earlier one
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i].first != rows[i - 1].first) {
      firsts.clear();
      continue;
    }
    if (firsts.empty()) firsts.push_back(rows[i - 1].second);
    const RowIndex row = rows[i].second;
    const auto first =
        std::find_if(firsts.begin(), firsts.end(), [&](RowIndex other) { return alike(data, row, other); });
    if (first == firsts.end())
      firsts.push_back(row);
    else
      twins.emplace_back(row, *first);
  }
}

// Each row that is like an earlier one, with the first such row. Ascending.
Twins twins_of(const TableBuilder& table) {
  const Bulk<std::uint64_t> hashes = hashes_of(table.data);
  Bulk<RowIndex> rows;
  Twins twins;
  std::vector<HashedRow> group;
  std::size_t begin = 0;
  for (const std::size_t end : group_rows(table, rows)) {
    group.clear();
    for (; begin < end; ++begin) group.emplace_back(hashes[rows[begin]], rows[begin]);
    add_twins(table.data, group, twins);
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
      if (table.of_part) table.of_part->alike[row] = table.of_part->alike[first] = 1;
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
