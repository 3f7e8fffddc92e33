// The names of the kinds of rows (row_kinds.def), and rows grouped by table and kind.
#include "interpreter/data/left_out.hpp"

#include <algorithm>
#include <utility>

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

void add_left_out(std::vector<LeftOut>& rows, LeftOut row) {
  constexpr std::size_t most_single = 10'000;
  if (rows.size() >= most_single) {
    LeftOut& last = rows.back();
    if (last.row + last.count == row.row && last.kind == row.kind && last.table == row.table && last.file == row.file) {
      ++last.count;
      return;
    }
  }
  rows.push_back(std::move(row));
}

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
      std::vector<std::pair<std::uint64_t, std::uint64_t>> spans;  // first row, count
      for (const LeftOut& row : rows)
        if (row.table == table && row.kind == group.kind) spans.emplace_back(row.row, row.count);
      if (spans.empty()) continue;
      std::sort(spans.begin(), spans.end());
      NumberRanges ranges;
      for (const auto& [first, count] : spans) {
        for (std::uint64_t i = 0; i < count; ++i) ranges.add(first + i);
        group.count += count;
      }
      group.rows = ranges.text();
      groups.push_back(std::move(group));
    }
  return groups;
}

}  // namespace cepol::data
