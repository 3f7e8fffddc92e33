// Columns that the data do not have, compared with what the user says of them (--absent).
#pragma once

#include <string>
#include <vector>

#include "interpreter/cli/io.hpp"
#include "interpreter/data/dataset.hpp"

namespace cepol::cli {

// The headings of the table that the policy does not know, one of which may be that of a column that is missing; the
// end of a message, or nothing.
std::string unused_headings(const data::Dataset& data, const std::string& table, const Io& io);
// Is nothing in the columns `names` that may be blank for good? False: what stands there is counted on io.err. Of a
// column that is not optional it says that its blanks stay unknown.
bool accept_absent_columns(const core::Program& program, const data::Dataset& data,
                           const std::vector<std::string>& names, const Io& io);
// What is unknown for everybody, said before the results, which may take long.
void report_missing_columns(const core::Program& program, const data::Dataset& data, const Io& io);

}  // namespace cepol::cli
