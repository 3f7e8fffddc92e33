// Golden sessions: tests/interpreter/cli/golden/<session>/session.txt holds commands and what they print; each is a
// test "session <session>". A line `$ cepol …` is run in a copy of the session's folder; standard output follows as it
// is, messages with `! ` before each line, then `[status]` unless it is 0. A line `#: …` is a comment. Before `cepol`
// may come width=80 (a terminal), colour=1, lang=en. `$ cat FILE`, `$ grep TEXT FILE` and `$ ls FOLDER` read what was
// written. A difference is printed line by line; CEPOL_UPDATE_GOLDEN=1 writes the output into the file, to be read in
// review.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "tests/support/folders.hpp"
#include "tests/support/line_diff.hpp"
#include "tests/support/tool.hpp"

using namespace cepol;
namespace fs = std::filesystem;

namespace {

std::string marked(const std::string& messages) {
  std::string text;
  std::istringstream lines(messages);
  for (std::string line; std::getline(lines, line);) text += line.empty() ? "!\n" : "! " + line + "\n";
  return text;
}

std::string ended(std::string text) {
  if (!text.empty() && text.back() != '\n') text += "\n(no line end)\n";
  return text;
}

std::string run_command(const std::string& line) {
  std::vector<std::string> words = test::words_of(line);
  if (words.front() == "cat") return ended(test::text_of(words.at(1)));
  if (words.front() == "grep") {
    std::istringstream lines(test::text_of(words.back()));
    const std::string wanted = line.substr(5, line.rfind(' ') - 5);
    std::string text;
    for (std::string one; std::getline(lines, one);)
      if (one.find(wanted) != std::string::npos) text += one + "\n";
    return text;
  }
  if (words.front() == "ls") {
    std::vector<std::string> names;
    if (fs::is_directory(words.at(1)))
      for (const auto& entry : fs::directory_iterator(words[1])) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    std::string text;
    for (const std::string& name : names) text += name + "\n";
    return text;
  }
  cli::Io io;
  io.library = "library";
  io.today = "2030-10-15";
  io.policies = {"policies", CEPOL_ROOT "/policies"};
  while (words.front() != "cepol") {
    const std::string word = words.front();
    words.erase(words.begin());
    if (word.starts_with("width=")) io.width = static_cast<std::size_t>(std::stoi(word.substr(6)));
    if (word == "colour=1") io.colour_out = io.colour_err = true;
    if (word == "lang=en") io.language = Language::en;
  }
  words.erase(words.begin());
  const auto [status, out, err] = test::run_tool(words, io);
  std::string text = ended(out) + marked(err);
  for (std::size_t at = text.find(CEPOL_ROOT); at != std::string::npos; at = text.find(CEPOL_ROOT))
    text.replace(at, std::string(CEPOL_ROOT).size(), "ROOT");
  if (status != 0) text += "[" + std::to_string(status) + "]\n";
  return text;
}

std::string run_session(const std::string& session) {
  std::string result;
  std::istringstream lines(session);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("#: ")) result += line + "\n";
    if (!line.starts_with("$ ")) continue;
    result += line + "\n" + run_command(line.substr(2)) + "\n";
  }
  return result;
}

void run_golden(const std::string& name) {
  const fs::path original = fs::path(CEPOL_ROOT) / "tests/interpreter/cli/golden" / name;
  const test::CopiedFolder copy(original);
  const std::string expected = test::text_of(original / "session.txt");
  std::string actual;
  {
    const test::WorkingFolder work(copy.path());
    actual = run_session(expected);
  }
  if (std::getenv("CEPOL_UPDATE_GOLDEN") != nullptr) {
    test::write(original / "session.txt", actual);
  } else if (actual != expected) {
    const std::string difference = test::unified_diff(expected, actual);
    std::cout << name << "/session.txt (-) is not what the commands print (+)\n"  // Catch would wrap lines
              << (difference.empty() ? "the same lines, another line end\n" : difference);
    FAIL("the session differs, see above");
  }
}

}  // namespace

// golden_sessions.inc has a line `SESSION("name")` for each folder; CMake writes it.
#define SESSION(name) \
  TEST_CASE("session " name) { run_golden(name); }
#include "golden_sessions.inc"
