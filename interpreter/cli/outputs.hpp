// Opens the output of a subcommand; refuses an output that would replace a file that the subcommand reads.
#pragma once

#include "interpreter/cli/load.hpp"
#include "interpreter/cli/output.hpp"

namespace cepol::cli {

// Would the output at `path` (empty: standard output) replace a file that was read: a policy's own files, modules,
// notices, data? If so, prints that. Called before the work is done. `data`: the data as named by the user.
// `also`: further files that are written.
bool replaces_input(const std::vector<const Policy*>& policies, const std::string& path,
                    const std::vector<std::string>& data, const Io& io, const std::vector<std::string>& also = {});
// Standard output. On a terminal text for people has its styles, and what is exact elsewhere is text for people.
Output printed(const Io& io, TextKind kind);
// The file at `path`; empty: standard output.
Output output_to(const std::string& path, const Io& io, TextKind kind);

}  // namespace cepol::cli
