// Counts the rows of each member of a quota's enumeration.
#include <algorithm>

#include "interpreter/engine/results.hpp"

namespace cepol::engine {

std::vector<QuotaLine> count(const core::Quota& quota, const data::Dataset& data) {
  std::vector<QuotaLine> lines(quota.places.size());
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i].member = static_cast<core::Member>(i);
  const data::TableData& table = data[quota.table];
  if (quota.column >= table.columns.size()) return lines;
  const data::ColumnData& column = table.columns[quota.column];
  std::uint64_t any = 0;  // rows that may be of any member
  for (data::RowIndex row = 0; row < table.all_rows; ++row) {
    const bool sure = !std::binary_search(table.unsure_rows.begin(), table.unsure_rows.end(), row);
    switch (column.states[row]) {
      case data::State::known: ++(sure ? lines[column.indices[row]].count : lines[column.indices[row]].unknown); break;
      case data::State::unknown:
      case data::State::open: ++any; break;
      case data::State::listed:
        for (const data::CellValue& value : column.candidates.at(row))
          if (value.state == data::State::known) ++lines[value.index].unknown;
        break;
      case data::State::none: break;
    }
  }
  for (QuotaLine& line : lines) line.unknown += any;
  return lines;
}

}  // namespace cepol::engine
