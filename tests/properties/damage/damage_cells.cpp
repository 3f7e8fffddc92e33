// Damages of single cells: texts that are not of the column's type, and dates and numbers that a spreadsheet has
// changed.
#include <algorithm>
#include <chrono>
#include <cstdio>
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

std::chrono::sys_days sys_days_of(const Day& day) {
  return std::chrono::year{day.year} / std::chrono::month{day.month} / std::chrono::day{day.day};
}

bool change_to_day_before(Damaging& d, const std::string& time) {
  return change_cell(d, [&](Cell& cell) {
    const auto day = day_of(cell.text);
    if (!day) return;
    const std::chrono::year_month_day before{sys_days_of(*day) - std::chrono::days{1}};
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(before.year()),
                  static_cast<unsigned>(before.month()) % 100, static_cast<unsigned>(before.day()) % 100);
    cell.text = text + time;
  });
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
bool date_day_first(Damaging& d) {
  return change_cell(d, [](Cell& cell) {
    if (day_of(cell.text))
      cell.text = cell.text.substr(8, 2) + "/" + cell.text.substr(5, 2) + "/" + cell.text.substr(0, 4);
  });
}
bool date_month_first(Damaging& d) {
  return change_cell(d, [](Cell& cell) {
    if (const auto day = day_of(cell.text))
      cell.text = std::to_string(day->month) + "/" + std::to_string(day->day) + "/" + std::to_string(day->year);
  });
}
bool date_month_named(Damaging& d) {
  static const char* const months[] = {"Jan", "February", "Mar",  "april", "May",      "JUN",
                                       "Jul", "Aug",      "Sept", "Oct",   "November", "Dec"};
  return change_cell(d, [](Cell& cell) {
    if (const auto day = day_of(cell.text); day && day->month >= 1 && day->month <= 12)
      cell.text = std::to_string(day->day) + " " + months[day->month - 1] + " " + std::to_string(day->year);
  });
}
bool date_serial(Damaging& d) {
  return change_cell(d, [](Cell& cell) {
    const auto day = day_of(cell.text);
    if (!day) return;
    using namespace std::chrono;
    const sys_days written = sys_days_of(*day);
    cell.text = std::to_string((written - sys_days{year{1899} / 12 / 30}).count());
  });
}
bool number_slash(Damaging& d) {
  const std::string behind = std::to_string(d.random.chance(2) ? 10 : 1 + d.random.below(60));
  return change_cell(d, [&](Cell& cell) { cell.text += "/" + behind; });
}
bool date_zone(Damaging& d) { return change_to_day_before(d, "T16:00:00.000Z"); }
bool date_zone_names(Damaging& d) {
  static const std::vector<std::string> times = {" 16:00:00 GMT", "T16:00+00:00", "T09:00:00-07:00", " 23:59:59 UTC"};
  return change_to_day_before(d, times[d.random.below(times.size())]);
}
bool date_midnight(Damaging& d) {
  static const std::vector<std::string> times = {" 24:00", " 24:00:00", "T24:00:00.0"};
  return change_to_day_before(d, times[d.random.below(times.size())]);
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
