#include "interpreter/report/damage_ranking.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "interpreter/explain/open_references.hpp"
#include "interpreter/report/count.hpp"
#include "lang/base/visible.hpp"

namespace cepol::report {

using engine::BlankCell;

namespace {

// A child row without its owner of which no cell is known.
bool is_torn(const core::Program& program, const data::Dataset& data, core::TableId table, data::RowIndex row) {
  const core::RecordTable& record = program.tables[table];
  for (std::size_t c = 0; c < record.columns.size(); ++c) {
    const data::State state = data[table].columns[c].states[row];
    if (c != record.link && (state == data::State::known || state == data::State::none)) return false;
  }
  return true;
}

// Of a divided table: where the row would stand if all rows were kept (data/division.hpp).
std::uint64_t place_of(const data::TableData& table, data::RowIndex row) {
  constexpr std::uint64_t behind_all = std::uint64_t{1} << 40;
  if (table.places.empty()) return row;
  return (row < table.rows ? 0 : behind_all) + table.places[row];
}

}  // namespace

RankedRow ranked_row(const core::Program& program, const data::Dataset& data, const engine::RowResults& results) {
  RankedRow of_row;
  std::set<BlankCell> met;
  for (const auto& decided : results.decisions) {
    of_row.undetermined = of_row.undetermined || decided.outcome.status == engine::Status::undetermined;
    const auto cells = explain::without_cells_of_named_rows(program, data, decided.outcome.missing);
    // A reference with a slip is what the result depends on, not the blanks of all rows that may be meant.
    const std::vector<char> behind = explain::are_behind_references(program, data, cells);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (behind[i] != 0 || !met.insert(cells[i]).second) continue;
      const BlankCell& cell = cells[i];
      const explain::Lack lack = explain::lack_of(program, data, cell);
      of_row.cells.push_back({cell.table, place_of(data[cell.table], cell.row), cell.column, lack,
                              lack == explain::Lack::owner && is_torn(program, data, cell.table, cell.row),
                              data[cell.table].source_rows[cell.row]});
    }
  }
  return of_row;
}

void DamageRanking::add(const RankedRow& row) {
  std::vector<std::uint32_t> of_row;
  for (const RankedCell& cell : row.cells) {
    const auto [at, is_new] = numbers_.try_emplace(place_of(cell), static_cast<std::uint32_t>(cells_.size()));
    if (is_new) cells_.push_back(cell);
    of_row.push_back(at->second);
  }
  if (!row.undetermined) return;
  std::sort(of_row.begin(), of_row.end());
  of_row.erase(std::unique(of_row.begin(), of_row.end()), of_row.end());
  missing_.insert(missing_.end(), of_row.begin(), of_row.end());
  ends_.push_back(missing_.size());
}

DamageRanking::Ranking DamageRanking::ranking(std::size_t most) const {
  std::vector<std::uint64_t> rows_of(cells_.size(), 0);
  for (std::uint32_t cell : missing_) ++rows_of[cell];
  // A cell that matters to several rows is an entry; of the others, those of a column together.
  std::vector<Entry> entries;
  std::vector<std::uint32_t> entry_of(cells_.size());
  std::map<std::pair<core::TableId, core::ColumnIndex>, std::uint32_t> columns;
  for (std::uint32_t cell = 0; cell < cells_.size(); ++cell) {
    const auto next = static_cast<std::uint32_t>(entries.size());
    const bool alone = rows_of[cell] > 1;
    entry_of[cell] = alone ? next : columns.try_emplace({cells_[cell].table, cells_[cell].column}, next).first->second;
    if (entry_of[cell] == next) entries.push_back({cells_[cell], 0, 0});
    ++entries[entry_of[cell]].cells;
  }
  std::vector<std::size_t> last_row(entries.size(), SIZE_MAX);
  for (std::size_t row = 0, at = 0; row < ends_.size(); ++row)
    for (; at < ends_[row]; ++at)
      if (std::size_t& last = last_row[entry_of[missing_[at]]]; last != row) {
        last = row;
        ++entries[entry_of[missing_[at]]].rows;
      }
  std::vector<std::uint32_t> order(entries.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const Entry &one = entries[a], &other = entries[b];
    if (one.rows != other.rows) return one.rows > other.rows;
    return std::tuple(one.cells, place_of(one.first)) < std::tuple(other.cells, place_of(other.first));
  });
  Ranking made;
  made.undetermined = ends_.size();
  std::vector<char> listed(entries.size(), 0);
  for (std::size_t i = 0; i < order.size() && i < most; ++i) {
    made.entries.push_back(entries[order[i]]);
    made.cells += entries[order[i]].cells;
    listed[order[i]] = 1;
  }
  made.further = entries.size() - made.entries.size();
  for (std::size_t row = 0, at = 0; row < ends_.size(); ++row) {
    bool all = at < ends_[row];
    for (; at < ends_[row]; ++at) all = all && listed[entry_of[missing_[at]]] != 0;
    made.decided += all ? 1 : 0;
  }
  return made;
}

namespace {

std::string entry_name(const core::Program& program, const DamageRanking::Entry& entry, bool english) {
  const RankedCell& cell = entry.first;
  const std::string& table = program.tables[cell.table].name;
  const std::uint32_t row = cell.source_row;
  const std::string column = cell.column == engine::whole_row
                                 ? std::string()
                                 : table + "." + program.tables[cell.table].columns[cell.column].name;
  switch (cell.lack) {
    case explain::Lack::column:
      return english ? fmt::format("the whole column “{}”", column) : fmt::format("“{}”整列", column);
    case explain::Lack::owner:
      if (entry.cells > 1)
        return english ? fmt::format("whose {:row,rows} of “{}” are", Count{entry.cells}, table)
                       : fmt::format("“{}”有 {} 行是谁的", table, entry.cells);
      if (cell.torn)
        return english ? fmt::format("row {} of “{}”, of which nothing is certain", row, table)
                       : fmt::format("“{}”第 {} 行，各格都不能确定", table, row);
      return english ? fmt::format("whose row {} of “{}” is", row, table)
                     : fmt::format("“{}”第 {} 行是谁的", table, row);
    case explain::Lack::record:
      if (entry.cells > 1)
        return english ? fmt::format("whether {:row,rows} of “{}” are records", Count{entry.cells}, table)
                       : fmt::format("“{}”有 {} 行是不是单独的一条", table, entry.cells);
      return english ? fmt::format("whether row {} of “{}” is a record", row, table)
                     : fmt::format("“{}”第 {} 行是不是单独的一条", table, row);
    case explain::Lack::cell: break;
  }
  if (entry.cells > 1)
    return english ? fmt::format("“{}” in {:row,rows}", column, Count{entry.cells})
                   : fmt::format("“{}”{} 格", column, entry.cells);
  return english ? fmt::format("“{}” in row {}", column, row) : fmt::format("“{}”第 {} 行", column, row);
}

}  // namespace

std::string ranking_text(const core::Program& program, const DamageRanking::Ranking& ranking, bool english) {
  if (ranking.undetermined == 0 || ranking.entries.empty()) return {};
  std::string text = english
                         ? fmt::format("undetermined results in {:row,rows}, because of\n", Count{ranking.undetermined})
                         : fmt::format("有待定结果的 {} 行，取决于：\n", ranking.undetermined);
  for (const DamageRanking::Entry& entry : ranking.entries)
    text += english
                ? fmt::format("  {}: {:row,rows}\n", quotable(entry_name(program, entry, english)), Count{entry.rows})
                : fmt::format("  {}：{} 行\n", quotable(entry_name(program, entry, english)), entry.rows);
  if (ranking.further > 0)
    text +=
        english ? fmt::format("  and on {} more\n", ranking.further) : fmt::format("  另有 {} 项\n", ranking.further);
  if (ranking.decided == 0) return text;
  const bool one = ranking.cells == 1;
  text += english ? fmt::format("mending {} would decide {:row,rows}\n",
                                one ? "this" : fmt::format("these {:place,places}", Count{ranking.cells}),
                                Count{ranking.decided})
                  : fmt::format("补上这{}，可定下 {} 行\n", one ? "一处" : fmt::format(" {} 处", ranking.cells),
                                ranking.decided);
  return text;
}

}  // namespace cepol::report
