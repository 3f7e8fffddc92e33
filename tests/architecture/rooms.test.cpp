// What is checked in the source text itself: which room includes which, by the list in CMakeLists.txt; which libraries
// and which parts of the system are used where; and that nothing knows one notice.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "tests/support/files.hpp"

namespace fs = std::filesystem;

namespace {

const fs::path root = CEPOL_ROOT;

std::vector<fs::path> sources_under(const std::string& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
    const std::string ending = entry.path().extension();
    if (ending == ".cpp" || ending == ".hpp" || ending == ".def") files.push_back(entry.path());
  }
  return files;
}

// "lang/base" -> what it may include, as room names.
std::map<std::string, std::set<std::string>> rooms() {
  std::map<std::string, std::set<std::string>> rooms;
  const std::string text = cepol::test::text_of(root / "CMakeLists.txt");
  const std::regex room(R"(cepol_room\(((?:lang|interpreter)/\w+)([^)]*)\))");
  for (std::sregex_iterator at(text.begin(), text.end(), room), end; at != end; ++at) {
    std::istringstream words((*at)[2]);
    std::string word, section;
    auto& allowed = rooms[(*at)[1]];
    while (words >> word) {
      if (word == "MAY_INCLUDE" || word == "LINK")
        section = word;
      else if (section == "MAY_INCLUDE")
        allowed.insert(word);
    }
  }
  return rooms;
}

std::vector<std::string> includes_of(const fs::path& file) {
  std::vector<std::string> includes;
  const std::string text = cepol::test::text_of(file);
  const std::regex include(R"(#include [<"]([^">]+)[">])");
  for (std::sregex_iterator at(text.begin(), text.end(), include), end; at != end; ++at) includes.push_back((*at)[1]);
  return includes;
}

// Without // comments; a // within a string is none.
std::string code_of(const fs::path& file) {
  std::istringstream lines(cepol::test::text_of(file));
  std::string code, line;
  while (std::getline(lines, line)) {
    bool quoted = false;
    std::size_t end = 0;
    for (; end < line.size(); ++end) {
      if (line[end] == '\\' && quoted)
        ++end;
      else if (line[end] == '"')
        quoted = !quoted;
      else if (!quoted && line.compare(end, 2, "//") == 0)
        break;
    }
    code += line.substr(0, end) + "\n";
  }
  return code;
}

}  // namespace

TEST_CASE("rooms include what CMakeLists.txt says they may, and no less") {
  const auto all = rooms();
  REQUIRE(all.size() >= 12);
  std::size_t seen = 0;
  for (const auto& [folder, allowed] : all) {
    const std::string own = folder.substr(folder.find('/') + 1);
    std::set<std::string> used;
    for (const fs::path& file : sources_under(folder)) {
      for (const std::string& include : includes_of(file)) {
        const std::size_t first = include.find('/'), second = include.find('/', first + 1);
        if (second == std::string::npos) continue;
        const std::string side = include.substr(0, first), room = include.substr(first + 1, second - first - 1);
        if (side != "lang" && side != "interpreter") continue;
        ++seen;
        INFO(fs::relative(file, root).string() << " includes " << include);
        CHECK((room == own || allowed.count(room) == 1));
        CHECK(all.count(side + "/" + room) == 1);
        CHECK_FALSE((folder.starts_with("lang/") && side == "interpreter"));
        used.insert(room);
      }
    }
    for (const std::string& room : allowed) {
      INFO(folder << " may include " << room << ", and does not: take it from its list in CMakeLists.txt");
      CHECK(used.count(room) == 1);
    }
  }
  CHECK(seen > 100);
}

TEST_CASE("within diff, only its report includes report and explain") {
  for (const auto& entry : fs::directory_iterator(root / "interpreter/diff")) {
    if (!entry.is_regular_file()) continue;
    INFO(entry.path());
    for (const std::string& include : includes_of(entry.path()))
      for (const char* room : {"interpreter/report/", "interpreter/explain/", "interpreter/diff/report/"})
        CHECK_FALSE(include.starts_with(room));
  }
}

TEST_CASE("every folder of lang and interpreter is a room") {
  const auto all = rooms();
  for (const char* side : {"lang", "interpreter"})
    for (const auto& entry : fs::directory_iterator(root / side)) {
      INFO(entry.path());
      if (entry.path() == root / "lang/editor") continue;          // what editors need beside the service: no C++
      if (entry.path() == root / "interpreter/cluster") continue;  // Python: it runs the tool on other machines
      CHECK(all.count(std::string(side) + "/" + entry.path().filename().string()) == 1);
    }
}

TEST_CASE("the grammar stays behind parse()") {
  // PEGTL costs many seconds of compilation wherever it is seen: in parse.cpp, and in the test that analyses the
  // grammar. rules.hpp is the part of the grammar that is not particular to it.
  const std::set<fs::path> may{root / "lang/syntax/parse.cpp", root / "tests/lang/syntax/analyze.test.cpp"};
  std::set<fs::path> grammar{root / "lang/syntax/rules.hpp"};
  for (const fs::path& file : sources_under("lang/syntax"))
    if (file.filename().string().starts_with("grammar")) grammar.insert(file);
  REQUIRE(grammar.size() > 1);
  for (const char* side : {"lang", "interpreter", "tests"})
    for (const fs::path& file : sources_under(side)) {
      if (grammar.count(file) == 1) continue;
      INFO(file);
      for (const std::string& include : includes_of(file)) {
        if (grammar.count(root / include) == 1) CHECK(may.count(file) == 1);
        if (include.starts_with("tao/")) CHECK(may.count(file) == 1);
      }
      if (file.extension() == ".hpp") CHECK(code_of(file).find("pegtl") == std::string::npos);
    }
}

TEST_CASE("lang reads no clock and draws no random number") {
  for (const fs::path& file : sources_under("lang")) {
    INFO(file);
    for (const std::string& include : includes_of(file))
      for (const char* header : {"ctime", "chrono", "random"}) CHECK((include != header || file.stem() == "date"));
  }
}

TEST_CASE("files, threads, the terminal and exceptions stay in the shell") {
  const std::set<std::string> headers{"filesystem", "fstream",    "iostream",          "thread",
                                      "future",     "stop_token", "condition_variable"};
  const std::regex words(R"((^|[^\w])(FILE|std::cout|std::cerr|throw|fopen|getenv)([^\w]|$))");
  for (const char* side : {"lang", "interpreter"})
    for (const fs::path& file : sources_under(side)) {
      const std::string path = fs::relative(file, root).generic_string();
      if (path.starts_with("interpreter/cli/") || path.starts_with("interpreter/workspace/disk_files.") ||
          path.starts_with("interpreter/web/instead/cli/"))  // the shell's files for pages
        continue;
      INFO(path);
      for (const std::string& include : includes_of(file)) {
        INFO(include);
        CHECK(headers.count(include) == 0);
      }
      const std::string code = code_of(file);
      std::smatch found;
      const bool uses = std::regex_search(code, found, words);
      INFO(found.str());
      CHECK_FALSE(uses);
    }
}

TEST_CASE("what a policy names is read through one door") {
  // The user names the policy, or a folder of policies: these files read it by its name.
  const std::set<std::string> named_by_user{"load.cpp", "locate.cpp", "locate.hpp", "versions.cpp"};
  const std::regex opens(R"((\.|->)\s*(open|open_resolved|read)\s*\()"), reads(R"(\bread_text\s*\()");
  for (const fs::path& file : sources_under("interpreter/workspace")) {
    const std::string name = file.filename().string(), code = code_of(file);
    INFO(name);
    if (file.stem() != "disk_files" && file.stem() != "overlay_files" && file.stem() != "named_files" &&
        name != "locate.cpp")
      CHECK_FALSE(std::regex_search(code, opens));
    if (!named_by_user.contains(name)) CHECK_FALSE(std::regex_search(code, reads));
  }
  // Below the command line no other room opens files, but for those of data.
  for (const fs::path& file : sources_under("interpreter")) {
    const std::string path = fs::relative(file, root).generic_string();
    if (path.starts_with("interpreter/cli/") || path.starts_with("interpreter/workspace/") ||
        path.starts_with("interpreter/files/"))
      continue;
    INFO(path);
    for (const std::string& include : includes_of(file)) CHECK(include != "interpreter/files/files.hpp");
  }
}

TEST_CASE("text leaves through one function, which alone makes escape sequences") {
  const std::regex writes(
      R"((^|[^\w])(fwrite|fputs|fputc|putc|putchar|puts|fprintf|vfprintf|printf|vprintf|dprintf|pwrite|writev|::write|fmt::print)\s*\()");
  const std::regex streams(R"((^|[^\w])io_?\.(out|err)([^\w]|$))");
  const std::set<std::string> may_name_streams{"interpreter/cli/io.cpp", "interpreter/cli/io.hpp",
                                               "interpreter/cli/outputs.cpp", "interpreter/cli/progress.cpp",
                                               "interpreter/cli/serve.cpp"};  // answers as they come
  for (const char* side : {"lang", "interpreter"})
    for (const fs::path& file : sources_under(side)) {
      const std::string path = fs::relative(file, root).generic_string();
      const std::string code = code_of(file);
      INFO(path);
      if (path == "interpreter/cli/text_stream.cpp") {
        CHECK(std::regex_search(code, writes));
        continue;
      }
      // A broken promise between stages, in builds with assertions; the process ends.
      if (path != "interpreter/engine/engine.cpp") CHECK_FALSE(std::regex_search(code, writes));
      CHECK(code.find("\\033") == std::string::npos);
      CHECK(code.find("\\x1b") == std::string::npos);
      CHECK(code.find("\\x1B") == std::string::npos);
      if (!may_name_streams.contains(path)) CHECK_FALSE(std::regex_search(code, streams));
      // Messages quote their arguments (lang/diagnostics/say.hpp); help is no message.
      if (path.starts_with("interpreter/cli/") && path != "interpreter/cli/run.cpp")
        CHECK(code.find("fmt::format(") == std::string::npos);
    }
}

TEST_CASE("a library that compiles slowly is included in one file of a room") {
  const std::map<std::string, std::set<std::string>> may{
      {"CLI/CLI.hpp", {"interpreter/cli/arguments.cpp"}},
      {"nlohmann/json.hpp",
       {"interpreter/report/row_explanation.cpp", "interpreter/diff/report/json.cpp", "interpreter/cli/receipt.cpp",
        "interpreter/cli/part_file.cpp",
        "interpreter/service/json.hpp"}}};  // requests are JSON: all of the room is about it
  for (const char* side : {"lang", "interpreter"})
    for (const fs::path& file : sources_under(side))
      for (const std::string& include : includes_of(file))
        if (const auto library = may.find(include); library != may.end()) {
          INFO(file << " includes " << include);
          CHECK(library->second.count(fs::relative(file, root).generic_string()) == 1);
        }
}

TEST_CASE("every header can be included twice") {
  for (const char* side : {"lang", "interpreter", "tests"})
    for (const fs::path& file : sources_under(side))
      if (file.extension() == ".hpp") {
        INFO(file);
        CHECK(code_of(file).find("#pragma once\n") != std::string::npos);
      }
}

TEST_CASE("headers are included before anything is declared") {  // what builds of several files at once would hide
  const std::regex header(R"(#include (<|"[^"]*\.hpp"))");
  for (const char* side : {"lang", "interpreter"})
    for (const fs::path& file : sources_under(side)) {
      std::istringstream lines(cepol::test::text_of(file));
      bool declares = false;
      for (std::string line; std::getline(lines, line);) {
        INFO(file << ": " << line);
        declares = declares || line.rfind("namespace", 0) == 0;
        CHECK_FALSE((declares && std::regex_search(line, header)));
      }
    }
}

TEST_CASE("nothing in lang, interpreter or stdlib knows one notice") {
  const std::vector<std::string> words{"公需", "专业科目", "评审",     "考核认定", "近三年",
                                       "包钢", "内蒙古",   "高级研修", "培训班",   "审验"};
  const std::regex numbers(R"((^|[^0-9A-Za-z_.])(170|130|2017|2018)(?![0-9A-Za-z_]))");
  // Messages may show a date as an example of how one is written.
  const std::regex example_dates(R"(2017(-05(-31)?|年5月31日|年)?)");
  // Help names the policy that ships with the tool as an example of a name.
  const std::regex example_name("nmg/2017");
  for (const char* side : {"lang", "interpreter"})
    for (const fs::path& file : sources_under(side)) {
      INFO(file);
      std::string code = code_of(file);
      for (const std::string& word : words) CHECK(code.find(word) == std::string::npos);
      if (file.extension() == ".def") code = std::regex_replace(code, example_dates, "");
      code = std::regex_replace(code, example_name, "");
      std::smatch found;
      const bool knows = std::regex_search(code, found, numbers);
      INFO(found.str());
      CHECK_FALSE(knows);
    }
  for (const auto& entry : fs::recursive_directory_iterator(root / "stdlib")) {
    if (!entry.is_regular_file()) continue;
    INFO(entry.path());
    const std::string text = cepol::test::text_of(entry.path());
    for (const char* word : {"内蒙古", "包钢", "170", "130", "nmg"}) CHECK(text.find(word) == std::string::npos);
  }
}

TEST_CASE("a file is short enough to be read at once") {
  constexpr std::ptrdiff_t most_lines = 400;
  for (const char* side : {"lang", "interpreter"})
    for (const fs::path& file : sources_under(side)) {
      if (file.extension() == ".def") continue;  // lists
      const std::string text = cepol::test::text_of(file);
      INFO(file);
      CHECK(std::count(text.begin(), text.end(), '\n') <= most_lines);
    }
}
