// Splits a command line into a subcommand, its options and the other words, and stores the options' values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/cli/command.hpp"

namespace cepol::cli {

// The data of a subcommand that the parser needs.
struct CommandSyntax {
  std::string name;
  std::vector<Option> options;
};

// A command line taken apart; combinations of options and their values are not checked yet. The values of the
// subcommand's own options are stored where its Options point to.
struct CommandLine {
  std::string command;              // empty: none
  std::vector<std::string> values;  // the words that are no option and no option's value
  std::optional<std::string> language, memory;
  bool help = false, version = false, show_ids = false;
  std::string foreign_option;  // one that only other subcommands take; empty: none
};
struct CommandLineError {
  enum class Kind : std::uint8_t { unknown_option, value_missing, unexpected_value } kind;
  std::string word;
};
// `typed`: without the program's name. What was understood is in `line` also when there is an error.
std::optional<CommandLineError> parse_command_line(const std::vector<std::string>& typed,
                                                   const std::vector<CommandSyntax>& commands, CommandLine& line);

}  // namespace cepol::cli
