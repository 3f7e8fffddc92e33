// All subcommands.
#include "interpreter/cli/commands.hpp"

namespace cepol::cli {

const std::vector<const Command*>& commands() {
  static const std::vector<const Command*> all{
#define COMMAND(name) &name##_command,
#include "interpreter/cli/commands.def"
#undef COMMAND
  };
  return all;
}

}  // namespace cepol::cli
