// FaultList: one sort key (table, file, row, column) for each fault; sort() permutes the faults in place.
#include "interpreter/data/fault_list.hpp"

#include <algorithm>
#include <utility>

#include "lang/base/visible.hpp"

namespace cepol::data {

namespace {

constexpr std::size_t longest_kept = 4 * longest_quoted;  // bytes

void bound(std::string& text) {
  if (text.size() > longest_kept)
    text = shortened(visible(std::string_view(text).substr(0, longest_kept)), longest_quoted);
}

}  // namespace

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
  for (std::string& argument : arguments) bound(argument);
  Known& known = known_[{key.table, key.file, key.column, fault}];
  if (++known.count > most_single_faults + 1) return merge(bad_[known.rest], place.row, arguments);
  known.rest = key.index;
  keys_.push_back(key);
  BadRow& bad = bad_.emplace_back(BadRow{std::string(place.table), place.row, std::string(place.column), fault,
                                         std::move(arguments), excluded, files_[place.file]});
  if (table == tables.end() || key.column > table->columns.size()) bound(bad.column);
  return bad;
}

BadRow& FaultList::merge(BadRow& rest, std::uint64_t row, const std::vector<std::string>& arguments) {
  ++rest.count;
  rest.alike = rest.alike && rest.arguments == arguments;
  if (rest.row == 0) return rest;
  if (rest.ranges.empty()) rest.ranges.push_back({rest.row, rest.row});
  RowRange& last = rest.ranges.back();
  if (row >= last.first && row <= last.last + 1)
    last.last = std::max(last.last, row);
  else if (row + 1 == last.first)  // found from the last to the first
    last.first = row;
  else if (rest.ranges.size() < most_ranges)
    rest.ranges.push_back({row, row});
  else
    rest.ranges_cut = true;
  return rest;
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
  for (BadRow& bad : bad_)
    bad.without_result = bad.excluded && std::any_of(program_->results.begin(), program_->results.end(),
                                                     [&](const core::ResultTable& results) {
                                                       return program_->tables[results.table].name == bad.table;
                                                     });
  for (std::size_t i = 0; i < bad_.size(); ++i) {
    BadRow& bad = bad_[i];
    if (bad.count == 1) continue;
    bad.key.clear();
    if (bad.ranges.empty()) continue;
    std::sort(bad.ranges.begin(), bad.ranges.end(),
              [](const RowRange& a, const RowRange& b) { return a.first < b.first; });
    std::vector<RowRange> joined;
    for (const RowRange& range : bad.ranges)
      if (!joined.empty() && range.first <= joined.back().last + 1)
        joined.back().last = std::max(joined.back().last, range.last);
      else
        joined.push_back(range);
    bad.ranges = std::move(joined);
  }
  sort();
  keys_ = {};
  known_ = {};
  files_ = {""};
  return std::exchange(bad_, {});
}

}  // namespace cepol::data
