// Rosters: printed forms over the rows of a table, as an annex of the notice has them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/engine/engine.hpp"
#include "interpreter/report/result_writer.hpp"

namespace cepol::report {

// The rows of a roster, where these are not all of its table.
struct RosterRows {
  std::vector<data::RowIndex> rows;  // ascending
  std::size_t perhaps = 0;           // so many of them are in the roster only perhaps
};
// Those of the rows (null: of all) for which the roster's condition holds, or may hold: what is not known does not
// leave anybody out. Nullopt: all rows are in it.
std::optional<RosterRows> rows_in(const core::Roster& roster, const data::Dataset& data, engine::Engine& engine,
                                  const std::vector<data::RowIndex>* rows);

// `rows`, here and below: of these rows only; null: of all.

// How many rows a roster has; rows that are perhaps no records, or perhaps not in it, leave it open: 3至5.
std::string roster_count(const core::Program& program, const data::Dataset& data, const core::Roster& roster,
                         const RosterRows* rows = nullptr);

// The roster as text for people: title, headings, a table, the total. Empty: it has no rows.
std::string roster_text(const core::Program& program, const data::Dataset& data, const core::Roster& roster,
                        const RosterRows* rows = nullptr);

// Writes the roster as a form, where the writer has such (FormWriter); else as a table of the name, with the headings
// as columns behind its own, alike in every row, and without the total.
void write_roster(ResultWriter& writer, const std::string& name, const core::Program& program,
                  const data::Dataset& data, const core::Roster& roster, const RosterRows* rows);

}  // namespace cepol::report
