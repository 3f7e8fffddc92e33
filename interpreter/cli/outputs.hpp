// Where a subcommand's results go, never in the place of what it reads.
#pragma once

#include <optional>

#include "interpreter/cli/arguments.hpp"
#include "interpreter/cli/load.hpp"
#include "interpreter/report/output.hpp"

namespace cepol::cli {

// Is one of `written` a file or folder that is read: a policy's own files, what it uses, notices, data? That is said.
bool replaces_input(const std::vector<std::string>& written, const std::vector<const Policy*>& policies,
                    const Arguments& arguments, const Io& io);
// A stream or, with --output, a file; nothing where that is one that is read.
std::optional<report::Output> open_output(const std::vector<const Policy*>& policies, const Arguments& arguments,
                                          const Io& io);

}  // namespace cepol::cli
