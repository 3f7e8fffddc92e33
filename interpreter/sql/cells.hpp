// A view for the cells of each table: typed values out of the columns of the raw table, whatever their types are there.
#pragma once

#include <string>
#include <vector>

#include "interpreter/sql/dialect.hpp"
#include "interpreter/sql/tables.hpp"

namespace cepol::sql {

// The functions that cells and decisions use, in a schema of their own.
std::string helper_functions(Words words);
// The views, in order; `drops`: the statements that take them away.
std::vector<std::string> cell_views(const core::Program& program, const CellViews& views, Words words);

}  // namespace cepol::sql
