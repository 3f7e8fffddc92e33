// Which damage to the data leaves most results undetermined, and how many rows would be decided once it is mended.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "interpreter/engine/results.hpp"

namespace cepol::report {

class DamageRanking {
 public:
  struct Entry {
    engine::BlankCell first;  // of its cells
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

  DamageRanking(const core::Program& program, const data::Dataset& data) : program_(program), data_(data) {}

  // The results of one row.
  void add(const engine::RowResults& results);
  Ranking ranking(std::size_t most) const;

 private:
  const core::Program& program_;
  const data::Dataset& data_;
  std::map<engine::BlankCell, std::uint32_t> numbers_;  // of cells that matter
  std::vector<engine::BlankCell> cells_;                // by number
  std::vector<std::uint32_t> missing_;                  // of all undetermined rows, one after the other
  std::vector<std::size_t> ends_;                       // by undetermined row: where its part of `missing_` ends
};

// "待定的 75 行，……" in the language of messages; empty: nothing is undetermined.
std::string ranking_text(const core::Program& program, const data::Dataset& data, const DamageRanking::Ranking& ranking,
                         bool english);

}  // namespace cepol::report
