// main(): calls the entry point of the tool (commands.hpp) with the arguments of the process. `cepol cluster` is a
// program of Python, which runs the tool on other machines.
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/removal.hpp"

namespace {

// Does not return, unless there is no Python.
int run_cluster(int count, char** words) {
  std::string program = CEPOL_SOURCE_DIR "/interpreter/cluster/cepol_cluster.py", python = "/usr/bin/python3",
              isolated = "-B";
  std::error_code error;
  if (!std::filesystem::exists(program, error)) program = CEPOL_DATA_DIR "/cluster/cepol_cluster.py";
  // Workers have it under the same path, unless another is named.
  if (const auto here = std::filesystem::read_symlink("/proc/self/exe", error); !error)
    ::setenv("CEPOL", here.c_str(), 0);
  std::vector<char*> passed{python.data(), isolated.data(), program.data()};
  for (int i = 2; i < count; ++i) passed.push_back(words[i]);
  passed.push_back(nullptr);
  ::execv(python.c_str(), passed.data());
  std::perror(python.c_str());
  return cepol::cli::bad_usage;
}

}  // namespace

int main(int count, char** words) {
  if (count > 1 && std::string_view(words[1]) == "cluster") return run_cluster(count, words);
  // A closed pipe and a file beyond the allowed size are errors, reported like a full disk.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  cepol::cli::remove_on_signals();
  return cepol::cli::run({words + (count > 0 ? 1 : 0), words + count}, cepol::cli::process_io());
}
