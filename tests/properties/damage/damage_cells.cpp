// Damages of single cells: texts that are not of the column's type, and dates and numbers that a spreadsheet has
// changed.
#include <algorithm>
#include <chrono>
#include <set>

#include "tests/properties/damage/kinds.hpp"

namespace cepol::damage {

namespace {

template <class Change>
bool change_cell(Damaging& d, Change change, bool blank_too = false) {
  const auto at = d.position();
  Row* row = !at ? nullptr : blank_too ? d.pick_either(*at) : d.pick(*at);
  if (row == nullptr) return false;
  change((*row)[*at]);
  return true;
}

struct Day {
  int year = 0;
  unsigned month = 0, day = 0;
};
std::optional<Day> day_of(const std::string& text) {
  Day day;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  if (text.find_first_not_of("0123456789-") != std::string::npos) return std::nullopt;
  day.year = std::stoi(text.substr(0, 4));
  day.month = static_cast<unsigned>(std::stoi(text.substr(5, 2)));
  day.day = static_cast<unsigned>(std::stoi(text.substr(8, 2)));
  return day;
}

}  // namespace

bool number_unit(Damaging& d) {
  return change_cell(d, [](Cell& cell) { cell.text += "学时"; });
}
bool year_decimal(Damaging& d) {
  return change_cell(d, [](Cell& cell) { cell.text += ".0"; });
}
bool number_cut(Damaging& d) {
  return change_cell(d, [](Cell& cell) { cell.text = cell.text.substr(0, cell.text.find('.')) + "."; });
}
bool number_thousands(Damaging& d) {
  return change_cell(d, [](Cell& cell) { cell.text.insert(1, ","); });
}
bool number_noise(Damaging& d) {
  return change_cell(d, [](Cell& cell) {
    cell.text += cell.text.find('.') == std::string::npos ? ".00000000000001" : "00000000000001";
  });
}
bool number_two_points(Damaging& d) {
  return change_cell(d, [](Cell& cell) { cell.text.insert(1, ".."); });
}

bool date_month_tenth(Damaging& d) {
  const auto at = d.position();
  if (!at) return false;
  for (std::size_t tries = 0; tries < 4 * d.table().rows.size(); ++tries) {
    Row& row = d.table().rows[d.random.below(d.table().rows.size())];
    if (row.size() <= *at || row[*at].damaged || row[*at].text.find("-10-") != 4) continue;
    d.concern(row);
    row[*at] = {row[*at].text.substr(0, 4) + ".1", false, true};
    return true;
  }
  return false;
}
bool date_serial(Damaging& d) {
  return change_cell(d, [](Cell& cell) {
    const auto day = day_of(cell.text);
    if (!day) return;
    using namespace std::chrono;
    const sys_days written{year{day->year} / month{day->month} / std::chrono::day{day->day}};
    cell.text = std::to_string((written - sys_days{year{1899} / 12 / 30}).count());
  });
}
bool date_month_only(Damaging& d) {
  return change_cell(d, [](Cell& cell) { cell.text = cell.text.substr(0, 7); });
}
bool dates_first_of_month(Damaging& d) {
  const auto at = d.position();
  if (!at) return false;
  // Another date would hide that all are the first of their month.
  for (const Row& row : d.table().rows)
    if (row.size() > *at && row[*at].damaged) return false;
  // Few dates, or dates of one month, are first days by chance.
  std::size_t dates = 0;
  std::set<std::string> months;
  for (const Row& row : d.table().rows)
    if (row.size() > *at && day_of(row[*at].text)) {
      ++dates;
      months.insert(row[*at].text.substr(0, 7));
    }
  if (dates < 3 || months.size() < 2) return false;
  for (Row& row : d.table().rows)
    if (row.size() > *at && day_of(row[*at].text)) {
      row[*at].text.replace(8, 2, "01");
      row[*at].damaged = true;
    }
  return true;
}

bool choice_typo(Damaging& d) {
  return change_cell(d, [](Cell& cell) { cell.text += "的"; });
}
bool choice_cut(Damaging& d) {
  const auto at = d.position();
  Row* row = at ? d.pick(*at) : nullptr;
  if (row == nullptr) return false;
  auto characters = characters_of((*row)[*at].text);
  characters.pop_back();
  const std::string cut = joined(characters);
  const auto& members = d.column().members;
  if (cut.empty() || std::find(members.begin(), members.end(), cut) != members.end()) return false;
  (*row)[*at].text = cut;
  return true;
}
bool cell_apostrophe(Damaging& d) {
  return change_cell(d, [](Cell& cell) { cell.text.insert(0, "'"); });
}
bool cell_twice(Damaging& d) {
  return change_cell(d, [](Cell& cell) { cell.text += "\n" + cell.text; });
}
bool cell_not_utf8(Damaging& d) {
  return change_cell(
      d, [](Cell& cell) { cell.text = "\xBA\xCF\xB8\xF1"; }, true);
}
bool cell_nul(Damaging& d) {
  return change_cell(
      d, [](Cell& cell) { cell.text.insert(cell.text.size() / 2, 1, '\0'); }, true);
}
bool cell_text_after_quote(Damaging& d) {
  return change_cell(
      d,
      [](Cell& cell) {
        cell = {"\"" + cell.text + "\"x", true, true};
      },
      true);
}
bool cell_blanked(Damaging& d) {
  return change_cell(d, [](Cell& cell) { cell.text.clear(); });
}
bool cells_merged(Damaging& d) {
  const auto at = d.position();
  bool any = false;
  std::string above;
  for (Row& row : d.table().rows) {
    if (!at || row.size() != d.table().headings.size() || row[*at].damaged) continue;
    const bool same = row[*at].text == above && !above.empty();
    above = row[*at].text;
    if (same) row[*at] = {"", false, true};
    any = any || same;
  }
  return any;
}

}  // namespace cepol::damage
