// Damages of how a table is laid out: rows joined, broken or lost, halves of a table side by side, columns for rows.
#include <algorithm>

#include "tests/properties/damage/kinds.hpp"

namespace cepol::damage {

namespace {

bool is_whole(const TextTable& table) {
  return table.form == FileForm::plain && table.above.empty() && table.headings.size() > 1 && table.rows.size() > 1 &&
         std::all_of(table.rows.begin(), table.rows.end(),
                     [&](const Row& row) { return row.size() == table.headings.size(); });
}

bool is_untouched(const Row& row) {
  return std::none_of(row.begin(), row.end(), [](const Cell& cell) { return cell.damaged; });
}

}  // namespace

// Cells that are alike are written once, as where they were merged, or twice. One cell with two values is a cell that
// cannot be read; two texts, a text of two lines.
bool rows_in_one(Damaging& d) {
  static const std::vector<std::string> signs = {"\n", "\n", "、", " ", "; "};
  auto& rows = d.table().rows;
  const bool twice = d.random.chance(2);
  const std::string sign = signs[d.random.below(signs.size())];
  for (std::size_t tries = 0; rows.size() > 1 && tries < 20; ++tries) {
    const std::size_t i = d.random.below(rows.size() - 1);
    Row &first = rows[i], &second = rows[i + 1];
    if (first.size() != d.table().headings.size() || second.size() != first.size()) continue;
    if (!is_untouched(first) || !is_untouched(second)) continue;
    Row joined = first;
    std::size_t told = 0;
    for (std::size_t c = 0; c < first.size(); ++c) {
      const auto column = d.schema_of_table().column_named(d.table().headings[c].text);
      if (!column) continue;
      const ColumnKind kind = d.schema_of_table().columns[*column].kind;
      const bool named = kind == ColumnKind::key || kind == ColumnKind::link || kind == ColumnKind::reference;
      // A blank within a key or a date is no sign between two; a text has many.
      const bool counted = kind == ColumnKind::number || kind == ColumnKind::year || kind == ColumnKind::choice ||
                           kind == ColumnKind::truth || (kind == ColumnKind::date && sign != " ");
      joined[c].damaged = true;
      if (first[c].text.empty() || second[c].text.empty() || (first[c].text == second[c].text && !(twice && counted))) {
        joined[c].text = first[c].text.empty() ? second[c].text : first[c].text;
        continue;
      }
      joined[c].text = first[c].text + (named || kind == ColumnKind::text ? "\n" : sign) + second[c].text;
      told += counted ? 1 : 0;
    }
    if (told < 2) continue;
    d.concern(first);
    d.concern(second);
    first = std::move(joined);
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    return true;
  }
  return false;
}

bool number_wrapped(Damaging& d) {
  const auto at = d.position();
  Row* row = at ? d.pick(*at) : nullptr;
  if (row == nullptr || (*row)[*at].text.size() < 2) return false;
  std::string& text = (*row)[*at].text;
  const std::size_t kept = 1 + d.random.below(text.size() - 1);
  Row rest(d.table().headings.size());
  for (Cell& cell : rest) cell.damaged = true;
  rest[*at].text = text.substr(kept);
  // In a table of few columns it would be a row that is whole but for its key.
  std::size_t others = 0;
  for (std::size_t c = 0; c < row->size(); ++c) {
    const auto column = d.schema_of_table().column_named(d.table().headings[c].text);
    const bool named = column && (d.schema_of_table().key == column || d.schema_of_table().link == column);
    others += c != *at && column && !named && !(*row)[c].text.empty() ? 1 : 0;
  }
  if (others < 2) return false;
  text.resize(kept);
  auto& rows = d.table().rows;
  rows.insert(rows.begin() + (row - rows.data()) + 1, std::move(rest));
  return true;
}

bool file_nul_block(Damaging& d) {
  TextTable& table = d.table();
  if (!is_whole(table)) return false;
  const std::size_t first = d.random.below(table.rows.size() - 1);
  const std::size_t count = 1 + d.random.below(std::min<std::size_t>(3, table.rows.size() - 1 - first));
  const auto from = table.rows.begin() + static_cast<std::ptrdiff_t>(first);
  std::size_t bytes = 0;
  for (std::size_t i = first; i < first + count; ++i)
    for (const Cell& cell : table.rows[i]) bytes += cell.text.size() + 1;
  table.rows.erase(from, from + static_cast<std::ptrdiff_t>(count));
  // The block may end within the next row, or before it.
  Row& next = table.rows[first];
  const std::size_t lost = d.random.below(next.size());
  next.erase(next.begin(), next.begin() + static_cast<std::ptrdiff_t>(lost));
  next.front() = {std::string(bytes, '\0') + next.front().text, true, true};
  return true;
}

bool file_side_by_side(Damaging& d) {
  TextTable& table = d.table();
  if (!is_whole(table)) return false;
  const std::size_t width = table.headings.size(), half = (table.rows.size() + 1) / 2;
  const bool apart = d.random.chance(2);  // by a blank column
  const auto join = [&](Row& left, const Row& right) {
    if (apart) left.emplace_back();
    left.insert(left.end(), right.begin(), right.end());
  };
  join(table.headings, Row(table.headings));
  for (std::size_t i = 0; i < half; ++i)
    join(table.rows[i], half + i < table.rows.size() ? table.rows[half + i] : Row(width));
  table.rows.resize(half);
  table.form = FileForm::laid_out;
  return true;
}

bool file_transposed(Damaging& d) {
  TextTable& table = d.table();
  if (!is_whole(table)) return false;
  std::vector<Row> turned;
  for (std::size_t c = 0; c < table.headings.size(); ++c) {
    Row row{table.headings[c]};
    for (const Row& one : table.rows) row.push_back(one[c]);
    turned.push_back(std::move(row));
  }
  table.headings = std::move(turned.front());
  turned.erase(turned.begin());
  table.rows = std::move(turned);
  table.form = FileForm::laid_out;
  return true;
}

}  // namespace cepol::damage
