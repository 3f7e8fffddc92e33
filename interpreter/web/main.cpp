// What the module gives to its host: command lines and the language service. Files are those of the host's WASI; the
// standard library lies in stdlib, policies that come with cepol in policies.
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "interpreter/cli/commands.hpp"
#include "interpreter/service/service.hpp"
#include "interpreter/workspace/disk_files.hpp"

namespace cepol {

namespace {

Language language_of(std::string_view name) { return name == "zh" ? Language::zh : Language::en; }

const workspace::Workspace& shipped() {
  static const workspace::Workspace all{workspace::disk_files(), "stdlib", {"policies"}};
  return all;
}

std::unique_ptr<service::Service> the_service;
std::vector<std::string> messages;  // of its last step

}  // namespace

}  // namespace cepol

#define CEPOL_EXPORT(name) extern "C" __attribute__((export_name(name)))

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
  io.language = cepol::language_of(all[1]);
  io.policy_decides = all[2] == "policy";
  io.progress = all[3] == "progress";
  io.library = cepol::shipped().library;
  io.policies = cepol::shipped().policies;
  const int status = cepol::cli::run({all.begin() + settings, all.end()}, io);
  std::fflush(nullptr);
  return status;
}

// The language service: open once; then receive() a message, and step() until it gives 0 and idle() is 1.
CEPOL_EXPORT("service_open") void cepol_service_open(const char* language, std::size_t size) {
  cepol::the_service =
      std::make_unique<cepol::service::Service>(cepol::shipped(), cepol::language_of({language, size}));
}
CEPOL_EXPORT("service_receive") void cepol_service_receive(const char* message, std::size_t size) {
  cepol::the_service->receive({message, size});
}
CEPOL_EXPORT("service_idle") int cepol_service_idle() { return cepol::the_service->idle() ? 1 : 0; }
CEPOL_EXPORT("service_step") std::size_t cepol_service_step() {
  cepol::messages = cepol::the_service->step();
  return cepol::messages.size();
}
CEPOL_EXPORT("service_message") const char* cepol_service_message(std::size_t index) {
  return cepol::messages[index].data();
}
CEPOL_EXPORT("service_message_size") std::size_t cepol_service_message_size(std::size_t index) {
  return cepol::messages[index].size();
}
