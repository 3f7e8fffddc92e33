// Adds one row of text cells to a table, or sets the values of a heading table; reports the faults of the row and its
// cells.
#include <algorithm>
#include <utility>

#include "interpreter/data/ambiguous_cells.hpp"
#include "interpreter/data/builder_state.hpp"
#include "interpreter/data/id_cells.hpp"
#include "interpreter/data/reversed_spans.hpp"
#include "interpreter/data/row_kind.hpp"
#include "interpreter/data/row_words.hpp"
#include "interpreter/data/several_records.hpp"
#include "lang/base/fold.hpp"
#include "lang/base/id_number.hpp"
#include "lang/base/text.hpp"

namespace cepol::data {

namespace {

// A row with so many cells that cannot be read may have shifted, so that its owner's key stands in another cell. Such
// cells are kept for a bounded number of rows: where there are more, something else is wrong with the column.
constexpr std::ptrdiff_t least_shifted = 1;
constexpr std::size_t most_shifted = 10'000;
constexpr std::size_t most_in_a_cell = 8;  // records

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

BadRow& report(const RowTask& row, std::string_view column, Fault fault, std::vector<std::string> arguments) {
  return row.state.faults.add(row.place(column), fault, std::move(arguments), row.heading || excludes_row(fault));
}

bool is_repeated(const ColumnLayout& layout, std::size_t heading) {
  if (!layout.repeated) return false;
  const auto first = std::find(layout.columns.begin(), layout.columns.end(), layout.columns[heading]);
  return first != layout.columns.begin() + static_cast<std::ptrdiff_t>(heading);
}

std::optional<Fault> fault_of_invisible(const RowTask& row, std::uint32_t c, std::string_view text) {
  return hidden_fault(row.column(c).type.kind, c == row.record().key || c == row.record().link, text);
}

// Is it a key or a reference of which nothing is left but the mark of a text in spreadsheets (')? It is blank.
bool is_empty_key(const RowTask& row, std::uint32_t c) {
  const std::string_view text = row.state.by_column[c].text;
  if (!text.starts_with('\'') && !text.starts_with("＇")) return false;
  return (row.column(c).type.kind == core::Kind::row || c == row.record().key) && key_form(text).empty();
}

// The cells by column, cleaned and trimmed.
void place_cells(const RowTask& row) {
  row.state.by_column.assign(row.record().columns.size(), CellText());
  if (row.state.buffers.size() < row.state.by_column.size()) row.state.buffers.resize(row.state.by_column.size());
  for (std::size_t i = 0; i < row.cells(); ++i) {
    if (row.layout.columns[i] == ignored_column) continue;
    CellText& cell = row.state.by_column[row.layout.columns[i]];
    const std::string before(row.layout.repeated ? cell.text : std::string_view());
    cell = row.given[i];
    const Cleaned cleaned = clean(cell.text, row.state.buffers[row.layout.columns[i]]);
    row.table.data.invisible += cleaned.invisible;
    row.table.data.ideographs += cleaned.ideographs;
    cell.text = trimmed(cleaned.text);
    if (cleaned.invisible > 0)
      if (const auto fault = fault_of_invisible(row, row.layout.columns[i], row.given[i].text)) cell = *fault;
    // An amount may be that of all rows together, or of each.
    if (cell.spread && row.column(row.layout.columns[i]).type.kind == core::Kind::number && !cell.text.empty())
      cell = Fault::merged_amount;
    // Of two columns with one heading, one is perhaps another column.
    if (is_repeated(row.layout, i) && before != cell.text) cell = Fault::columns_differ;
    std::optional<std::uint32_t> through;
    if (row.table.readers[row.layout.columns[i]].says_blank(cell.text, &through) ||
        is_empty_key(row, row.layout.columns[i]))
      cell.text = {};
    if (through) ++row.table.through[row.layout.columns[i]][*through];
  }
}

KeyIndex read_key(const RowTask& row, std::uint32_t c, std::string_view text) {
  const KeyIndex key = key_index(row.state, text);
  if (row.state.texts[key] != text) ++row.table.data.folded_keys;
  return row.table.id_columns[c] != 0 && !is_made_up(row.state, text) ? id_key(row.state, text) : key;
}

// A key with a fault is a key all the same: rows are found by it.
std::optional<CellFault> read_id_key(const RowTask& row, std::uint32_t c, CellValue& value) {
  const std::string_view text = row.state.by_column[c].text;
  const bool is_none = is_made_up(row.state, text) || says_no_key(text);
  const std::string form = is_none ? std::string(text) : id_form(text);
  value = {State::known, 0, 0, row.state.texts.index_of(form)};
  if (is_none || is_sound_id(form)) return std::nullopt;
  CellFault fault = id_fault(form);
  return fault.fault == Fault::cut_key ? std::nullopt : std::optional(std::move(fault));  // told of all keys together
}

// A cell that cannot be read may be anything that its column allows. Of kind row: the key that stands in it.
CellValue read_cell(const RowTask& row, std::uint32_t c) {
  CellValue value;
  const CellText& cell = row.state.by_column[c];
  const CellReader& reader = row.table.readers[c];
  if (cell.fault) {
    row.state.faults.add(row.place(row.column(c).name), *cell.fault, {});
    value.state = reader.unreadable();
  } else if (cell.text.empty()) {
    value.state = reader.blank();
  } else if (row.column(c).type.kind == core::Kind::row) {
    value = {State::known, 0, 0, read_key(row, c, cell.text)};
  } else if (c == row.record().key && row.table.id_columns[c] != 0) {
    if (auto fault = read_id_key(row, c, value))
      row.state.faults.add(row.place(row.column(c).name), fault->fault, std::move(fault->arguments));
  } else {
    std::optional<std::uint32_t> through;
    auto fault = reader.read(cell.text, row.state.texts, value, &through);
    if (!fault && through) ++row.table.through[c][*through];
    // The name of a group is no member; of dates one that can be read may be ambiguous too.
    const bool may_be_ambiguous = fault || row.column(c).type.kind == core::Kind::date;
    auto ambiguous = may_be_ambiguous ? ambiguous_cell(row.state.program, row.column(c), cell.text) : std::nullopt;
    if (ambiguous) {
      fault = std::move(ambiguous->fault);
      row.state.candidates = std::move(ambiguous->values);
    }
    if (fault && row.table.id_columns[c] != 0) note_odd_id(row.state, id_form(cell.text));
    if (fault && (fault->fault == Fault::bad_choice || fault->fault == Fault::bad_truth))
      add_unread(row.state, row.place("").table, row.column(c).name, cell.text);
    if (fault) {
      row.state.faults.add(row.place(row.column(c).name), fault->fault, std::move(fault->arguments));
      value = {ambiguous ? State::listed : reader.unreadable()};
    }
  }
  return value;
}

void note_heading_value(const RowTask& row, std::uint32_t c, const CellValue& value) {
  HeadingValue& first = row.table.heading_values[c];
  const CellText& cell = row.state.by_column[c];
  const std::string_view text = cell.text;
  if (value.state != State::known) {
    first.unreadable = first.unreadable || cell.fault || !text.empty();
    return;
  }
  if (first.value.state != State::known) {
    first = {value, excerpt(text), std::string(row.place("").table), row.source_row, false, first.unreadable};
  } else if (!(first.value == value) && !first.differs) {
    first.differs = true;
    row.state.faults.add(row.place(row.column(c).name), Fault::headings_differ,
                         {excerpt(text), first.text, first.table, std::to_string(first.row)});
  }
}

bool can_be_read(const CellText& cell) { return !cell.fault && !cell.text.empty(); }

void append_key_of(const RowTask& row, RowIndex index) {
  TableBuilder& table = row.table;
  const CellText& cell = row.state.by_column[*row.record().key];
  if (!can_be_read(cell)) {
    table.flags[index] |= flag_of(RowFlag::key_lost);
    const std::string& name = row.column(*row.record().key).name;
    report(row, name, cell.fault ? Fault::illegible_key : Fault::blank_key, {name});
    return;
  }
  if (says_no_key(cell.text)) {
    table.flags[index] |= flag_of(RowFlag::key_lost);
    const std::string& name = row.column(*row.record().key).name;
    report(row, name, Fault::no_key, {excerpt(cell.text), name});
    return;
  }
  append_key(table, index, read_key(row, *row.record().key, cell.text));
}

// Has a quote that was not closed taken in the rows below? Then there is text after its end, or the cell has about as
// many commas as rows of so many lines: at least half of them.
bool swallowed_rows(const RowTask& row) {
  if (row.state.lines < 2 || row.layout.columns.size() < 2) return false;
  return std::any_of(row.given.begin(), row.given.end(), [&](const CellText& cell) {
    if (cell.fault) return *cell.fault == Fault::cell_text_after_quote;
    const auto breaks = static_cast<std::size_t>(std::count(cell.text.begin(), cell.text.end(), '\n'));
    const auto commas = static_cast<std::size_t>(std::count(cell.text.begin(), cell.text.end(), row.state.delimiter));
    return breaks > 0 && commas > 0 && commas * 2 >= breaks * (row.layout.columns.size() - 1);
  });
}

// What stands in the row, as keys; a cell may hold several texts that ran into one another.
std::vector<KeyIndex> keys_in(const RowTask& row) {
  std::vector<KeyIndex> keys;
  for (const CellText& cell : row.given) {
    std::string_view rest = cell.text;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find_first_of(",\n\r\t;|\""), rest.size());
      if (const std::string_view text = trimmed(rest.substr(0, end)); !text.empty())
        keys.push_back(key_index(row.state, text));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return keys;
}

KeyIndex key_in_place_of_link(const RowTask& row) {
  for (std::size_t i = 0; i < row.cells(); ++i)
    if (row.record().link && row.layout.columns[i] == *row.record().link)
      return key_index(row.state, trimmed(row.given[i].text));
  return 0;
}

// `least`: how many records the row holds at least.
void append_torn_row(const RowTask& row, std::size_t least = 1, bool several_keys = false) {
  const std::size_t width = row.layout.columns.size(), given = row.given.size();
  row.table.after_line = given == 1 && width > 1;
  // Where a line break was lost, the row holds several records.
  std::size_t records = width > 1 && given > width ? std::max<std::size_t>(1, (given - 1) / (width - 1)) : 1;
  records = std::max({records, least, std::size_t{row.state.lines}});
  const std::vector<KeyIndex> cells = keys_in(row);
  for (std::size_t i = 0; i < records; ++i) {
    add_lost_row(row.state, row.table, row.source_row);
    row.table.above = row.table.data.all_rows - 1;
    // Of several rows that became one, the texts are those of the first.
    if (i == 0 || !several_keys)
      row.table.torn_cells[row.table.data.all_rows - 1] = {cells, cells.size(), key_in_place_of_link(row)};
  }
}

// Is the text the beginning of a member, no more?
bool is_cut_off(const RowTask& row, std::uint32_t c, std::string_view text) {
  if (row.column(c).type.kind != core::Kind::enumeration) return false;
  const auto& members = row.state.program.enumerations[row.column(c).type.enumeration].members;
  const std::string beginning = folded(text);
  return std::any_of(members.begin(), members.end(),
                     [&](const std::string& member) { return comparable(member).starts_with(beginning); });
}

// A row that breaks off: its last filled cell is cut off, and of the blank ones behind it one should be filled in. The
// others may have lost their texts too.
void open_lost_end(const RowTask& row, RowIndex index, const std::vector<char>& unreadable) {
  std::vector<std::uint32_t> blank;
  bool required = false;
  for (std::size_t i = row.cells(); i-- > 0;) {
    const std::uint32_t c = row.layout.columns[i];
    if (c == ignored_column) continue;
    const CellText& cell = row.state.by_column[c];
    if (cell.fault || !cell.text.empty()) {
      if (!required || !unreadable[c] || !is_cut_off(row, c, cell.text)) return;
      break;
    }
    blank.push_back(c);
    required = required || row.table.readers[c].blank() == State::unknown;
  }
  for (const std::uint32_t c : blank) row.table.data.columns[c].states[index] = row.table.readers[c].unreadable();
}

void append_whole_row(const RowTask& row) {
  TableBuilder& table = row.table;
  const core::RecordTable& record = row.record();
  const RowIndex index = append_row(row.state, table, row.source_row);
  table.above = index;
  if (record.parent && record.link && !can_be_read(row.state.by_column[*record.link]))
    table.flags[index] |=
        row.state.by_column[*record.link].fault ? RowFlag::link_lost | RowFlag::illegible : flag_of(RowFlag::link_lost);
  std::vector<char>& unreadable = row.state.unreadable;
  unreadable.assign(row.state.by_column.size(), 0);
  for (std::uint32_t c = 0; c < row.state.by_column.size(); ++c) {
    const bool names_row = c == record.key || c == record.link;
    CellValue value;
    if (names_row && !can_be_read(row.state.by_column[c]))
      value.state = table.readers[c].unreadable();
    else
      value = read_cell(row, c);
    unreadable[c] = !names_row && can_be_read(row.state.by_column[c]) && value.state == table.readers[c].unreadable();
    append(table.data.columns[c], value);
    if (value.state == State::listed) table.data.columns[c].candidates[index] = std::move(row.state.candidates);
    if (row.column(c).heading) note_heading_value(row, c, value);
  }
  if (!table.taken_columns.empty()) take_from_id(row.state, table, index, row.state.by_column, row.place(""));
  if (!record.spans.empty()) open_reversed_spans(row.state, table, index, row.state.by_column, row.place(""));
  const auto count = std::count(unreadable.begin(), unreadable.end(), 1);
  if (count > 0) open_lost_end(row, index, unreadable);
  if ((record.parent || record.key) && count >= least_shifted && table.torn_cells.size() < most_shifted)
    table.torn_cells[index] = {keys_in(row), static_cast<std::size_t>(count), 0};
  if (record.key) append_key_of(row, index);  // after its text, which is shown as it is written
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
  if (!row.layout.readable) return;  // open_table() has reported it, once for all rows
  if (!heading && swallowed_rows(row)) {
    report(row, "", Fault::swallowed_rows, {std::to_string(state.lines)});
    return append_torn_row(row);
  }
  if (row.ragged()) {
    const Fault fault = table.record->parent && !heading ? Fault::ragged_child : Fault::ragged_row;
    BadRow& bad = report(row, "", fault, {std::to_string(cells.size()), std::to_string(row.layout.columns.size())});
    if (heading) return;
    bad.excluded = true;
    for (std::size_t i = 0; i < row.cells(); ++i)
      if (row.record().key == row.layout.columns[i]) bad.key = trimmed(row.given[i].text);
    append_torn_row(row);
    return;
  }
  if (!heading && is_in_one_cell({*table.record, row.layout, table.readers, table.key_forms, cells})) {
    report(row, "", Fault::row_in_one_cell, {});
    std::size_t texts = 0;
    for (const CellText& cell : cells) texts = std::max(texts, count_texts(cell.text));
    return append_torn_row(row, std::min(most_in_a_cell, texts / 2));
  }
  if (const std::size_t keys = heading ? 0 : keys_in_one_cell(state, table, cells); keys > 1) {
    report(row, row.column(*row.record().key).name, Fault::several_keys, {});
    return append_torn_row(row, keys, true);
  }
  if (const std::size_t records = heading ? 0 : records_in_cells(state, table, cells); records > 1) {
    report(row, "", Fault::several_records, {std::to_string(records)});
    return append_torn_row(row, records);
  }
  if (heading && table.heading_rows > 1) {
    report(row, "", Fault::heading_several_rows, {table.record->heading});
    return;
  }
  if (heading) return add_heading_row(row);
  place_cells(row);
  append_whole_row(row);
  if (std::exchange(table.after_line, false)) open_cell_begun_above(state, table);
}

BadRow& add_fault(BuilderState& state, const TableBuilder& table, RowIndex row, std::optional<core::ColumnIndex> column,
                  Fault fault, std::vector<std::string> arguments) {
  const std::string_view name = column ? std::string_view(table.record->columns[*column].name) : std::string_view();
  BadRow& bad = state.faults.add({table.record->name, table.file_of(row), table.data.source_rows[row], name}, fault,
                                 std::move(arguments), excludes_row(fault));
  if (table.keys[row] != 0) bad.key = state.texts.written(table.keys[row]);
  return bad;
}

}  // namespace cepol::data
