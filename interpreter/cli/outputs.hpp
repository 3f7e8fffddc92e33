// Opens the output of a subcommand; refuses an output that would replace a file that the subcommand reads, or join its
// data.
#pragma once

#include "interpreter/cli/io.hpp"
#include "interpreter/cli/output.hpp"

namespace cepol::cli {

// Would the output at `path` (empty: standard output) replace what was read, or be put among the data? If so, prints
// that. Called when everything is read and before the work is done; Output asks again. `within`: the files that are
// written where `path` is a folder of them.
bool replaces_input(const std::string& path, const Io& io, const std::vector<std::string>& within = {});
// Standard output. On a terminal text for people has its styles, and what is exact elsewhere is text for people.
Output printed(const Io& io, TextKind kind);
// The file at `path`; empty: standard output.
Output output_to(const std::string& path, const Io& io, TextKind kind);

}  // namespace cepol::cli
