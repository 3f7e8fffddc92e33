// The names of the kinds of rows (row_kinds.def), and rows grouped by table and kind.
#include "interpreter/data/left_out.hpp"

#include <algorithm>

#include "interpreter/data/number_ranges.hpp"

namespace cepol::data {

namespace {

struct KindWording {
  std::string_view zh, en;
};
constexpr KindWording kind_wordings[] = {
    {"记录", "records"},
#define ROW_KIND(name, zh, en) {zh, en},
#include "interpreter/data/row_kinds.def"
#undef ROW_KIND
};

}  // namespace

std::string_view name_of(RowKind kind, bool english) {
  const KindWording& wording = kind_wordings[static_cast<std::size_t>(kind)];
  return english ? wording.en : wording.zh;
}

std::vector<LeftOutGroup> groups_of(const std::vector<LeftOut>& rows) {
  std::vector<std::string_view> tables;
  for (const LeftOut& row : rows)
    if (std::find(tables.begin(), tables.end(), row.table) == tables.end()) tables.push_back(row.table);
  std::vector<LeftOutGroup> groups;
  for (const std::string_view table : tables)
    for (std::size_t kind = 1; kind < std::size(kind_wordings); ++kind) {
      LeftOutGroup group{std::string(table), static_cast<RowKind>(kind), 0, {}};
      std::vector<std::uint64_t> numbers;
      for (const LeftOut& row : rows)
        if (row.table == table && row.kind == group.kind) numbers.push_back(row.row);
      if (numbers.empty()) continue;
      std::sort(numbers.begin(), numbers.end());
      NumberRanges ranges;
      for (const std::uint64_t number : numbers) ranges.add(number);
      group.count = numbers.size();
      group.rows = ranges.text();
      groups.push_back(std::move(group));
    }
  return groups;
}

}  // namespace cepol::data
