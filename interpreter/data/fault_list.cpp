// FaultList: one sort key (table, file, row, column) for each fault; sort() permutes the faults in place.
#include "interpreter/data/fault_list.hpp"

#include <algorithm>
#include <utility>

namespace cepol::data {

std::uint32_t FaultList::add_file(std::string_view name) {
  files_.emplace_back(name);
  return static_cast<std::uint32_t>(files_.size() - 1);
}

BadRow& FaultList::add(const Place& place, Fault fault, std::vector<std::string> arguments, bool excluded) {
  SortKey key{UINT32_MAX, place.file, place.row, 0, static_cast<std::uint32_t>(bad_.size())};
  const auto& tables = program_->tables.nodes;
  auto table = std::find_if(tables.begin(), tables.end(), [&](const auto& one) { return one.name == place.table; });
  const bool heading = table == tables.end();
  if (heading && !place.table.empty())
    table = std::find_if(tables.begin(), tables.end(), [&](const auto& one) { return one.heading == place.table; });
  if (table != tables.end()) {  // a heading table goes before its table
    key.table = static_cast<std::uint32_t>((table - tables.begin()) * 2 + (heading ? 0 : 1));
    if (!place.column.empty()) {
      const auto column = std::find_if(table->columns.begin(), table->columns.end(),
                                       [&](const core::Column& one) { return one.name == place.column; });
      key.column = static_cast<std::uint32_t>(column - table->columns.begin()) + 1;
    }
  }
  keys_.push_back(key);
  return bad_.emplace_back(BadRow{std::string(place.table),
                                  place.row,
                                  std::string(place.column),
                                  fault,
                                  std::move(arguments),
                                  excluded,
                                  files_[place.file],
                                  {}});
}

// In place, since a file may have a fault in every row. Afterwards keys_[i].index is i.
void FaultList::sort() {
  std::sort(keys_.begin(), keys_.end());
  for (std::uint32_t start = 0; start < bad_.size(); ++start) {
    if (keys_[start].index == start) continue;
    BadRow first = std::move(bad_[start]);
    std::uint32_t to = start;
    while (keys_[to].index != start) {
      const std::uint32_t from = std::exchange(keys_[to].index, to);
      bad_[to] = std::move(bad_[from]);
      to = from;
    }
    bad_[to] = std::move(first);
    keys_[to].index = to;
  }
}

std::vector<BadRow> FaultList::take() {
  sort();
  keys_ = {};
  files_ = {""};
  return std::exchange(bad_, {});
}

}  // namespace cepol::data
