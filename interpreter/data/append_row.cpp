// Appends rows to tables: the values of their cells, and their keys.
#include <algorithm>

#include "interpreter/data/builder_state.hpp"
#include "lang/base/fold.hpp"

namespace cepol::data {

void reserve_rows(TableBuilder& table, std::size_t more) {
  if (table.of_part) return;              // how many of them are kept is not known
  constexpr std::size_t spare_part = 32;  // rows of a file are not all as long
  const std::size_t rows = table.data.all_rows + more + more / spare_part;
  for (ColumnData& column : table.data.columns) {
    column.states.reserve(rows);
    switch (column.type.kind) {
      case core::Kind::date: column.lasts.reserve(rows); [[fallthrough]];
      case core::Kind::number:
      case core::Kind::year: column.numbers.reserve(rows); break;
      case core::Kind::truth:
      case core::Kind::enumeration:
      case core::Kind::text:
      case core::Kind::row: column.indices.reserve(rows); break;
    }
  }
  table.data.source_rows.reserve(rows);
  table.flags.reserve(rows);
  table.keys.reserve(rows);
}

RowIndex append_row(BuilderState& state, TableBuilder& table, std::uint32_t source_row) {
  const RowIndex index = table.data.all_rows++;
  if (table.files.empty() || table.files.back().second != state.file) table.files.emplace_back(index, state.file);
  table.data.source_rows.push_back(source_row);
  table.flags.push_back(0);
  table.keys.push_back(0);
  if (table.of_part) {
    table.of_part->places.push_back(table.of_part->next_place++);
    table.of_part->own_plain.push_back(0);
    table.of_part->alike.push_back(0);
  }
  return index;
}

void append_key(TableBuilder& table, RowIndex index, KeyIndex key) {
  table.keys[index] = key;
  if (table.first_key == 0) table.first_key = key;
  if (key >= table.row_of_key.size())
    table.row_of_key.resize(std::max<std::size_t>(key + 1, table.row_of_key.size() * 2), no_row);
  RowIndex& first = table.row_of_key[key];
  if (first == no_row)
    first = index;
  else
    table.same_key[first].push_back(index);
}

void add_lost_row(BuilderState& state, TableBuilder& table, std::uint32_t source_row) {
  const RowIndex index = append_row(state, table, source_row);
  std::uint8_t& flags = table.flags[index];
  flags = RowFlag::torn | RowFlag::spare;
  if (table.record->key) flags |= flag_of(RowFlag::key_lost);
  if (table.record->parent) flags |= flag_of(RowFlag::link_lost);
  for (std::size_t c = 0; c < table.data.columns.size(); ++c)
    append(table.data.columns[c], {table.readers[c].unreadable()});
}

KeyIndex key_index(BuilderState& state, std::string_view text) {
  return state.texts.index_of(key_form(text, state.key_buffer));
}

}  // namespace cepol::data
