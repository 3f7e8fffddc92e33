// Cells of result tables that expectations of examples refer to as well: the columns whose blanks matter, and the
// states of quotas.
#pragma once

#include <string>
#include <vector>

#include "interpreter/engine/results.hpp"

namespace cepol::explain {

// The columns whose blanks matter for any decision of the row, each once, in the order of tables and columns.
std::string missing_columns(const core::Program& program, core::TableId table, const engine::RowResults& results);
// A row for each member: the member, how many rows have it, its places, how many are free or over.
std::vector<std::vector<std::string>> quota_rows(const core::Program& program, const data::Dataset& data,
                                                 const core::Quota& quota);

}  // namespace cepol::explain
