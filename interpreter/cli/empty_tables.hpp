// What the user says of the data (DataOptions) compared with the policies and the data, and what is printed where it
// does not fit.
#pragma once

#include <string>
#include <vector>

#include "interpreter/cli/io.hpp"
#include "interpreter/cli/options.hpp"
#include "interpreter/files/read.hpp"

namespace cepol::cli {

// Is each name that of a table or column of one of the programs? False: the reason is printed on io.err.
bool known_to_policy(const std::vector<const core::Program*>& programs, const DataOptions& options, const Io& io);
// Does `names` say of just the tables without records that they have none? Names of other policies' tables do not
// count. False: what is missing, and what was found instead, is printed on io.err.
bool accept_empty_tables(const core::Program& program, const files::Read& read, const std::vector<std::string>& names,
                         const Io& io);

}  // namespace cepol::cli
