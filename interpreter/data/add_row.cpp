// Adds one row of text cells to a table, or sets the values of a heading table; reports the faults of the row and its
// cells.
#include <algorithm>

#include "interpreter/data/builder_state.hpp"
#include "lang/base/text.hpp"

namespace cepol::data {

namespace {

struct RowTask {
  BuilderState& state;
  TableBuilder& table;
  const ColumnLayout& layout;
  bool heading;
  std::uint32_t source_row;
  std::span<const CellText> given;

  const core::RecordTable& record() const { return *table.record; }
  const core::Column& column(std::uint32_t c) const { return record().columns[c]; }
  FaultList::Place place(std::string_view column_name) const {
    return {heading ? record().heading : record().name, state.file, source_row, column_name};
  }
  std::size_t cells() const { return std::min(given.size(), layout.columns.size()); }
  bool ragged() const { return given.size() != layout.columns.size(); }
};

void exclude(const RowTask& row, std::string_view column, Fault fault, std::vector<std::string> arguments) {
  BadRow& bad = row.state.faults.add(row.place(column), fault, std::move(arguments), true);
  if (row.heading) return;
  ++row.table.data.rows_excluded;
  for (std::size_t i = 0; i < row.cells(); ++i)
    if (row.record().key == row.layout.columns[i]) bad.key = trimmed(row.given[i].text);
}

void place_cells(const RowTask& row) {
  row.state.by_column.assign(row.record().columns.size(), CellText());
  for (std::size_t i = 0; i < row.cells(); ++i) {
    if (row.layout.columns[i] == ignored_column) continue;
    CellText& cell = row.state.by_column[row.layout.columns[i]];
    cell = row.given[i];
    cell.text = trimmed(cell.text);
    if (row.table.readers[row.layout.columns[i]].says_blank(cell.text)) cell.text = {};
  }
}

// A cell that cannot be read is unknown.
CellValue read_cell(const RowTask& row, std::uint32_t c) {
  CellValue value;
  const CellText& cell = row.state.by_column[c];
  if (cell.fault) {
    row.state.faults.add(row.place(row.column(c).name), *cell.fault, {});
  } else if (cell.text.empty()) {
    value.state = row.table.readers[c].blank();
  } else if (auto fault = row.table.readers[c].read(cell.text, row.state.texts, value)) {
    row.state.faults.add(row.place(row.column(c).name), fault->fault, std::move(fault->arguments));
    value = CellValue();
  }
  return value;
}

void note_heading_value(const RowTask& row, std::uint32_t c, const CellValue& value) {
  if (value.state != State::known) return;
  HeadingValue& first = row.table.heading_values[c];
  const std::string_view text = row.state.by_column[c].text;
  if (first.value.state != State::known) {
    first = {value, excerpt(text), std::string(row.place("").table), row.source_row, false};
  } else if (!(first.value == value) && !first.differs) {
    first.differs = true;
    row.state.faults.add(row.place(row.column(c).name), Fault::headings_differ,
                         {excerpt(text), first.text, first.table, std::to_string(first.row)});
  }
}

// The key's text, 0 where the table has no key; nullopt: the row is excluded.
std::optional<std::uint32_t> key_of(const RowTask& row) {
  const auto at = row.record().key;
  if (!at) return 0;
  const std::string& name = row.column(*at).name;
  const CellText& cell = row.state.by_column[*at];
  if (cell.fault || cell.text.empty()) {
    exclude(row, name, cell.fault ? Fault::illegible_key : Fault::blank_key, {name});
    return std::nullopt;
  }
  const std::uint32_t key = row.state.texts.index_of(cell.text);
  const RowIndex first = row.table.row_with_key(key);
  if (first == no_row) return key;
  const std::uint32_t file = row.table.file_of(first);
  exclude(row, name, Fault::duplicate_key,
          {excerpt(cell.text), std::to_string(row.table.data.source_rows[first]),
           file == row.state.file ? "" : row.state.faults.file_name(file)});
  return std::nullopt;
}

// Does the row name its parent? If not, it is excluded.
bool has_link(const RowTask& row) {
  if (!row.record().parent || !row.record().link) return true;
  const std::uint32_t at = *row.record().link;
  const std::string& name = row.column(at).name;
  const CellText& cell = row.state.by_column[at];
  if (cell.fault)
    exclude(row, name, Fault::illegible_key, {name});
  else if (cell.text.empty())
    exclude(row, name, Fault::blank_link, {name, row.state.program.tables[*row.record().parent].name});
  return !cell.fault && !cell.text.empty();
}

void append(ColumnData& column, const CellValue& value) {
  column.states.push_back(value.state);
  switch (column.type.kind) {
    case core::Kind::date: column.lasts.push_back(value.last); [[fallthrough]];
    case core::Kind::number:
    case core::Kind::year: column.numbers.push_back(value.number); break;
    case core::Kind::truth:
    case core::Kind::enumeration:
    case core::Kind::text:
    case core::Kind::row: column.indices.push_back(value.index); break;
  }
}

void append_row(const RowTask& row, std::uint32_t key) {
  TableBuilder& table = row.table;
  const RowIndex index = table.data.rows++;
  if (table.files.empty() || table.files.back().second != row.state.file)
    table.files.emplace_back(index, row.state.file);
  table.data.source_rows.push_back(row.source_row);
  if (row.record().key) {
    if (key >= table.row_of_key.size())
      table.row_of_key.resize(std::max<std::size_t>(key + 1, table.row_of_key.size() * 2), no_row);
    table.row_of_key[key] = index;
  }
  const bool ragged = row.ragged();
  for (std::uint32_t c = 0; c < row.state.by_column.size(); ++c) {
    // In a ragged row it is not certain which cell belongs to which column.
    const bool certain = !ragged || c == row.record().link || c == row.record().key;
    const CellValue value = certain ? read_cell(row, c) : CellValue();
    append(table.data.columns[c], value);
    if (row.column(c).heading) note_heading_value(row, c, value);
  }
}

void add_heading_row(const RowTask& row) {
  place_cells(row);
  for (std::uint32_t c = 0; c < row.state.by_column.size(); ++c)
    if (row.column(c).heading) note_heading_value(row, c, read_cell(row, c));
}

}  // namespace

void add_row(BuilderState& state, std::uint32_t source_row, std::span<const CellText> cells) {
  if (state.target == BuilderState::Target::none) return;
  TableBuilder& table = state.tables[state.current];
  const bool heading = state.target == BuilderState::Target::heading;
  const RowTask row{state, table, heading ? table.heading_layout : table.layout, heading, source_row, cells};
  ++(heading ? table.heading_rows : table.data.rows_read);
  if (!row.layout.readable) {  // open_table() has reported it, once for all rows
    ++table.data.rows_excluded;
    return;
  }
  if (row.ragged()) {
    std::vector<std::string> sizes = {std::to_string(cells.size()), std::to_string(row.layout.columns.size())};
    // A child row is kept if its parent can be read: excluding it would make an unknown result certain.
    if (heading || !table.record->parent) return exclude(row, "", Fault::ragged_row, std::move(sizes));
    state.faults.add(row.place(""), Fault::ragged_child, std::move(sizes));
  }
  if (heading && table.heading_rows > 1) return exclude(row, "", Fault::heading_several_rows, {table.record->heading});
  if (heading) return add_heading_row(row);
  place_cells(row);
  const auto key = key_of(row);
  if (key && has_link(row)) append_row(row, *key);
}

}  // namespace cepol::data
