// The list of kinds, where each makes sense, and the choice of rows.
#include "tests/properties/damage/kinds.hpp"

#include <algorithm>

#include "lang/base/text.hpp"

namespace cepol::damage {

namespace {

// Writes a text into a cell, as it is.
bool write_cell(Damaging& d, std::string_view text) {
  const auto at = d.position();
  const auto& members = d.column().members;
  if (!at || std::find(members.begin(), members.end(), text) != members.end()) return false;
  Row* row = d.pick_for_word(*at, text);
  if (row == nullptr) return false;
  (*row)[*at].text = text;
  return true;
}

#define CELL(name, concerns, where, text) \
  bool name(Damaging& d) { return write_cell(d, text); }
#define DAMAGE(name, concerns, where, about)
#define TOLD(name, concerns, where, about, fault)
#include "tests/properties/damage/kinds.def"
#undef CELL
#undef DAMAGE
#undef TOLD

bool takes(Where where, const ColumnSchema& column) {
  using enum ColumnKind;
  const bool identity = column.kind == key || column.kind == link;
  switch (where) {
    case Where::columns: return true;
    case Where::values: return !identity && column.kind != text && column.kind != reference;
    case Where::plain: return !identity && !column.optional;
    case Where::unread: return !identity;
    case Where::worded: return column.kind != number && column.kind != year && column.kind != date;
    case Where::counted: return column.kind == number || column.kind == year || column.kind == date;
    case Where::texts: return column.kind == text;
    case Where::choices: return column.kind == choice;
    case Where::truths: return column.kind == truth;
    case Where::numbers: return column.kind == number;
    case Where::years: return column.kind == year;
    case Where::dates: return column.kind == date;
    case Where::references: return column.kind == reference;
    case Where::links: return column.kind == link;
    case Where::keys: return column.kind == key;
    case Where::identities: return identity;
    case Where::tables:
    case Where::children:
    case Where::keyed:
    case Where::catalogues:
    case Where::nameless: return false;
  }
  return false;
}

bool takes(Where where, const TableSchema& table) {
  switch (where) {
    case Where::children: return table.link.has_value();
    case Where::keyed: return table.key.has_value();
    case Where::catalogues: return table.referred;
    case Where::nameless: return !table.key && !table.heading;
    case Where::tables: return !table.heading;
    case Where::columns:
    case Where::values:
    case Where::plain:
    case Where::unread:
    case Where::worded:
    case Where::counted:
    case Where::texts:
    case Where::choices:
    case Where::truths:
    case Where::numbers:
    case Where::years:
    case Where::dates:
    case Where::references:
    case Where::links:
    case Where::keys:
    case Where::identities: return true;
  }
  return false;
}

}  // namespace

bool is_for_columns(Where where) { return where >= Where::columns; }

std::vector<Target> targets_of(const Kind& kind, const Schema& schema) {
  std::vector<Target> targets;
  for (std::size_t t = 0; t < schema.tables.size(); ++t) {
    if (!takes(kind.where, schema.tables[t])) continue;
    if (!is_for_columns(kind.where)) targets.push_back({t, {}});
    for (const ColumnSchema& column : schema.tables[t].columns)
      if (is_for_columns(kind.where) && takes(kind.where, column)) targets.push_back({t, column.name});
  }
  return targets;
}

const std::vector<Kind>& all_kinds() {
  static const std::vector<Kind> kinds = {
#define CELL(name, concerns, where, text) {#name, Concerns::concerns, Where::where, "a cell is " text, name},
#define DAMAGE(name, concerns, where, about) {#name, Concerns::concerns, Where::where, about, name},
#define TOLD(name, concerns, where, about, fault) {#name, Concerns::concerns, Where::where, about, name, #fault},
#include "tests/properties/damage/kinds.def"
#undef CELL
#undef DAMAGE
#undef TOLD
  };
  return kinds;
}

const ColumnSchema& Damaging::column() const {
  return schema_of_table().columns[*schema_of_table().column_named(target.column)];
}

std::optional<std::size_t> Damaging::position(std::string_view name) const {
  const Row& headings = table().headings;
  for (std::size_t i = 0; i < headings.size(); ++i)
    if (headings[i].text == name && !headings[i].damaged) return i;
  return std::nullopt;
}

std::optional<std::size_t> Damaging::identity_position() const {
  const TableSchema& of = schema_of_table();
  const auto column = of.link ? of.link : of.key;
  return column ? position(of.columns[*column].name) : position("姓名");
}

Row* Damaging::pick(std::size_t position) { return pick_where(position, false); }
Row* Damaging::pick_blank(std::size_t position) { return pick_where(position, true); }
Row* Damaging::pick_either(std::size_t position) {
  const bool blank = random.chance(2);
  Row* row = pick_where(position, blank);
  return row != nullptr ? row : pick_where(position, !blank);
}

Row* Damaging::pick_for_word(std::size_t position, std::string_view word) {
  const auto& words = column().blank_words;
  const bool says_blank = std::find(words.begin(), words.end(), word) != words.end();
  return says_blank ? pick_blank(position) : pick_either(position);
}

Row* Damaging::pick_where(std::size_t position, bool blank) {
  std::vector<Row*> rows;
  for (Row& row : table().rows)
    if (row.size() == table().headings.size() && row[position].text.empty() == blank && !row[position].damaged)
      rows.push_back(&row);
  if (rows.empty()) return nullptr;
  Row* row = rows[random.below(rows.size())];
  concern(*row);
  (*row)[position].damaged = true;
  return row;
}

Row* Damaging::pick_any() {
  const auto at = identity_position();
  return pick(at.value_or(0));
}

// The row's own subject, and those that it belongs to.
void Damaging::concern(const Row& row) {
  std::size_t of = target.table;
  Row current = row;
  for (int level = 0; level < 3; ++level) {
    const TableSchema& s = schema.tables[of];
    const TextTable& text = files.tables[of];
    const auto at = [&](const std::string& name) -> std::string {
      for (std::size_t i = 0; i < text.headings.size() && i < current.size(); ++i)
        if (text.headings[i].text == name) return current[i].text;
      return {};
    };
    concerned.insert({s.name, s.key ? at(s.columns[*s.key].name) : at("姓名")});
    if (!s.link || !s.parent) return;
    const std::string key = at(s.columns[*s.link].name);
    of = *s.parent;
    const TableSchema& parent = schema.tables[of];
    const Row& headings = files.tables[of].headings;
    const auto heading = std::find_if(headings.begin(), headings.end(),
                                      [&](const Cell& cell) { return cell.text == parent.columns[*parent.key].name; });
    if (heading == headings.end()) return;
    const auto column = static_cast<std::size_t>(heading - headings.begin());
    const auto& rows = files.tables[of].rows;
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [&](const Row& one) { return column < one.size() && one[column].text == key; });
    if (found == rows.end()) return;
    current = *found;
  }
}

std::vector<std::string> characters_of(std::string_view text) {
  std::vector<std::string> characters;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = code_point_at(text, at).length;
    characters.emplace_back(text.substr(at, length));
    at += length;
  }
  return characters;
}

std::string joined(const std::vector<std::string>& characters) {
  std::string text;
  for (const std::string& one : characters) text += one;
  return text;
}

}  // namespace cepol::damage
