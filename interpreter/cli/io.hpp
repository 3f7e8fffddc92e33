// The environment of a subcommand: its output streams, the terminal, the language of messages, the folders of
// policies. Tests pass streams of their own.
#pragma once

#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "interpreter/cli/text_stream.hpp"
#include "interpreter/workspace/disk_files.hpp"
#include "interpreter/workspace/workspace.hpp"
#include "lang/diagnostics/diagnostic.hpp"
#include "lang/diagnostics/say.hpp"

namespace cepol::cli {

class ReadFiles;

// The passwords of the databases that were typed, by address (files::connection_of).
using Passwords = std::map<std::string, std::string>;

struct Io {
  std::FILE* in = stdin;  // of `cepol serve` alone
  std::FILE* out = stdout;
  std::FILE* err = stderr;
  std::size_t width = 0;  // of the terminal that `out` is; 0: it is none
  bool colour_out = false, colour_err = false;
  Language language = Language::zh;  // of messages
  bool policy_decides = false;       // without --lang a policy of `language en` is told in English
  bool show_ids = false;             // --show-ids: ID numbers are shown to people as they are
  // What the data say to be ID numbers, beside what looks like one; of each run.
  std::shared_ptr<IdWords> id_words = std::make_shared<IdWords>();
  bool progress = false;              // `err` is a terminal: long work shows its progress
  std::string today;                  // 2017-05-20; empty: not known
  std::string library;                // the folder of the standard library
  std::vector<std::string> policies;  // folders searched for a policy's short name (nmg/2017)
  const files::Files* files = &workspace::disk_files();
  const Passwords* passwords = nullptr;  // run() sets it
  const ReadFiles* read = nullptr;       // what was read through `files`, which outputs may not replace; run() sets it

  std::string_view say(std::string_view zh, std::string_view en) const {
    return say_in(language == Language::en, zh, en);
  }
  // With arguments; both wordings are checked against them when the message is compiled (lang/diagnostics/say.hpp).
  template <class First, class... Rest>
  std::string say(fmt::format_string<First, Rest...> zh, fmt::format_string<First, Rest...> en, First&& first,
                  Rest&&... rest) const {
    return say_in(language == Language::en, zh, en, std::forward<First>(first), std::forward<Rest>(rest)...);
  }
  // A system error message in the language of messages.
  std::string system_words(const std::string& english) const;
  void message(const StyledText& text) const {
    print(err, show_ids ? text : without_ids(text, *id_words), colour_err ? TextKind::terminal : TextKind::people);
  }
  // A list in a message: the first few names, and how many there are in all where these are not all.
  std::string listed(const std::vector<std::string>& names, std::size_t most = 20) const;
  int not_written(const std::string& english) const;  // prints why the result was not written; returns the exit status
};

inline workspace::Workspace workspace_of(const Io& io) { return {*io.files, io.library, io.policies}; }

// Exit statuses.
constexpr int done = 0, found_something = 1, bad_usage = 2;

// Of this process: terminals, NO_COLOR, LC_ALL / LC_MESSAGES / LANG, the library's folder.
Io process_io();

}  // namespace cepol::cli
