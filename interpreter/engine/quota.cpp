// Counts the rows of each member of a quota's enumeration.
#include "interpreter/engine/results.hpp"

namespace cepol::engine {

std::vector<QuotaLine> count(const core::Quota& quota, const data::Dataset& data) {
  std::vector<QuotaLine> lines(quota.places.size());
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i].member = static_cast<core::Member>(i);
  const data::TableData& table = data[quota.table];
  if (quota.column >= table.columns.size()) return lines;
  const data::ColumnData& column = table.columns[quota.column];
  std::uint64_t unknown = 0;
  for (data::RowIndex row = 0; row < table.rows; ++row) {
    if (column.states[row] == data::State::known)
      ++lines[column.indices[row]].count;
    else if (column.states[row] == data::State::unknown)
      ++unknown;
  }
  for (QuotaLine& line : lines) line.unknown = unknown;
  return lines;
}

}  // namespace cepol::engine
