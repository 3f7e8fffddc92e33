// Results of an earlier run: given as data, when their rows would be read as records; or left where the results of a
// run were to be that wrote none.
#pragma once

#include "interpreter/cli/io.hpp"
#include "interpreter/files/read.hpp"

namespace cepol::cli {

// Is one of the paths results that cepol wrote, or the folder of such? If so, prints that. Every format of results has
// a mark: a folder the table of bad rows with its headings, JSON that table, NDJSON the name of a table first in each
// line, a workbook the sheets that are no tables, a database an application_id. `read`: what was read from the paths.
bool are_results(const core::Program& program, const std::vector<std::string>& paths, const files::Read& read,
                 const Io& io);

// Returns the status of a run that is refused, after a message where something lies at its output from before: it is
// not the result of this run. `path`: of a file or folder; empty: standard output.
int refused(int status, const std::string& path, const Io& io);

}  // namespace cepol::cli
