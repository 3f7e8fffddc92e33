// The queries in front of a decision: the rows of each table that it reads, numbered, with what their references and
// owners are, and whose they may be where that is not said.
#pragma once

#include <string>
#include <vector>

#include "interpreter/sql/dialect.hpp"
#include "interpreter/sql/plan.hpp"

namespace cepol::sql {

// The views of cells: their names, by TableId; each in the schema of the policy.
struct CellViews {
  std::string schema;                        // quoted
  std::vector<std::string> names, headings;  // quoted, with the schema; headings: empty where there are none
};

std::vector<std::string> table_queries(const core::Program& program, const Plan& plan, const CellViews& views,
                                       Words words);

}  // namespace cepol::sql
