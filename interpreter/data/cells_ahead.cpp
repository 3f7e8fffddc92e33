#include "interpreter/data/cells_ahead.hpp"

#include "interpreter/data/builder_state.hpp"
#include "interpreter/data/plain_rows.hpp"

namespace cepol::data {

CellsAhead::CellsAhead(const BuilderState& state) : state_(state), table_(state.current) {
  if (state.target != BuilderState::Target::table || !state.assumptions.plain_rows) return;
  const ColumnLayout& layout = state.tables[table_].layout;
  if (!layout.plain_rows) return;
  layout_ = layout.number;
  cells_of_row_ = layout.columns.size();
  for (std::uint32_t c = 0; c < layout.ahead.size(); ++c)
    if (layout.ahead[c] != ignored_column) columns_.emplace_back(layout.cell_of[c], c);
  seen_.resize(columns_.size());
}

void CellsAhead::read(std::span<const CellText> cells, std::vector<CellValue>& values) {
  const std::size_t first = values.size();
  values.resize(first + columns_.size(), CellValue{State::listed});
  if (cells.size() != cells_of_row_) return;
  const TableBuilder& table = state_.tables[table_];
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const auto& [cell, column] = columns_[i];
    const CellText& given = cells[cell];
    CellValue& value = values[first + i];
    if (given.fault || given.spread) continue;
    if (const CellValue* before = seen_[i].find(given.text)) {
      value = *before;
      continue;
    }
    CellValue read;
    std::optional<std::uint32_t> through;
    if (!read_plain_cell(state_.program, table, column, given.text, texts_, buffer_, read, through) || through)
      continue;
    seen_[i].add(given.text, read);
    value = read;
  }
}

}  // namespace cepol::data
