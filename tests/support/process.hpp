// A program as a process, with the memory that it took at most.
#pragma once

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/files.hpp"

namespace cepol::test {

struct Measured {
  int status = -1;
  std::string out, err;
  std::size_t megabytes = 0;  // resident, at most
};

inline Measured run_process(const std::vector<std::string>& words) {
  const std::string base =
      (std::filesystem::temp_directory_path() / ("cepol-run-" + std::to_string(::getpid()))).string();
  const std::string out = base + ".out", err = base + ".err";
  const pid_t child = ::fork();
  if (child == 0) {
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const int to_out = ::open(out.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600),
              to_err = ::open(err.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600);
    // The address sanitizer holds back what was freed, 256 MB of it unless told otherwise.
    ::setenv("ASAN_OPTIONS", "quarantine_size_mb=1", 0);
    ::dup2(to_out, STDOUT_FILENO);
    ::dup2(to_err, STDERR_FILENO);
    ::execv(arguments.front(), arguments.data());
    ::_exit(127);
  }
  Measured measured;
  int status = 0;
  rusage usage{};
  if (child > 0 && ::wait4(child, &status, 0, &usage) == child) {
    measured.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    measured.megabytes = static_cast<std::size_t>(usage.ru_maxrss) / 1024;
    measured.out = text_of(out);
    measured.err = text_of(err);
  }
  std::filesystem::remove(out);
  std::filesystem::remove(err);
  return measured;
}

}  // namespace cepol::test
