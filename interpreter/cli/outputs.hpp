// Where a subcommand's results go, never in the place of what it reads.
#pragma once

#include "interpreter/cli/arguments.hpp"
#include "interpreter/cli/load.hpp"
#include "interpreter/report/output.hpp"

namespace cepol::cli {

// Would --output take the place of what is read: a policy's own files, what it uses, notices, data? That is said.
// `also`: what is written beside it. Asked before the work is done.
bool replaces_input(const std::vector<const Policy*>& policies, const Arguments& arguments, const Io& io,
                    const std::vector<std::string>& also = {});
// The file of --output, else the stream.
report::Output output_of(const Arguments& arguments, const Io& io);

}  // namespace cepol::cli
