// The list of subcommands, and the entry point of the tool.
#pragma once

#include <string>
#include <vector>

#include "interpreter/cli/command.hpp"

namespace cepol::cli {

#define COMMAND(name) extern const Command name##_command;
#include "interpreter/cli/commands.def"
#undef COMMAND

// All of them, in the order of `cepol --help`. A program may have fewer and defines this itself: of what no command
// calls, nothing is linked.
const std::vector<const Command*>& commands();

// Runs a command line and returns the exit status. `typed`: its words, without the name of the program.
int run(const std::vector<std::string>& typed, Io io);

}  // namespace cepol::cli
