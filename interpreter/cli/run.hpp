// The tool: arguments and a world in, an exit status out.
#pragma once

#include <string>
#include <vector>

#include "interpreter/cli/arguments.hpp"
#include "interpreter/cli/io.hpp"

namespace cepol::cli {

// `typed`: without the program's name.
int run(const std::vector<std::string>& typed, Io& io);

// The subcommands, a file each.
int run_eval(const Arguments& arguments, Io& io);
int run_explain(const Arguments& arguments, Io& io);
int run_check(const Arguments& arguments, Io& io);
int run_test(const Arguments& arguments, Io& io);

}  // namespace cepol::cli
