// Damages of headings and of whole columns.
#include <algorithm>

#include "tests/properties/damage/kinds.hpp"

namespace cepol::damage {

namespace {

// Where the only heading of the column's name is: of two, one would be left, which is another column's.
std::optional<std::size_t> only_heading(const Damaging& d) {
  const Row& headings = d.table().headings;
  const auto same = [&](const Cell& cell) { return cell.text == d.target.column; };
  return std::count_if(headings.begin(), headings.end(), same) == 1 ? d.position() : std::nullopt;
}

template <class Change>
bool change_heading(Damaging& d, Change change) {
  const auto at = only_heading(d);
  if (!at) return false;
  Cell& heading = d.table().headings[*at];
  change(heading.text);
  heading.damaged = true;
  return true;
}

void insert_behind_first(std::string& text, std::string_view what) {
  auto characters = characters_of(text);
  characters.insert(characters.begin() + 1, std::string(what));
  text = joined(characters);
}

}  // namespace

bool heading_typo(Damaging& d) {
  const auto at = d.position();
  if (!at) return false;
  const TableSchema& table = d.schema_of_table();
  auto characters = characters_of(d.column().name);
  if (characters.size() > 2)
    characters.erase(characters.begin() + static_cast<std::ptrdiff_t>(d.random.below(characters.size())));
  else
    characters.push_back("栏");
  if (table.column_named(joined(characters))) return false;
  return change_heading(d, [&](std::string& text) { text = joined(characters); });
}
bool heading_renamed(Damaging& d) {
  return change_heading(d, [](std::string& text) { text = "登记项"; });
}
bool heading_blanks(Damaging& d) {
  const std::string_view blank = d.random.chance(2) ? " " : "\u3000";
  return change_heading(d, [&](std::string& text) { insert_behind_first(text, blank); });
}
bool heading_line_break(Damaging& d) {
  return change_heading(d, [](std::string& text) { insert_behind_first(text, "\n"); });
}
bool heading_invisible(Damaging& d) {
  return change_heading(d, [](std::string& text) { insert_behind_first(text, "\u200B"); });
}
bool heading_blanked(Damaging& d) {
  return change_heading(d, [](std::string& text) { text.clear(); });
}
bool heading_repeated(Damaging& d) {
  const auto at = d.position();
  const std::size_t width = d.table().headings.size();
  if (!at || width < 2) return false;
  Cell& other = d.table().headings[(*at + 1 + d.random.below(width - 1)) % width];
  other = {d.target.column, false, true};
  return true;
}
bool heading_lost(Damaging& d) {
  TextTable& table = d.table();
  if (table.rows.empty()) return false;
  table.headings = table.rows.front();
  for (Cell& cell : table.headings) cell.damaged = true;
  table.rows.erase(table.rows.begin());
  return true;
}
bool column_missing(Damaging& d) {
  const auto at = only_heading(d);
  if (!at || d.table().headings.size() < 2) return false;
  const auto offset = static_cast<std::ptrdiff_t>(*at);
  for (Row& row : d.table().rows)
    if (row.size() > *at) row.erase(row.begin() + offset);
  d.table().headings.erase(d.table().headings.begin() + offset);
  return true;
}
bool column_blanked(Damaging& d) {
  const auto at = d.position();
  if (!at) return false;
  for (Row& row : d.table().rows)
    if (row.size() == d.table().headings.size()) row[*at] = {"", false, true};
  return true;
}

}  // namespace cepol::damage
