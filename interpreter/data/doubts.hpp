// What is perhaps not as it was meant, though every cell of it can be read: rows that are perhaps one, values that are
// not plausible. It is told, and has no effect on results.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/data/dataset.hpp"

namespace cepol::data {

enum class DoubtKind : std::uint8_t {
#define DOUBT(name, zh, en) name,
#include "interpreter/data/doubts.def"
#undef DOUBT
};
struct Doubt {
  DoubtKind kind;
  core::TableId table;
  core::ColumnIndex column;
  RowIndex row;
  std::vector<std::string> arguments;
};

// By table; in each by kind, column and row. `today`: nothing is in the future where it is not known.
std::vector<Doubt> doubts_of(const core::Program& program, const Dataset& data, std::optional<Day> today);
std::string reason_of(const Doubt& doubt, bool english);

// Those of one table.
void add_perhaps_one(const core::Program& program, const Dataset& data, core::TableId table, std::vector<Doubt>& found);
void add_not_plausible(const core::Program& program, const Dataset& data, core::TableId table, std::optional<Day> today,
                       std::vector<Doubt>& found);
// What people are shown of a known cell.
std::string known_cell(const core::Program& program, const Dataset& data, core::TableId table, core::ColumnIndex column,
                       RowIndex row);

}  // namespace cepol::data
