// Detects terminals, language and folders from the environment of the process.
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>

#include "interpreter/cli/io.hpp"

namespace cepol::cli {

namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

std::string today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  char text[16];
  if (::localtime_r(&now, &local) == nullptr || std::strftime(text, sizeof text, "%Y-%m-%d", &local) == 0) return {};
  return text;
}

}  // namespace

Io process_io() {
  Io io;
  const bool colours = environment("NO_COLOR").empty();
  if (::isatty(STDOUT_FILENO) != 0) {
    winsize size{};
    io.width = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
    io.colour_out = colours;
  }
  io.progress = ::isatty(STDERR_FILENO) != 0;
  io.colour_err = colours && io.progress;
  // Chinese in a Chinese locale; English in any other, C and none among them.
  io.language = Language::en;
  io.policy_decides = true;
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::string_view value = environment(name);
    if (value.empty()) continue;
    if (value.starts_with("zh")) io.language = Language::zh;
    break;
  }
  const std::string_view library = environment("CEPOL_STDLIB");
  if (!library.empty())
    io.library = library;
  else if (std::filesystem::is_directory(CEPOL_SOURCE_DIR "/stdlib"))
    io.library = CEPOL_SOURCE_DIR "/stdlib";
  else
    io.library = CEPOL_DATA_DIR "/stdlib";
  io.today = today();
  io.policies = {"policies", CEPOL_SOURCE_DIR "/policies", CEPOL_DATA_DIR "/policies"};
  return io;
}

}  // namespace cepol::cli
