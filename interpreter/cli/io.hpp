// The world, as the subcommands see it: streams, terminal, language, folders. Tests make their own.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "lang/diagnostics/diagnostic.hpp"

namespace cepol::cli {

enum ExitStatus : int { done = 0, found = 1, bad_input = 2 };

struct Io {
  std::FILE* out = stdout;  // results
  std::FILE* err = stderr;  // messages
  bool out_is_terminal = false, err_is_terminal = false;
  std::size_t width = 0;    // of the terminal; 0: none
  bool colour = true;       // unless NO_COLOR; only ever used on a terminal
  Language language = Language::zh;
  std::vector<std::string> libraries;  // where `use` looks first: folders like stdlib/
  std::vector<std::string> policies;   // where a policy's short name looks: folders like policies/

  bool english() const { return language == Language::en; }
  // One of the two by the language of messages.
  std::string_view operator()(std::string_view zh, std::string_view en) const { return english() ? en : zh; }
  void say(std::string_view message) const;  // a line on `err`
};

Io io_of_process();
// The first that is set of LC_ALL, LC_MESSAGES, LANG: English for en*, else Chinese; none set, C or POSIX: Chinese.
Language language_of(const char* (*variable)(const char* name));

}  // namespace cepol::cli
