// What every module gives to its host: command lines. Files are those of the host's WASI.
#include <cstdlib>
#include <string>
#include <vector>

#include "interpreter/cli/commands.hpp"
#include "interpreter/web/door.hpp"

CEPOL_EXPORT("allocate") char* cepol_allocate(std::size_t size) { return static_cast<char*>(std::malloc(size)); }
CEPOL_EXPORT("release") void cepol_release(char* space) { std::free(space); }

// Runs one command line and returns its exit status. `words`, each followed by a NUL: today's date, the language of
// messages, "policy" where an English policy is told in English, "progress" where it is shown, then what is typed after
// the name of the program.
CEPOL_EXPORT("run") int cepol_run(const char* words, std::size_t size) {
  std::vector<std::string> all;
  for (std::size_t at = 0; at < size; at += all.back().size() + 1) all.emplace_back(words + at);
  constexpr std::size_t settings = 4;
  if (all.size() < settings) return cepol::cli::bad_usage;
  cepol::cli::Io io;
  io.today = all[0];
  io.language = cepol::web::language_of(all[1]);
  io.policy_decides = all[2] == "policy";
  io.progress = all[3] == "progress";
  io.library = cepol::web::shipped().library;
  io.policies = cepol::web::shipped().policies;
  const int status = cepol::cli::run({all.begin() + settings, all.end()}, io);
  std::fflush(nullptr);
  return status;
}
