// A text that is a key names its owner, and then says nothing of keys near to it. What else stands in such a row is
// mostly a value of another column, which is near to some key by chance where keys are numbers; so once an owner is
// named, only the text in the place of the link, and texts that no other column can hold, are looked at for a slip. A
// text that is merely a part of keys counts where it stands in the place of the link, or where nothing else tells.
#include "interpreter/data/torn_rows.hpp"

#include "lang/base/text.hpp"

namespace cepol::data {

namespace {

struct TornRow {
  const BuilderState& state;
  const TableBuilder& table;
  const TableBuilder& parent;
  KeySearch& parents;
  const TornCells& cells;
  std::vector<CellValue> owners = {};

  bool is_key(KeyIndex text) const { return parent.row_with_key(text) != no_row; }
  void add(const std::vector<CellValue>& rows) { owners.insert(owners.end(), rows.begin(), rows.end()); }

  // A key that runs into another text: at the end of the cell, or at its beginning.
  void add_run_together(std::string_view text) {
    const std::size_t longest = parents.longest_key();
    for (std::size_t at = 0; at < text.size(); at += code_point_at(text, at).length) {
      if (text.size() - at <= longest && at > 0)
        if (const auto key = state.texts.find(text.substr(at))) add_rows_with_key(parent, *key, owners);
      if (at <= longest && at > 0)
        if (const auto key = state.texts.find(text.substr(0, at))) add_rows_with_key(parent, *key, owners);
    }
  }
  void add_named() {
    for (const KeyIndex text : cells.keys) {
      add_rows_with_key(parent, text, owners);
      add_run_together(state.texts[text]);
    }
  }
  void add_like() {
    const bool named = !owners.empty();
    for (const KeyIndex text : cells.keys) {
      if (is_key(text)) continue;
      if (text == cells.in_place_of_link)
        add(parents.rows_meant_by(text));
      else if (!named || !fits_another_column(table, *table.record->link, state.texts[text]))
        add(parents.rows_like(text));
    }
  }
  void add_parts() {
    for (const KeyIndex text : cells.keys) add(parents.rows_meant_by(text));
  }
};

}  // namespace

bool fits_another_column(const TableBuilder& table, std::uint32_t link, std::string_view text) {
  Texts texts;
  CellValue value;
  for (std::uint32_t c = 0; c < table.record->columns.size(); ++c) {
    const core::Kind kind = table.record->columns[c].type.kind;
    if (c == link || kind == core::Kind::text || kind == core::Kind::row) continue;
    if (!table.readers[c].read(text, texts, value)) return true;
  }
  return false;
}

std::vector<CellValue> owners_of_torn_row(const BuilderState& state, const TableBuilder& table, KeySearch& parents,
                                          const TornCells& cells) {
  TornRow row{state, table, state.tables[table.record->parent->index], parents, cells};
  row.add_named();
  row.add_like();
  if (row.owners.empty()) row.add_parts();
  return std::move(row.owners);
}

}  // namespace cepol::data
