// Rosters: printed forms over the rows of a table, as an annex of the notice has them.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "interpreter/data/dataset.hpp"
#include "interpreter/report/result_writer.hpp"

namespace cepol::report {

// `rows`, here and below: of these rows only; null: of all.

// How many rows a roster has; rows that are perhaps no records leave it open: 3至5.
std::string roster_count(const core::Program& program, const data::Dataset& data, const core::Roster& roster,
                         const std::vector<data::RowIndex>* rows = nullptr);

// The roster as text for people: title, headings, a table, the total. Empty: it has no rows.
std::string roster_text(const core::Program& program, const data::Dataset& data, const core::Roster& roster,
                        const std::vector<data::RowIndex>* rows = nullptr);

// Writes the roster as a form, where the writer has such (FormWriter); else as a table of the name, with the headings
// as columns behind its own, alike in every row, and without the total.
void write_roster(ResultWriter& writer, const std::string& name, const core::Program& program,
                  const data::Dataset& data, const core::Roster& roster, const std::vector<data::RowIndex>* rows);

}  // namespace cepol::report
