// Adds rows of a file that are records, and lists those that are none. A row that has nothing but a key is held while
// no record has been seen: above the first record it may be the name of a group.
#include <utility>

#include "interpreter/data/builder_state.hpp"
#include "interpreter/data/row_kind.hpp"

namespace cepol::data {

namespace {

FileRow file_row(const BuilderState& state, std::span<const CellText> cells) {
  const TableBuilder& table = state.tables[state.current];
  const bool heading = state.target == BuilderState::Target::heading;
  return {*table.record, heading ? table.heading_layout : table.layout, table.readers, table.key_forms, cells};
}

void list_left_out(BuilderState& state, std::uint32_t source_row, RowKind kind) {
  const core::RecordTable& record = *state.tables[state.current].record;
  const bool heading = state.target == BuilderState::Target::heading;
  add_left_out(state.left_out,
               {heading ? record.heading : record.name, state.faults.file_name(state.file), source_row, kind});
}

}  // namespace

void release_held_rows(BuilderState& state) {
  for (const HeldRow& row : std::exchange(state.held, {})) {
    const std::vector<CellText> cells(row.texts.begin(), row.texts.end());
    if (const RowKind kind = row_kind(file_row(state, cells)); kind != RowKind::record)
      list_left_out(state, row.source_row, kind);
    else
      add_row(state, row.source_row, cells);
  }
}

void add_file_row(BuilderState& state, std::uint32_t source_row, std::span<const CellText> cells) {
  if (state.target == BuilderState::Target::none) return;
  KeyForms& keys = state.tables[state.current].key_forms;
  const FileRow row = file_row(state, cells);
  if (state.target == BuilderState::Target::table && keys.count == 0 && has_key_only(row)) {
    HeldRow& held = state.held.emplace_back(HeldRow{source_row, {}});
    for (const CellText& cell : cells) held.texts.emplace_back(cell.text);
    return;
  }
  const RowKind kind = row_kind(row);
  if (kind != RowKind::record) return list_left_out(state, source_row, kind);
  note_keys(row, keys);
  release_held_rows(state);
  add_row(state, source_row, cells);
}

}  // namespace cepol::data
