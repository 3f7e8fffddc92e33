// The commands of the clerk's page.
#include "interpreter/cli/commands.hpp"

namespace cepol::cli {

const std::vector<const Command*>& commands() {
  static const std::vector<const Command*> all{&eval_command, &explain_command, &letter_command, &tables_command,
                                               &data_command};
  return all;
}

}  // namespace cepol::cli
