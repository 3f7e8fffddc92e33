// Adds rows of a file that are records, and lists those that are none. A row that has nothing but a key is held while
// no record has been seen: above the first record it may be the name of a group.
#include <algorithm>
#include <utility>

#include "interpreter/data/builder_state.hpp"
#include "interpreter/data/column_names.hpp"
#include "interpreter/data/plain_rows.hpp"
#include "interpreter/data/row_kind.hpp"
#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"

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

// Has the row the names of the columns by which rows are known, and of half of the file's columns?
bool is_heading(const core::RecordTable& record, const ColumnLayout& layout, std::span<const CellText> cells) {
  std::size_t known = 0, before = 0;
  std::vector<char> found(record.columns.size(), 0);
  for (std::size_t c = 0; c < record.columns.size(); ++c) {
    found[c] = std::any_of(cells.begin(), cells.end(), [&](const CellText& cell) {
      return has_word_in_any_case(record.columns[c], key_form(cell.text));
    });
    known += found[c] ? 1 : 0;
  }
  for (const std::uint32_t column : layout.columns) before += column != ignored_column ? 1 : 0;
  const bool identity = (!record.key || found[*record.key]) && (!record.parent || !record.link || found[*record.link]);
  return identity && known * 2 >= before;
}

// Below a heading in another order, or with other columns, the cells are those of its columns.
void take_headings(BuilderState& state, std::span<const CellText> cells) {
  const bool table = state.target == BuilderState::Target::table;
  const core::RecordTable& record = *state.tables[state.current].record;
  const ColumnLayout& layout = table ? state.tables[state.current].layout : state.tables[state.current].heading_layout;
  bool same = cells.size() == layout.headings.size();
  for (std::size_t i = 0; same && i < cells.size(); ++i) {
    const std::string text = key_form(cells[i].text);
    same = text.empty() || text == key_form(layout.headings[i]);
  }
  if (same || !is_heading(record, layout, cells)) return;
  release_held_rows(state);
  open_table(state, table ? record.name : record.heading, std::vector<CellText>(cells.begin(), cells.end()));
}

}  // namespace

void release_held_rows(BuilderState& state) {
  for (const HeldRow& row : std::exchange(state.held, {})) {
    std::vector<CellText> cells(row.texts.begin(), row.texts.end());
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (row.faults[i]) cells[i] = *row.faults[i];
    if (const RowKind kind = row_kind(file_row(state, cells)); kind != RowKind::record)
      list_left_out(state, row.source_row, kind);
    else
      add_row(state, row.source_row, cells);
  }
}

void add_row_above(BuilderState& state, std::uint32_t source_row, std::span<const CellText> cells) {
  if (state.target == BuilderState::Target::none) return;
  const bool blank = std::all_of(cells.begin(), cells.end(), [](const CellText& cell) { return cell.blank(); });
  if (blank || is_title(file_row(state, cells)))
    list_left_out(state, source_row, blank ? RowKind::blank : RowKind::title);
  else
    add_file_row(state, source_row, cells);
}

void add_file_row(BuilderState& state, std::uint32_t source_row, std::span<const CellText> cells) {
  if (state.target == BuilderState::Target::none || add_plain_row(state, source_row, cells)) return;
  if (state.target == BuilderState::Target::table) keep_row_above(state, state.tables[state.current]);
  KeyForms& keys = state.tables[state.current].key_forms;
  const FileRow row = file_row(state, cells);
  if (state.target == BuilderState::Target::table && keys.count == 0 && has_key_only(row)) {
    HeldRow& held = state.held.emplace_back(HeldRow{source_row, {}, {}});
    for (const CellText& cell : cells) {
      held.texts.emplace_back(cell.text);
      held.faults.push_back(cell.fault);
    }
    return;
  }
  const RowKind kind = row_kind(row);
  if (kind != RowKind::record) {
    list_left_out(state, source_row, kind);
    if (kind == RowKind::repeated_heading) take_headings(state, cells);
    // Behind the end of a page a row may go on, not behind a total.
    if (kind != RowKind::repeated_heading && kind != RowKind::blank) state.tables[state.current].above = no_row;
    return;
  }
  if (add_rest_of_row(state, source_row, cells)) return;
  note_keys(row, keys);
  release_held_rows(state);
  add_row(state, source_row, cells);
}

}  // namespace cepol::data
