// cepol new, for the notices that lie beside the policies: what it writes checks and names every clause once.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "lang/notice/notice.hpp"
#include "tests/support/tool.hpp"

using namespace cepol;
namespace fs = std::filesystem;

namespace {

struct Folder {
  fs::path path = fs::temp_directory_path() / ("cepol-new-" + std::to_string(::getpid()));
  Folder() {
    fs::remove_all(path);
    fs::create_directories(path);
  }
  ~Folder() { fs::remove_all(path); }
};

std::vector<fs::path> notices() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::recursive_directory_iterator(CEPOL_ROOT "/policies")) {
    const fs::path& file = entry.path();
    if (file.extension() == ".txt" && fs::exists(fs::path(file).replace_extension(".cepol"))) found.push_back(file);
  }
  return found;
}

cli::Io io_in(Language language) {
  cli::Io io;
  io.library = CEPOL_ROOT "/stdlib";
  io.language = language;
  return io;
}

std::size_t lines_with(const std::string& text, const std::string& first_word) {
  std::size_t count = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string sign, word;
    if (words >> sign >> word && sign == "##" && word == first_word) ++count;
  }
  return count;
}

// As the author leaves it who takes every form as it is: one # off each line, the gaps for dates filled in.
std::string taken_up(const std::string& draft) {
  std::string text;
  std::istringstream lines(draft);
  for (std::string line; std::getline(lines, line);) {
    if (const std::size_t at = line.find_first_not_of(' '); at != std::string::npos && line[at] == '#')
      line.erase(at, 1);
    for (const auto& [gap, filled] :
         {std::pair<std::string, std::string>{"____年__月__日", "2026年1月2日"}, {"____-__-__", "2026-01-02"}})
      for (std::size_t at = line.find(gap); at != std::string::npos; at = line.find(gap))
        line.replace(at, gap.size(), filled);
    text += line + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("a draft of every notice checks and names every clause once") {
  const std::vector<fs::path> all = notices();
  REQUIRE(all.size() >= 10);
  for (const fs::path& notice : all)
    for (Language language : {Language::zh, Language::en}) {
      INFO(notice);
      const Folder folder;
      const std::string file = (folder.path / "draft.cepol").string();
      fs::copy_file(notice, folder.path / notice.filename());
      const cli::Io io = io_in(language);
      const test::Ran made = test::run_tool(
          {"new", "A \"title\"", "--notice", (folder.path / notice.filename()).string(), "-o", file}, io);
      CHECK(made.status == 0);
      const test::Ran checked = test::run_tool({"check", file}, io);
      // No error, and no warning but of days that the notice itself gets wrong.
      for (std::size_t at = checked.err.find(" W"); at != std::string::npos; at = checked.err.find(" W", at + 1))
        if (checked.err[at + 2] == '0') CHECK(checked.err.compare(at + 1, 5, "W0509") == 0);
      CHECK(checked.out.find(language == Language::zh ? "错误 0 处" : ": 0 errors") != std::string::npos);
      CHECK(checked.status == 1);  // the clauses are open
      const std::string text = test::text_of(file);
      const notice::Notice read = notice::read({"", test::text_of(notice)});
      const auto& clauses = read.clauses;
      for (const notice::Clause& clause : clauses) {
        const bool before_all = clause.path == "前言" && language == Language::en;
        CHECK(lines_with(text, "§" + (before_all ? "preamble" : clause.path)) == 1);
      }
      std::size_t open = 0;  // titles are not
      for (std::size_t i = 0; i < clauses.size(); ++i) open += notice::is_title(read, i) ? 0 : 1;
      const std::string count = std::to_string(open);
      CHECK(checked.out.find(language == Language::zh ? "遗漏 " + count + " 条：" : count + " left over: ") !=
            std::string::npos);
    }
}

TEST_CASE("the forms of a draft check and their examples pass") {
  for (Language language : {Language::zh, Language::en}) {
    const Folder folder;
    const std::string notice = (folder.path / "a.txt").string(), file = (folder.path / "a.cepol").string();
    std::ofstream(notice) << "一、甲。\n二、乙。\n";
    const cli::Io io = io_in(language);
    std::ofstream(file) << taken_up(test::run_tool({"new", "A", "--notice", notice}, io).out);
    const test::Ran checked = test::run_tool({"check", file}, io), tested = test::run_tool({"test", file}, io);
    INFO(checked.err << checked.out << tested.err << tested.out);
    CHECK(checked.err.empty());
    CHECK(tested.status == 0);
  }
}

TEST_CASE("a title is not too long") {
  const Folder folder;
  const std::string notice = (folder.path / "a.txt").string();
  std::ofstream(notice) << "一、甲。\n";
  std::string title;
  for (int i = 0; i < 200; ++i) title += "字";
  const cli::Io io = io_in(Language::zh);
  CHECK(test::run_tool({"new", title, "--notice", notice}, io).status == 0);
  const test::Ran over = test::run_tool({"new", title + "字", "--notice", notice}, io);
  CHECK(over.status == 2);
  CHECK(over.out.empty());
  CHECK(over.err.find("标题有 201 个字，最多 200 个") != std::string::npos);
  CHECK(test::run_tool({"new", "a\xFF", "--notice", notice}, io).err.find("标题第 1 个字节处不是 UTF-8") !=
        std::string::npos);
}
