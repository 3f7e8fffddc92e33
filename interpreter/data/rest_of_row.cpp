// A row with nothing but the rest of a cell above: where a spreadsheet or a copy from a PDF breaks a text that is wider
// than its column, 1234 is 12, and below it 34 in a row of its own. Then the cell above is not what was meant; nor is
// the row a record, though it may be one that lost its key.
#include <cstdlib>
#include <string>

#include "interpreter/data/builder_state.hpp"
#include "interpreter/data/row_words.hpp"
#include "lang/base/text.hpp"

namespace cepol::data {

namespace {

bool names_record(const core::RecordTable& record, std::uint32_t column) {
  return record.key == column || (record.parent && record.link == column);
}

// The only filled cell of the row; nullopt: there is none, or another.
std::optional<std::size_t> only_filled(std::span<const CellText> cells) {
  std::optional<std::size_t> only;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].blank()) continue;
    if (only) return std::nullopt;  // most rows: the second cell is filled in
    only = i;
  }
  return only;
}

// Has the row above several other cells, all of which are blank here? In a table of few columns a row with one cell may
// be whole but for its key.
bool has_other_cells(const TableBuilder& table, std::uint32_t column) {
  constexpr std::size_t several = 2;
  std::size_t others = 0;
  for (std::uint32_t c = 0; c < table.data.columns.size(); ++c) {
    const State state = table.data.columns[c].states[table.above];
    others += c != column && !names_record(*table.record, c) && (state == State::known || state == State::listed);
  }
  return others >= several;
}

std::string digits_of(const ColumnData& column, std::int64_t number) {
  std::int64_t divisor = 1;
  for (int i = 0; i < column.scale; ++i) divisor *= 10;
  std::string places = std::to_string(std::abs(number % divisor) + divisor).substr(1);
  while (!places.empty() && places.back() == '0') places.pop_back();
  return (number < 0 ? "-" : "") + std::to_string(std::abs(number / divisor)) + (places.empty() ? "" : "." + places);
}

bool reads_as(const CellReader& reader, const std::string& text) {
  Texts texts;
  CellValue value;
  return !reader.read(text, texts, value);
}

// May the text go on with what the cell above holds? One that is not known may have been cut off in any way.
bool may_continue(const BuilderState& state, const TableBuilder& table, std::uint32_t c, const std::string& text) {
  const ColumnData& column = table.data.columns[c];
  const CellReader& reader = table.readers[c];
  if (column.states[table.above] == State::none) return reads_as(reader, text);
  if (column.states[table.above] != State::known) return true;
  switch (column.type.kind) {
    case core::Kind::number: {  // 12 may stand for 12. and 12.0
      const std::string digits = digits_of(column, column.numbers[table.above]);
      return reads_as(reader, digits + text) || reads_as(reader, digits + "." + text) ||
             reads_as(reader, digits + ".0" + text);
    }
    case core::Kind::enumeration: {
      const auto& members = state.program.enumerations[column.type.enumeration].members;
      return reads_as(reader, members[column.indices[table.above]] + text);
    }
    case core::Kind::date: return column.numbers[table.above] != column.lasts[table.above];  // known in part
    case core::Kind::truth:
    case core::Kind::year: return false;
    case core::Kind::text:
    case core::Kind::row: break;
  }
  return true;
}

void open_cell(TableBuilder& table, RowIndex row, std::uint32_t c) {
  ColumnData& column = table.data.columns[c];
  column.candidates.erase(row);
  column.states[row] = table.readers[c].unreadable();
}

}  // namespace

bool add_rest_of_row(BuilderState& state, std::uint32_t source_row, std::span<const CellText> cells) {
  TableBuilder& table = state.tables[state.current];
  const std::size_t width = table.layout.columns.size();
  if (state.target != BuilderState::Target::table || table.above == no_row || !table.layout.readable) return false;
  const auto only = only_filled(cells);
  if (!only || cells[*only].fault || *only >= width) return false;
  // A line break without quotes leaves the rest of the last cell in front of a line without commas. That may as well be
  // a row that was cut short, and is read as such.
  const bool line = cells.size() == 1 && width > 1;
  const std::uint32_t c = table.layout.columns[line ? width - 1 : *only];
  if (c == ignored_column || names_record(*table.record, c)) return false;
  const std::string text(trimmed(cells[*only].text));
  // Of several lines or texts it is a row of its own.
  if (state.lines > 1 || text.find('\n') != std::string::npos || holds_several_texts(text)) return false;
  const bool torn = has(table.flags[table.above], RowFlag::torn);
  if (line ? torn || !may_continue(state, table, c, text)
           : !torn && (!has_other_cells(table, c) || !may_continue(state, table, c, text)))
    return false;
  if (!torn) open_cell(table, table.above, c);
  const std::string& name = table.record->columns[c].name;
  state.faults.add({table.record->name, state.file, source_row, name}, Fault::rest_of_cell,
                   {excerpt(text), std::to_string(table.data.source_rows[table.above]), name}, true);
  if (line) return false;
  ++table.data.rows_read;
  add_lost_row(state, table, source_row);
  return true;
}

void open_cell_begun_above(BuilderState& state, TableBuilder& table) {
  const std::uint32_t c = table.layout.columns.front();
  if (c == ignored_column || names_record(*table.record, c)) return;
  const RowIndex row = table.data.all_rows - 1;
  add_fault(state, table, row, c, Fault::begun_above, {std::to_string(table.data.source_rows[row - 1])});
  open_cell(table, row, c);
}

}  // namespace cepol::data
