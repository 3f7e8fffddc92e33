#include "interpreter/data/plain_rows.hpp"

#include "interpreter/data/ambiguous_cells.hpp"
#include "interpreter/data/id_cells.hpp"
#include "interpreter/data/reversed_spans.hpp"
#include "interpreter/data/row_kind.hpp"
#include "interpreter/data/row_words.hpp"
#include "interpreter/data/several_records.hpp"
#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"

namespace cepol::data {

namespace {

struct PlainRow {
  BuilderState& state;
  TableBuilder& table;
  std::span<const CellText> cells;

  const core::RecordTable& record() const { return *table.record; }
  KeyIndex number_of_link(std::string_view key);
  bool read_identity(std::uint32_t c, std::string_view heading, std::string_view text, CellValue& value);
  // `kept`: the value may be kept for like cells; those read through other words are counted.
  bool read_other(std::uint32_t c, std::string_view text, CellValue& value, bool& kept);
  bool read_new(std::uint32_t c, std::string_view text);
  bool read();
};

// Owners mostly come in the order of their table: then the text is found without a search.
KeyIndex PlainRow::number_of_link(std::string_view key) {
  const TableBuilder& owners = state.tables[record().parent->index];
  const RowIndex last = table.last_link.empty() ? no_row : owners.row_with_key(table.last_owner.index);
  if (last != no_row && last + 1 < owners.data.all_rows)
    if (const KeyIndex next = owners.keys[last + 1]; next != 0 && state.texts[next] == key) return next;
  return state.texts.index_of(key);
}

// A key or link.
bool PlainRow::read_identity(std::uint32_t c, std::string_view heading, std::string_view text, CellValue& value) {
  const core::Kind kind = record().columns[c].type.kind;
  if (kind != core::Kind::row && kind != core::Kind::text) return false;
  const std::string_view key = trimmed(text);
  if (!is_plain_key(key) || key == trimmed(heading) || says_no_key(key) || table.readers[c].says_blank(key))
    return false;
  if (table.id_columns[c] != 0 && !is_sound_id(key)) return false;
  const bool is_link = table.roles[c] == PlainRole::link;
  value = {State::known, 0, 0, is_link ? number_of_link(key) : state.texts.index_of(key)};
  return true;
}

bool PlainRow::read_other(std::uint32_t c, std::string_view text, CellValue& value, bool& kept) {
  std::optional<std::uint32_t> through;
  if (!read_plain_cell(state.program, table, c, text, state.texts, state.key_buffer, value, through)) return false;
  if (through) {
    kept = false;
    state.words_of_row.emplace_back(c, *through);
  }
  return true;
}

// A cell that is not like one before.
bool PlainRow::read_new(std::uint32_t c, std::string_view text) {
  CellValue& value = state.values[c];
  const std::string& heading = table.layout.headings[table.layout.cell_of[c]];
  switch (table.roles[c]) {
    case PlainRole::key: return read_identity(c, heading, text, value);
    case PlainRole::link:
      if (!read_identity(c, heading, text, value)) return false;
      table.last_link = text;
      table.last_owner = value;
      return true;
    case PlainRole::other: break;
  }
  bool kept = true;
  if (!read_other(c, text, value, kept)) return false;
  if (kept) table.seen[c].add(text, value);
  return true;
}

// In the order of the table's columns, in which texts are numbered. Rows of one owner stand together: most links are
// that of the row before.
bool PlainRow::read() {
  const ColumnLayout& layout = table.layout;
  const CellValue* const ahead = state.ahead.layout == layout.number ? state.ahead.values : nullptr;
  state.words_of_row.clear();
  for (std::uint32_t c = 0; c < state.values.size(); ++c) {
    const CellValue*& value = state.cells_of_row[c];
    const std::uint32_t at = layout.cell_of[c];
    if (at == ignored_column) {
      state.values[c] = {table.readers[c].blank()};
      value = &state.values[c];
      continue;
    }
    const std::string_view text = cells[at].text;
    if (cells[at].fault || cells[at].spread) return false;
    if (ahead != nullptr && layout.ahead[c] != ignored_column && ahead[layout.ahead[c]].state != State::listed) {
      value = &ahead[layout.ahead[c]];
    } else if (table.roles[c] == PlainRole::link && !text.empty() && text == table.last_link) {
      value = &table.last_owner;
    } else if (const CellValue* before = table.seen[c].find(text)) {
      value = before;
    } else {
      value = &state.values[c];
      if (!read_new(c, text)) return false;
    }
    if (record().columns[c].heading && !(value->state == State::known && *value == table.heading_values[c].value))
      return false;
  }
  if (!table.taken_columns.empty()) {
    for (std::uint32_t c = 0; c < state.values.size(); ++c) {
      state.values[c] = CellValue(*state.cells_of_row[c]);
      state.cells_of_row[c] = &state.values[c];
    }
    if (!take_from_id(state, table, state.values, state.taken_of_row)) return false;
  }
  return !has_reversed_span(record(), state.cells_of_row);
}

}  // namespace

bool read_plain_cell(const core::Program& program, const TableBuilder& table, std::uint32_t c, std::string_view text,
                     Texts& texts, std::string& buffer, CellValue& value, std::optional<std::uint32_t>& through) {
  const CellReader& reader = table.readers[c];
  const core::Column& column = table.record->columns[c];
  const Cleaned cleaned = clean(text, buffer);
  if (cleaned.invisible > 0 || cleaned.ideographs > 0) return false;
  const std::string_view shown = trimmed(cleaned.text);
  if (shown.empty() || reader.says_blank(shown, &through)) {
    value = {reader.blank()};
  } else if (column.type.kind == core::Kind::row) {
    std::string form;
    if (key_form(shown, form) != shown) return false;
    if (table.id_columns[c] != 0 && !is_sound_id(shown)) return false;
    value = {State::known, 0, 0, texts.index_of(shown)};
  } else {
    if (reader.read(shown, texts, value, &through)) return false;
    // Perhaps several members, of several records (several_records.hpp).
    if (column.type.kind == core::Kind::enumeration && may_be_separated(shown)) return false;
    if (column.type.kind == core::Kind::date && ambiguous_cell(program, column, shown)) return false;
  }
  return true;
}

bool add_plain_row(BuilderState& state, std::uint32_t source_row, std::span<const CellText> cells) {
  if (!state.assumptions.plain_rows || state.target != BuilderState::Target::table || state.lines != 1 ||
      !state.held.empty())
    return false;
  TableBuilder& table = state.tables[state.current];
  if (!table.layout.plain_rows || table.after_line || table.key_forms.count == 0 ||
      cells.size() != table.layout.columns.size())
    return false;
  PlainRow row{state, table, cells};
  state.values.resize(table.record->columns.size());
  state.cells_of_row.resize(state.values.size());
  if (!row.read()) return false;
  ++table.data.rows_read;
  for (const auto& [column, word] : state.words_of_row) ++table.through[column][word];
  if (!table.taken_columns.empty())
    for (const core::ColumnIndex column : state.taken_of_row) ++table.data.taken[column];
  if (table.of_part && is_elsewhere(state, table, source_row)) return true;
  const RowIndex index = append_row(state, table, source_row);
  table.above = index;
  auto to = table.data.columns.begin();
  for (const CellValue* value : state.cells_of_row) append(*to++, *value);
  if (table.of_part)
    table.of_part->own_plain[index] =
        in_part(state.texts[state.cells_of_row[*table.record->link]->index], state.assumptions.division->part) ? 1 : 0;
  if (table.record->key) append_key(table, index, state.cells_of_row[*table.record->key]->index);
  return true;
}

}  // namespace cepol::data
