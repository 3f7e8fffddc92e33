// The tool, run within the test's process.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "interpreter/cli/commands.hpp"
#include "tests/support/files.hpp"

namespace cepol::test {

// The words of a command line: blanks divide them, except within " ".
inline std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words;
  std::string word;
  bool quoted = false, any = false;
  for (char c : line) {
    if (c == '"') {
      quoted = !quoted;
      any = true;
    } else if (c == ' ' && !quoted) {
      if (any) words.push_back(word);
      word.clear();
      any = false;
    } else {
      word += c;
      any = true;
    }
  }
  if (any) words.push_back(word);
  return words;
}

struct Ran {
  int status;
  std::string out, err;
};

inline Ran run_tool(const std::vector<std::string>& words, cli::Io io) {
  char *out = nullptr, *err = nullptr;
  std::size_t out_size = 0, err_size = 0;
  io.out = open_memstream(&out, &out_size);
  io.err = open_memstream(&err, &err_size);
  Ran ran{cli::run(words, io), {}, {}};
  std::fclose(io.out);
  std::fclose(io.err);
  ran.out.assign(out, out_size);
  ran.err.assign(err, err_size);
  std::free(out);
  std::free(err);
  return ran;
}

}  // namespace cepol::test
