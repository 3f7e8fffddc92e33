// main(): calls the entry point of the tool (commands.hpp) with the arguments of the process.
#include <csignal>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/removal.hpp"

int main(int count, char** words) {
  // A closed pipe and a file beyond the allowed size are errors, reported like a full disk.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  cepol::cli::remove_on_signals();
  return cepol::cli::run({words + (count > 0 ? 1 : 0), words + count}, cepol::cli::process_io());
}
