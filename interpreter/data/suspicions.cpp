// What can be read and is perhaps not as it was meant: dates that are all the first of a month, as a spreadsheet makes
// of months; keys that a spreadsheet has cut short.
#include <set>

#include "interpreter/data/builder_state.hpp"

namespace cepol::data {

namespace {

constexpr std::size_t least_dates = 3, least_months = 2;  // fewer may be first days by chance

bool all_first_days(const ColumnData& column, const ColumnElsewhere& elsewhere) {
  std::size_t dates = elsewhere.days;
  std::set<Day> months;
  if (elsewhere.month) months.insert(*elsewhere.month);
  if (elsewhere.other_month) months.insert(*elsewhere.other_month);
  if (elsewhere.within_month) return false;
  for (RowIndex row = 0; row < column.states.size(); ++row) {
    if (column.states[row] != State::known) continue;
    const auto day = static_cast<Day>(column.numbers[row]);
    if (column.lasts[row] != day || civil_of(day).day != 1) return false;
    ++dates;
    if (months.size() < least_months) months.insert(day);
  }
  return dates >= least_dates && months.size() >= least_months;
}

void report_cut_keys(BuilderState& state, const TableBuilder& table) {
  for (const RowIndex row : table.row_of_key) {
    if (row == no_row || table.same_key.contains(row)) continue;  // of those that meet it is told
    const std::string_view key = state.texts[table.keys[row]];
    if (!cut_key(key).digits.empty()) add_fault(state, table, row, *table.record->key, Fault::cut_key, {excerpt(key)});
  }
}

}  // namespace

void report_suspicions(BuilderState& state) {
  for (const TableBuilder& table : state.tables)
    if (table.record->key) report_cut_keys(state, table);
  for (const TableBuilder& table : state.tables)
    for (std::uint32_t c = 0; c < table.data.columns.size(); ++c) {
      const std::string& name = table.record->columns[c].name;
      const ColumnElsewhere elsewhere = table.of_part ? table.data.elsewhere.columns[c] : ColumnElsewhere();
      if (table.data.columns[c].type.kind == core::Kind::date && all_first_days(table.data.columns[c], elsewhere))
        state.faults.add({table.record->name, table.files.empty() ? 0 : table.files.front().second, 0, name},
                         Fault::only_first_of_month, {name});
    }
}

}  // namespace cepol::data
