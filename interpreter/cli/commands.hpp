// The subcommands, a file each.
#pragma once

#include "interpreter/cli/arguments.hpp"
#include "interpreter/cli/io.hpp"

namespace cepol::cli {

int run_eval(const Arguments& arguments, const Io& io);
int run_explain(const Arguments& arguments, const Io& io);
int run_check(const Arguments& arguments, const Io& io);
int run_test(const Arguments& arguments, const Io& io);

// Reads the command line and runs the subcommand: what main() does.
int run(int count, const char* const* words, Io io);

}  // namespace cepol::cli
