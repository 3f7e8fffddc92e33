// Columns that can be read and are perhaps not as they were meant: dates that are all the first of a month, as a
// spreadsheet makes of months.
#include <set>

#include "interpreter/data/builder_state.hpp"

namespace cepol::data {

namespace {

constexpr std::size_t least_dates = 8, least_months = 4;  // fewer may be first days by chance, or one day for all

bool all_first_days(const ColumnData& column) {
  std::size_t dates = 0;
  std::set<Day> months;
  for (RowIndex row = 0; row < column.states.size(); ++row) {
    if (column.states[row] != State::known) continue;
    const auto day = static_cast<Day>(column.numbers[row]);
    if (column.lasts[row] != day || civil_of(day).day != 1) return false;
    ++dates;
    if (months.size() < least_months) months.insert(day);
  }
  return dates >= least_dates && months.size() >= least_months;
}

}  // namespace

void report_suspicions(BuilderState& state) {
  for (const TableBuilder& table : state.tables)
    for (std::uint32_t c = 0; c < table.data.columns.size(); ++c) {
      const std::string& name = table.record->columns[c].name;
      if (table.data.columns[c].type.kind == core::Kind::date && all_first_days(table.data.columns[c]))
        state.faults.add({table.record->name, table.files.empty() ? 0 : table.files.front().second, 0, name},
                         Fault::only_first_of_month, {name});
    }
}

}  // namespace cepol::data
