// main(): calls the entry point of the tool (commands.hpp) with the arguments of the process.
#include <csignal>

#include "interpreter/cli/commands.hpp"

int main(int count, char** words) {
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is an error, reported like a full disk
  return cepol::cli::run({words + (count > 0 ? 1 : 0), words + count}, cepol::cli::process_io());
}
