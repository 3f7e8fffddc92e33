// Tables without records: whether the user said so (--empty), and what is printed if not.
#pragma once

#include <string>
#include <vector>

#include "interpreter/cli/io.hpp"
#include "interpreter/files/read.hpp"

namespace cepol::cli {

// Is each name that of a table of one of the programs? False: the reason is printed on io.err.
bool known_as_empty(const std::vector<const core::Program*>& programs, const std::vector<std::string>& names,
                    const Io& io);
// Does `names` say of just the tables without records that they have none? Names of other policies' tables do not
// count. False: what is missing, and what was found instead, is printed on io.err.
bool accept_empty_tables(const core::Program& program, const files::Read& read, const std::vector<std::string>& names,
                         const Io& io);

}  // namespace cepol::cli
