#include <csignal>

#include "interpreter/cli/run.hpp"

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is an error like a full disk, reported as one
  cepol::cli::Io io = cepol::cli::io_of_process();
  return cepol::cli::run({argv + 1, argv + argc}, io);
}
