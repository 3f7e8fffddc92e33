// Damages of what says whose a row is: words, notes and parts of keys in place of a key; merged cells and sorting;
// cells that have shifted.
#include <algorithm>
#include <numeric>

#include "tests/properties/damage/key_changes.hpp"

namespace cepol::damage {

namespace {

const std::string& one_of(Damaging& d, const std::vector<std::string>& texts) {
  return texts[d.random.below(texts.size())];
}

bool write_word(Damaging& d) {
  static const std::vector<std::string> words = {"同上", "〃",   "无",    "/",    "—",       "不详",
                                                 "待补", "#N/A", "#REF!", "NULL", "########"};
  return change_key(d, [&](const std::string&) -> Changed { return one_of(d, words); });
}

// Blanks or replaces the link of each row but the one of each group that `keeps` chooses by whether the row above, and
// the row below, are of the same owner.
template <class Keeps>
bool in_groups(Damaging& d, const std::string& text, Keeps keeps) {
  const auto at = d.position();
  if (!at) return false;
  auto& rows = d.table().rows;
  std::vector<std::string> owners;
  for (const Row& row : rows) {
    if (row.size() <= *at || row[*at].damaged || row[*at].text.empty()) return false;
    owners.push_back(row[*at].text);
  }
  bool any = false;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool above = i > 0 && owners[i - 1] == owners[i], below = i + 1 < rows.size() && owners[i + 1] == owners[i];
    if (keeps(above, below)) continue;
    rows[i][*at] = {text, false, true};
    any = true;
  }
  return any;
}

void mark_all(Row& row) {
  for (Cell& cell : row) cell.damaged = true;
}

// The row's texts in its first cell, with a separator between them.
Row* in_first_cell(Damaging& d, const std::string& separator) {
  const auto key = d.identity_position();
  if (!key || d.table().headings.size() < 3) return nullptr;
  Row* row = d.pick(*key);
  if (row == nullptr) return nullptr;
  std::string text;
  for (const Cell& cell : *row)
    if (!cell.text.empty()) text += (text.empty() ? "" : separator) + cell.text;
  for (Cell& cell : *row) cell.text.clear();
  row->front().text = text;
  mark_all(*row);
  return row;
}

// A column of another kind that orders the rows, by which somebody may sort the table.
std::optional<std::size_t> column_to_sort_by(const Damaging& d) {
  for (const ColumnSchema& column : d.schema_of_table().columns)
    if (column.kind == ColumnKind::year || column.kind == ColumnKind::date || column.kind == ColumnKind::choice)
      if (const auto at = d.position(column.name)) return at;
  return std::nullopt;
}

}  // namespace

bool link_word(Damaging& d) { return write_word(d); }
bool links_ditto(Damaging& d) {
  return in_groups(d, "同上", [](bool above, bool) { return !above; });
}
bool link_other_column(Damaging& d) {
  const auto at = d.position();
  Row* row = at ? d.pick(*at) : nullptr;
  if (row == nullptr || row->size() < 2) return false;
  const std::size_t other = (*at + 1 + d.random.below(row->size() - 1)) % row->size();
  if ((*row)[other].text.empty() || keys_in_use(d).contains((*row)[other].text)) return false;
  (*row)[*at].text = (*row)[other].text;
  return true;
}
bool link_note(Damaging& d) {
  static const std::vector<std::string> notes = {"（补）", "（补录）", "*", " 已核", "。"};
  return change_key(d, [&](const std::string& key) -> Changed { return key + one_of(d, notes); });
}
bool link_label(Damaging& d) {
  static const std::vector<std::string> labels = {"编号：", "证件号:", "No.", "#"};
  return change_key(d, [&](const std::string& key) -> Changed { return one_of(d, labels) + key; });
}
bool link_formula(Damaging& d) {
  return change_key(d, [](const std::string& key) -> Changed { return "=\"" + key + "\""; });
}
bool link_two(Damaging& d) {
  const auto at = d.position();
  const Row* other = at ? d.pick(*at) : nullptr;
  if (other == nullptr) return false;
  const std::string second = (*other)[*at].text;
  return change_key(d, [&](const std::string& key) -> Changed {
    if (key == second) return std::nullopt;
    return key + "、" + second;
  });
}
bool link_part(Damaging& d) {
  return change_key(d, [&](const std::string& key) -> Changed {
    if (key.size() < 5) return std::nullopt;
    return key.substr(key.size() - (3 + d.random.below(key.size() - 4)));
  });
}
bool link_decimal(Damaging& d) {
  return change_key(d, [&](const std::string& key) -> Changed { return key + (d.random.chance(2) ? ".0" : ".00"); });
}
bool link_masked(Damaging& d) {
  return change_key(d, [](const std::string& key) -> Changed {
    if (key.size() < 6) return std::nullopt;
    return key.substr(0, 2) + "****" + key.substr(key.size() - 2);
  });
}
bool link_name(Damaging& d) {
  const TableSchema& table = d.schema_of_table();
  const TableSchema& parent = d.schema.tables[*table.parent];
  const auto name = parent.column_named("姓名");
  if (!name || !parent.key) return false;
  const TextTable& owners = d.clean.tables[*table.parent];
  return change_key(d, [&](const std::string& key) -> Changed {
    for (const Row& row : owners.rows)
      if (row[*parent.key].text == key) return row[*name].text;
    return std::nullopt;
  });
}
bool link_signs(Damaging& d) {
  return change_key(d, [](const std::string& key) -> Changed {
    if (key.size() < 5) return std::nullopt;
    return key.substr(0, 2) + "-" + key.substr(2, 2) + "-" + key.substr(4);
  });
}

bool links_blanked_sorted(Damaging& d) {
  const auto at = d.position();
  if (!at) return false;
  auto& rows = d.table().rows;
  for (const Row& row : rows)
    if (row.size() <= *at || row[*at].text.empty()) return false;
  std::vector<Row> moved;
  for (std::size_t i = 0; i < 1 + d.random.below(3) && rows.size() > 1; ++i) {
    const auto one = rows.begin() + static_cast<std::ptrdiff_t>(d.random.below(rows.size()));
    if ((*one)[*at].damaged) continue;
    moved.push_back(*one);
    moved.back()[*at] = {"", false, true};
    rows.erase(one);
  }
  std::stable_sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) { return a[*at].text < b[*at].text; });
  rows.insert(rows.end(), moved.begin(), moved.end());
  return !moved.empty();
}
bool links_merged_sorted(Damaging& d) {
  const auto by = column_to_sort_by(d);
  if (!by || !in_groups(d, "", [](bool above, bool) { return !above; })) return false;
  auto& rows = d.table().rows;
  std::stable_sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) { return a[*by].text < b[*by].text; });
  return true;
}
bool links_merged_below(Damaging& d) {
  return in_groups(d, "", [](bool, bool below) { return !below; });
}
bool links_merged_top_changed(Damaging& d) {
  const auto at = d.position();
  if (!at || !in_groups(d, "", [](bool above, bool) { return !above; })) return false;
  return change_key(d, [&](std::string key) -> Changed {
    key[d.random.below(key.size())] = static_cast<char>('0' + d.random.below(10));
    return key;
  });
}

bool row_in_one_cell(Damaging& d) {
  static const std::vector<std::string> separators = {"，", "、", ";", "\t", " ", "|"};
  return in_first_cell(d, one_of(d, separators)) != nullptr;
}
bool row_noted(Damaging& d) {
  Row* row = in_first_cell(d, "：");
  if (row == nullptr) return false;
  row->front().text = "补：" + row->front().text + "（已核实）";
  return true;
}
bool row_shifted_right(Damaging& d) {
  const auto key = d.identity_position();
  Row* row = key ? d.pick(*key) : nullptr;
  if (row == nullptr || row->size() < 4) return false;
  row->insert(row->begin(), Cell{std::to_string(1 + d.random.below(99)), false, true});
  row->pop_back();
  mark_all(*row);
  return true;
}
bool row_shifted_left(Damaging& d) {
  const auto key = d.identity_position();
  Row* row = key ? d.pick(*key) : nullptr;
  if (row == nullptr || row->size() < 4 || *key + 1 >= row->size()) return false;
  if (keys_in_use(d).contains((*row)[*key + 1].text)) return false;  // then it would be another's row
  row->erase(row->begin());
  row->push_back(Cell{"", false, true});
  mark_all(*row);
  return true;
}

bool key_note(Damaging& d) {
  static const std::vector<std::string> notes = {"（调离）", "(退休)", "-已故"};
  return change_key(d, [&](const std::string& key) -> Changed { return key + one_of(d, notes); });
}
bool key_word(Damaging& d) { return write_word(d); }
bool key_two(Damaging& d) {
  const auto at = d.position();
  if (!at) return false;
  auto& rows = d.table().rows;
  for (std::size_t tries = 0; rows.size() > 1 && tries < 20; ++tries) {
    const std::size_t i = d.random.below(rows.size() - 1);
    if (rows[i].size() <= *at || rows[i + 1].size() <= *at || rows[i][*at].damaged || rows[i + 1][*at].damaged)
      continue;
    d.concern(rows[i]);
    d.concern(rows[i + 1]);
    rows[i][*at] = {rows[i][*at].text + "\n" + rows[i + 1][*at].text, false, true};
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    return true;
  }
  return false;
}
bool key_and_name_swapped(Damaging& d) {
  const TableSchema& table = d.schema_of_table();
  for (const ColumnSchema& column : table.columns) {
    const auto key = d.position(table.columns[*table.key].name), other = d.position(column.name);
    if (column.kind != ColumnKind::text || !key || !other) continue;
    Row* row = d.pick(*key);
    if (row == nullptr || (*row)[*other].text.empty()) return false;
    std::swap((*row)[*key].text, (*row)[*other].text);
    mark_all(*row);
    return true;
  }
  return false;
}

}  // namespace cepol::damage
