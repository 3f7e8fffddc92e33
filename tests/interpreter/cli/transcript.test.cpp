// Sessions as files: tests/interpreter/cli/golden/<case>/session.txt holds commands and what they print. A line `$
// cepol …` is run in a copy of the case's folder; standard output follows as it is, messages with `! ` before each
// line, then `[status]` unless it is 0. A line `#: …` is a comment. Before `cepol` may stand width=80 (a terminal),
// colour=1, lang=en. `$ cat FILE`, `$ grep TEXT FILE` and `$ ls FOLDER` look at what was written. CEPOL_UPDATE_GOLDEN=1
// writes what came out into the file, to be read in review.
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

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

}  // namespace

TEST_CASE("sessions") {
  const fs::path golden = fs::path(CEPOL_ROOT) / "tests/interpreter/cli/golden";
  std::vector<fs::path> cases;
  for (const auto& entry : fs::directory_iterator(golden)) cases.push_back(entry.path());
  std::sort(cases.begin(), cases.end());
  REQUIRE(cases.size() >= 4);
  const fs::path home = fs::current_path();
  for (const fs::path& one : cases) {
    const fs::path work = fs::temp_directory_path() / ("cepol-session-" + std::to_string(::getpid()));
    fs::remove_all(work);
    fs::copy(one, work, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
    fs::current_path(work);
    const std::string expected = test::text_of("session.txt");
    const std::string actual = run_session(expected);
    fs::current_path(home);
    fs::remove_all(work);
    INFO(one.filename().string());
    if (std::getenv("CEPOL_UPDATE_GOLDEN") != nullptr)
      std::ofstream(one / "session.txt", std::ios::binary) << actual;
    else
      CHECK(actual == expected);
  }
}
