// Damages of rows: their shape, and rows that are no records.
#include <algorithm>

#include "tests/properties/damage/kinds.hpp"

namespace cepol::damage {

namespace {

void mark(Row& row) {
  for (Cell& cell : row) cell.damaged = true;
}

// The same headings, in any order. Nobody sorts a table with two of them as one.
bool is_heading_of(const TextTable& table, const Row& row) {
  return std::all_of(row.begin(), row.end(), [&](const Cell& cell) {
    return std::any_of(table.headings.begin(), table.headings.end(),
                       [&](const Cell& heading) { return heading.text == cell.text; });
  });
}

// A place between two rows, or behind the last one.
std::size_t between(const Damaging& d) {
  return d.table().rows.empty() ? 0 : 1 + d.random.below(d.table().rows.size());
}

bool insert_row(Damaging& d, std::size_t at, Row row) {
  if (d.table().headings.empty()) return false;
  row.resize(std::max(row.size(), d.table().headings.size()));
  mark(row);
  auto& rows = d.table().rows;
  rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(at), std::move(row));
  return true;
}

std::size_t end_of(const Damaging& d) { return d.table().rows.size(); }

// A row and the one behind it, both whole; nullopt: there are none.
std::optional<std::size_t> pick_two(Damaging& d) {
  auto& rows = d.table().rows;
  const std::size_t width = d.table().headings.size();
  if (rows.size() < 2 || width < 2) return std::nullopt;
  for (std::size_t tries = 0; tries < 20; ++tries) {
    const std::size_t at = d.random.below(rows.size() - 1);
    if (rows[at].size() != width || rows[at + 1].size() != width) continue;
    if (rows[at][0].damaged || rows[at + 1][0].damaged) continue;
    d.concern(rows[at]);
    d.concern(rows[at + 1]);
    return at;
  }
  return std::nullopt;
}

// Joins two cells of a row, where `here` allows it by the first one and the key.
template <class Here>
bool lose_comma(Damaging& d, Here here) {
  const auto key = d.identity_position();
  Row* row = key ? d.pick(*key) : nullptr;
  if (row == nullptr) return false;
  std::vector<std::size_t> places;
  for (std::size_t at = 0; at + 1 < row->size(); ++at)
    if (here(at, *key)) places.push_back(at);
  if (places.empty()) return false;
  const std::size_t at = places[d.random.below(places.size())];
  (*row)[at].text += (*row)[at + 1].text;
  row->erase(row->begin() + static_cast<std::ptrdiff_t>(at) + 1);
  mark(*row);
  return true;
}

}  // namespace

bool row_cut_short(Damaging& d) {
  Row* row = d.pick_any();
  if (row == nullptr || row->size() < 2) return false;
  row->resize(1 + d.random.below(row->size() - 1));
  return true;
}
bool row_extra_comma(Damaging& d) {
  Row* row = d.pick_any();
  if (row == nullptr) return false;
  row->insert(row->begin() + static_cast<std::ptrdiff_t>(d.random.below(row->size())), Cell{"", false, true});
  mark(*row);
  return true;
}
bool row_commas_at_end(Damaging& d) {
  Row* row = d.pick_any();
  if (row == nullptr) return false;
  row->resize(row->size() + 1 + d.random.below(3));
  mark(*row);
  return true;
}
bool row_lost_comma(Damaging& d) {
  return lose_comma(d, [](std::size_t at, std::size_t key) { return at != key && at + 1 != key; });
}
bool row_lost_comma_at_key(Damaging& d) {
  return lose_comma(d, [](std::size_t at, std::size_t key) { return at == key || at + 1 == key; });
}
bool cell_comma(Damaging& d) {
  const auto key = d.identity_position();
  Row* row = d.pick_any();
  if (row == nullptr || row->size() < 2) return false;
  std::size_t at = d.random.below(row->size());
  if (at == key) at = (at + 1) % row->size();  // keys have no commas
  Cell& cell = (*row)[at];
  const auto characters = characters_of(cell.text);
  const std::size_t first = characters.empty() ? 0 : characters.front().size();
  cell.text.insert(first, ",");
  cell.raw = true;
  mark(*row);
  return true;
}
bool cell_line_break(Damaging& d) {
  Row* row = d.pick_any();
  if (row == nullptr) return false;
  const std::size_t at = d.random.below(row->size());
  Cell& cell = (*row)[at];
  const auto characters = characters_of(cell.text);
  const std::size_t first = characters.empty() ? 0 : characters.front().size();
  cell.text.insert(first, "\n");
  cell.raw = true;
  mark(*row);
  return true;
}
bool row_lost_line_end(Damaging& d) {
  const auto at = pick_two(d);
  if (!at) return false;
  auto& rows = d.table().rows;
  Row& first = rows[*at];
  const Row second = rows[*at + 1];
  first.back().text += second.front().text;
  first.insert(first.end(), second.begin() + 1, second.end());
  rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(*at) + 1);
  mark(first);
  return true;
}
bool quote_open(Damaging& d) {
  Row* row = d.pick_any();
  if (row == nullptr) return false;
  Cell& cell = (*row)[d.random.below(row->size())];
  cell = {"\"" + cell.text, true, true};
  mark(*row);
  return true;
}
bool quote_both(Damaging& d) {
  const auto at = pick_two(d);
  if (!at) return false;
  Row &first = d.table().rows[*at], &second = d.table().rows[*at + 1];
  // In one column, they would leave one whole row with a text of two lines.
  const std::size_t column = d.random.below(first.size());
  Cell &opens = first[column], &closes = second[(column + 1 + d.random.below(second.size() - 1)) % second.size()];
  opens = {"\"" + opens.text, true, true};
  closes = {closes.text + "\"", true, true};
  mark(first);
  mark(second);
  return true;
}

bool rows_blank(Damaging& d) {
  auto& rows = d.table().rows;
  const auto at = rows.begin() + static_cast<std::ptrdiff_t>(between(d));
  rows.insert(at, Row{{"", true, true}});
  rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(between(d)), Row{{"  ", true, true}});
  return true;
}
bool rows_of_commas(Damaging& d) {
  bool inserted = insert_row(d, end_of(d), {});
  for (int i = 0; i < 3; ++i) inserted = insert_row(d, i == 0 ? between(d) : end_of(d), {}) && inserted;
  return inserted;
}
bool row_heading_again(Damaging& d) { return insert_row(d, between(d), d.table().headings); }
bool row_total(Damaging& d) {
  static const std::vector<std::string> words = {"合计", "小计", "总计", "合　计"};
  Row row{{words[d.random.below(words.size())]}};
  row.resize(d.table().headings.size());
  if (row.size() > 2) row.back().text = std::to_string(100 + d.random.below(900));
  return insert_row(d, end_of(d), std::move(row));
}
bool row_total_of_count(Damaging& d) {
  if (d.table().headings.size() < 2) return false;
  return insert_row(d, end_of(d), row_of({"合计", std::to_string(d.table().rows.size()) + "人"}));
}
bool row_total_of_choice(Damaging& d) {
  for (const ColumnSchema& column : d.schema_of_table().columns) {
    const auto at = d.position(column.name);
    if (column.kind != ColumnKind::choice || !at || *at == 0) continue;
    Row row(d.table().headings.size());
    row[0].text = "小计";
    row[*at].text = column.members[d.random.below(column.members.size())];
    return insert_row(d, between(d), std::move(row));
  }
  return false;
}
bool row_subtotal(Damaging& d) {
  static const std::vector<std::string> words = {"汇总", "计数", "平均值"};
  if (d.random.chance(4)) return insert_row(d, end_of(d), row_of({"总计数", std::to_string(d.table().rows.size())}));
  for (const ColumnSchema& column : d.schema_of_table().columns) {
    const auto at = d.position(column.name);
    if (column.kind != ColumnKind::choice || !at) continue;
    Row row(d.table().headings.size());
    row[*at].text = column.members[d.random.below(column.members.size())] + " " + words[d.random.below(words.size())];
    row[(*at + 1) % row.size()].text = std::to_string(1 + d.random.below(900));
    return insert_row(d, between(d), std::move(row));
  }
  return false;
}
bool row_rule(Damaging& d) {
  if (d.random.chance(3)) return insert_row(d, between(d), row_of({"+-----+-----+"}));
  Row row(d.table().headings.size());
  for (Cell& cell : row) cell.text = std::string(3 + d.random.below(6), '-');
  return insert_row(d, d.random.chance(2) ? 0 : between(d), std::move(row));
}
bool row_counted(Damaging& d) {
  static const std::vector<std::string> texts = {"(970 rows affected)", "970 行受影响", "(970 行受影响)",
                                                 "970 rows selected.", "(1 row)"};
  return insert_row(d, end_of(d), row_of({texts[d.random.below(texts.size())]}));
}
bool row_signature(Damaging& d) {
  if (d.table().headings.size() < 2) return false;
  return insert_row(d, end_of(d), row_of({"填表人：王某", "审核人：李某"}));
}
bool row_seal(Damaging& d) { return insert_row(d, end_of(d), row_of({"单位（盖章）"})); }
bool row_group(Damaging& d) {
  return insert_row(d, between(d) - (d.table().rows.empty() ? 0 : 1), row_of({"一、厅直属单位"}));
}
bool rows_title_above(Damaging& d) {
  Row title = row_of({"2017年度专业技术人员名册"}), unit = row_of({"填报单位：某厅"});
  title.resize(d.table().headings.size());
  unit.resize(d.table().headings.size());
  auto& above = d.table().above;
  above.insert(above.begin(), {std::move(title), std::move(unit)});
  return true;
}
bool rows_groups_above(Damaging& d) {
  const std::size_t width = d.table().headings.size();
  if (width < 2) return false;
  Row groups(width);
  groups[0].text = "基本情况";
  groups[1 + d.random.below(width - 1)].text = "填报内容";
  d.table().above.push_back(std::move(groups));
  return true;
}
// The rows before the headings are as many as there were below them: half of all, or all.
bool heading_sorted_in(Damaging& d) {
  TextTable& table = d.table();
  if (table.rows.size() < 2 || !table.above.empty() || table.headings.size() < 2) return false;
  const std::size_t count = d.random.chance(2) ? table.rows.size() / 2 : table.rows.size();
  for (std::size_t i = 0; i < count; ++i)
    if (table.rows[i].size() != table.headings.size() || is_heading_of(table, table.rows[i])) return false;
  table.above.assign(table.rows.begin(), table.rows.begin() + static_cast<std::ptrdiff_t>(count));
  table.rows.erase(table.rows.begin(), table.rows.begin() + static_cast<std::ptrdiff_t>(count));
  return true;
}
bool heading_other_order(Damaging& d) {
  TextTable& table = d.table();
  const std::size_t width = table.headings.size();
  if (width < 2 || table.rows.size() < 2) return false;
  for (const Row& row : table.rows)
    if (row.size() != width) return false;
  const std::size_t from = 1 + d.random.below(table.rows.size() - 1);
  const auto by = static_cast<std::ptrdiff_t>(1 + d.random.below(width - 1));
  Row headings = table.headings;
  std::rotate(headings.begin(), headings.begin() + by, headings.end());
  for (std::size_t i = from; i < table.rows.size(); ++i)
    std::rotate(table.rows[i].begin(), table.rows[i].begin() + by, table.rows[i].end());
  mark(headings);
  table.rows.insert(table.rows.begin() + static_cast<std::ptrdiff_t>(from), std::move(headings));
  return true;
}
bool row_note(Damaging& d) { return insert_row(d, end_of(d), row_of({"注：本表一式两份，报人事处。"})); }

bool rows_reordered(Damaging& d) {
  auto& rows = d.table().rows;
  const auto at = d.identity_position();
  // Of merged cells, the rows below the first one would be another's.
  if (at &&
      std::any_of(rows.begin(), rows.end(), [&](const Row& row) { return row.size() <= *at || row[*at].text.empty(); }))
    return false;
  for (std::size_t i = rows.size(); i > 1; --i) std::swap(rows[i - 1], rows[d.random.below(i)]);
  return rows.size() > 1;
}
bool columns_reordered(Damaging& d) {
  TextTable& table = d.table();
  const std::size_t width = table.headings.size();
  const bool whole =
      std::all_of(table.rows.begin(), table.rows.end(), [&](const Row& row) { return row.size() == width; });
  if (width < 2 || !whole) return false;
  const auto by = static_cast<std::ptrdiff_t>(1 + d.random.below(width - 1));
  std::rotate(table.headings.begin(), table.headings.begin() + by, table.headings.end());
  for (Row& row : table.rows) std::rotate(row.begin(), row.begin() + by, row.end());
  return true;
}
bool row_twice(Damaging& d) {
  Row* row = d.pick_any();
  if (row == nullptr) return false;
  mark(*row);
  const Row copy = *row;
  d.table().rows.insert(d.table().rows.begin() + (row - d.table().rows.data()), copy);
  return true;
}

}  // namespace cepol::damage
