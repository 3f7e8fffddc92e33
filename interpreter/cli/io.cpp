#include "interpreter/cli/io.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

namespace cepol::cli {

namespace {

const char* variable(const char* name) { return std::getenv(name); }  // NOLINT(concurrency-mt-unsafe): before any thread

std::size_t terminal_width() {
  if (const char* columns = variable("COLUMNS"); columns != nullptr && std::atoi(columns) > 0) return static_cast<std::size_t>(std::atoi(columns));
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

}  // namespace

void Io::say(std::string_view message) const {
  std::fwrite(message.data(), 1, message.size(), err);
  std::fputc('\n', err);
}

Language language_of(const char* (*get)(const char*)) {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = get(name);
    if (value == nullptr || *value == '\0') continue;
    return std::string_view(value).starts_with("en") ? Language::en : Language::zh;
  }
  return Language::zh;
}

Io io_of_process() {
  Io io;
  io.out_is_terminal = ::isatty(STDOUT_FILENO) != 0;
  io.err_is_terminal = ::isatty(STDERR_FILENO) != 0;
  if (io.out_is_terminal) io.width = terminal_width();
  const char* no_colour = variable("NO_COLOR");
  io.colour = no_colour == nullptr || *no_colour == '\0';
  io.language = language_of(variable);
  if (const char* folder = variable("CEPOL_STDLIB"); folder != nullptr && *folder != '\0')
    io.libraries = {folder};
  else
    io.libraries = {CEPOL_SOURCE_DIR "/stdlib", CEPOL_DATA_DIR "/stdlib"};
  io.policies = {"policies", CEPOL_SOURCE_DIR "/policies", CEPOL_DATA_DIR "/policies"};
  return io;
}

}  // namespace cepol::cli
