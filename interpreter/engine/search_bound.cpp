#include "interpreter/engine/search_bound.hpp"

#include <algorithm>
#include <cstring>

namespace cepol::engine {

namespace {

constexpr std::uint32_t few_blanks = 4;  // rows with no more are not counted: they take little
// Of the rows with more, where each has ten: the more a row has, the longer an evaluation takes. On one processor some
// minutes.
constexpr std::size_t evaluations_in_all = 20'000'000, blanks_of_such_a_row = 10;
constexpr std::size_t least_bound = 40;

// Looks at all cells together: most columns have none.
bool has_blanks(const data::ColumnData& column) {
  const auto& states = column.states;
  if (states.empty()) return false;
  // All are alike, each as the one before.
  if (states.front() != data::State::known || std::memcmp(states.data(), states.data() + 1, states.size() - 1) != 0)
    return true;
  return column.type.kind == core::Kind::date &&
         !std::equal(column.numbers.begin(), column.numbers.end(), column.lasts.begin(), column.lasts.end());
}

}  // namespace

// Is nothing blank in the table, nor in its children?
bool SearchBounds::is_complete(core::TableId id) const {
  const data::TableData& table = data_[id];
  if (std::any_of(table.columns.begin(), table.columns.end(),
                  [](const data::ColumnData& column) { return !column.unknown && has_blanks(column); }) ||
      !table.elsewhere.blanks_of_owner.empty())
    return false;
  for (std::uint32_t i = 0; i < program_.tables.size(); ++i) {
    const core::RecordTable& child = program_.tables.nodes[i];
    if (!child.parent || *child.parent != id || !child.link) continue;
    if (!data_.tables[i].perhaps_children.rows.empty() || !is_complete(core::TableId{i})) return false;
  }
  return true;
}

// A column that is unknown as a whole is one blank of all rows, and is not counted.
std::vector<std::uint32_t> SearchBounds::blanks_of(core::TableId id) const {
  const data::TableData& table = data_[id];
  std::vector<std::uint32_t> blanks(table.all_rows, 0);
  for (const data::ColumnData& column : table.columns) {
    if (column.unknown || !has_blanks(column)) continue;
    for (data::RowIndex row = 0; row < table.all_rows; ++row) blanks[row] += data::is_blank_cell(column, row);
  }
  for (std::uint32_t i = 0; i < program_.tables.size(); ++i) {
    const core::RecordTable& child = program_.tables.nodes[i];
    if (!child.parent || *child.parent != id || !child.link) continue;
    const data::TableData& rows = data_.tables[i];
    const std::vector<std::uint32_t> of_children = blanks_of(core::TableId{i});
    for (data::RowIndex row = 0; row < table.all_rows; ++row) {
      for (data::RowIndex one : rows.children.of(row)) blanks[row] += of_children[one];
      for (data::RowIndex one : rows.perhaps_children.of(row)) blanks[row] += 1 + of_children[one];
      if (!rows.elsewhere.blanks_of_owner.empty()) blanks[row] += rows.elsewhere.blanks_of_owner[row];
    }
  }
  return blanks;
}

std::size_t SearchBounds::of(core::TableId table) {
  std::optional<std::size_t>& bound = bounds_[table.index];
  if (!bound) {
    bound = options_.search_bound;
    const data::RowIndex rows = data_[table].rows;
    if (rows > evaluations_in_all / std::max<std::size_t>(*bound, 1) && !is_complete(table)) {
      std::vector<std::uint32_t> blanks = blanks_of(table);
      blanks.resize(rows);
      std::size_t many = 0;
      for (std::uint32_t count : blanks) many += count > few_blanks ? count : 0;
      const std::size_t such_rows = many / blanks_of_such_a_row;
      if (such_rows > 0) bound = std::clamp(evaluations_in_all / such_rows, std::min(least_bound, *bound), *bound);
    }
  }
  return *bound;
}

}  // namespace cepol::engine
