// Splits cells at what separates values in a cell of that kind, and counts the cells with several values.
#include "interpreter/data/several_records.hpp"

#include <algorithm>
#include <string>

#include "interpreter/data/row_words.hpp"
#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"

namespace cepol::data {

namespace {

constexpr std::size_t long_key = 8;  // bytes: parts of a broken key are mostly shorter

// A line break may also stand within one key, whose parts are shorter than a key.
std::size_t shortest_key(const BuilderState& state, const TableBuilder& table) {
  const std::size_t length = table.first_key == 0 ? long_key : state.texts[table.first_key].size();
  return length - length / 4;
}

// What separates values, once the text is folded and 、 replaced by a semicolon. Dates have slashes and blanks within,
// texts all but line breaks.
std::string_view separators_of(core::Kind kind) {
  switch (kind) {
    case core::Kind::truth:
    case core::Kind::enumeration:
    case core::Kind::number:
    case core::Kind::year: return "\r\n;/ \t";
    case core::Kind::date: return "\r\n;";
    case core::Kind::text:
    case core::Kind::row: break;
  }
  return "\r\n";
}

std::vector<std::string_view> parts_of(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(separators), text.size());
    if (const std::string_view part = trimmed(text.substr(0, end)); !part.empty()) parts.push_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

struct CellOfColumn {
  const BuilderState& state;
  const TableBuilder& table;
  std::uint32_t column;
  std::string_view text;  // trimmed

  const core::Column& declared() const { return table.record->columns[column]; }
  bool is_mere_text() const { return declared().type.kind == core::Kind::text && table.record->key != column; }
  bool can_be_read(std::string_view part) const {
    Texts texts;
    CellValue value;
    return !table.readers[column].read(part, texts, value);
  }
  std::size_t values() const {
    if (table.record->key == column) return count_keys(text, shortest_key(state, table));
    const core::Kind kind = declared().type.kind;
    if (kind == core::Kind::row)
      return count_keys(text, shortest_key(state, state.tables[declared().type.table.index]));
    std::string half = comparable(text);
    for (std::size_t at = half.find("、"); at != std::string::npos; at = half.find("、", at))
      half.replace(at, std::string_view("、").size(), ";");
    const std::vector<std::string_view> parts = parts_of(half, separators_of(kind));
    if (parts.size() < 2 || is_mere_text()) return parts.size();
    const bool each = std::all_of(parts.begin(), parts.end(), [&](std::string_view one) { return can_be_read(one); });
    return each && !can_be_read(half) ? parts.size() : 1;
  }
};

}  // namespace

bool may_be_separated(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == ',' || c == ';' || c == '/' || c == '\xE3' || c == '\xEF';
  });
}

std::size_t keys_in_one_cell(const BuilderState& state, const TableBuilder& table, std::span<const CellText> cells) {
  if (!table.record->key) return 1;
  for (std::size_t i = 0; i < std::min(cells.size(), table.layout.columns.size()); ++i)
    if (table.layout.columns[i] == *table.record->key) return count_keys(cells[i].text, shortest_key(state, table));
  return 1;
}

std::size_t records_in_cells(const BuilderState& state, const TableBuilder& table, std::span<const CellText> cells) {
  std::size_t records = 1, typed = 0, texts = 0;
  for (std::size_t i = 0; i < std::min(cells.size(), table.layout.columns.size()); ++i) {
    const std::uint32_t column = table.layout.columns[i];
    if (column == ignored_column || cells[i].fault || !may_be_separated(cells[i].text)) continue;
    const CellOfColumn cell{state, table, column, trimmed(cells[i].text)};
    const std::size_t values = cell.values();
    if (values < 2) continue;
    ++(cell.is_mere_text() ? texts : typed);
    if (!cell.is_mere_text()) records = std::max(records, values);
  }
  return typed > 0 && typed + texts > 1 ? records : 1;
}

}  // namespace cepol::data
