// Results of an earlier run that are given as data: their rows would be read as records.
#pragma once

#include "interpreter/cli/io.hpp"
#include "interpreter/files/read.hpp"

namespace cepol::cli {

// Is one of the paths results that cepol wrote, or the folder of such? If so, prints that. Every format of results has
// a mark: a folder the table of bad rows with its headings, JSON that table, NDJSON the name of a table first in each
// line. `read`: what was read from the paths.
bool are_results(const core::Program& program, const std::vector<std::string>& paths, const files::Read& read,
                 const Io& io);

}  // namespace cepol::cli
