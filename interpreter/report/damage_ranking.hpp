// Which damage to the data leaves most results undetermined, and how many rows would be decided once it is mended.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "interpreter/engine/results.hpp"
#include "interpreter/explain/missing.hpp"

namespace cepol::report {

constexpr std::size_t most_ranked = 5;  // of what results depend on, for people

// A cell that a result depends on, with what is told of it.
struct RankedCell {
  core::TableId table;
  std::uint64_t place = 0;  // of its row among those of the table
  core::ColumnIndex column = 0;
  explain::Lack lack = explain::Lack::cell;
  bool torn = false;             // of a child row without its owner of which no cell is known
  std::uint32_t source_row = 0;  // as data::TableData::source_rows
};
// What the results of a row depend on.
struct RankedRow {
  std::vector<RankedCell> cells;
  bool undetermined = false;
};
RankedRow ranked_row(const core::Program& program, const data::Dataset& data, const engine::RowResults& results);

class DamageRanking {
 public:
  struct Entry {
    RankedCell first;         // of its cells
    std::uint64_t cells = 0;  // one; or several of a column, each of which matters to one row
    std::uint64_t rows = 0;   // whose results depend on it
  };
  struct Ranking {
    std::uint64_t undetermined = 0;  // rows
    std::vector<Entry> entries;      // the costliest first
    std::uint64_t cells = 0;         // of these entries
    std::uint64_t decided = 0;       // rows that depend on nothing but these
    std::uint64_t further = 0;       // entries left out
  };

  // One row after another.
  void add(const RankedRow& row);
  Ranking ranking(std::size_t most) const;

 private:
  using Place = std::tuple<core::TableId, std::uint64_t, core::ColumnIndex>;
  static Place place_of(const RankedCell& cell) { return {cell.table, cell.place, cell.column}; }

  std::map<Place, std::uint32_t> numbers_;  // of cells that matter
  std::vector<RankedCell> cells_;           // by number
  std::vector<std::uint32_t> missing_;      // of all undetermined rows, one after the other
  std::vector<std::size_t> ends_;           // by undetermined row: where its part of `missing_` ends
};

// "待定的 75 行，……" in the language of messages; empty: nothing is undetermined.
std::string ranking_text(const core::Program& program, const DamageRanking::Ranking& ranking, bool english);

}  // namespace cepol::report
