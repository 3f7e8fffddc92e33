// The tool as a process: what only a real one shows.
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "tests/support/files.hpp"

#ifdef CEPOL_BINARY

namespace {

struct Ran {
  int status;
  std::string out;  // and messages
};

Ran shell(const std::string& command) {
  Ran ran{-1, {}};
  std::FILE* pipe = ::popen(("exec 2>&1; LC_ALL=zh_CN.UTF-8; export LC_ALL; " + command).c_str(), "r");
  REQUIRE(pipe != nullptr);
  char buffer[4096];
  for (std::size_t got = 0; (got = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) ran.out.append(buffer, got);
  const int status = ::pclose(pipe);
  ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return ran;
}

const std::string tool = CEPOL_BINARY, course = CEPOL_ROOT "/tests/interpreter/cli/golden/course/course",
                  course_data = CEPOL_ROOT "/tests/interpreter/cli/golden/course/data";

}  // namespace

TEST_CASE("a full disk is an error") {
  for (const std::string format : {"table", "csv", "json", "ndjson"}) {
    const Ran ran = shell(tool + " eval " + course + " " + course_data + " --format " + format + " >/dev/full");
    INFO(format << ": " << ran.out);
    CHECK(ran.status == 2);
    CHECK(ran.out.find("磁盘已满") != std::string::npos);
  }
  CHECK(shell(tool + " eval " + course + " " + course_data + " --format json -o /dev/full").status == 2);
  CHECK(std::filesystem::is_character_file("/dev/full"));
  CHECK(shell(tool + " check " + course + " >/dev/full").status == 2);
  CHECK(shell(tool + " explain " + course + " " + course_data + " M1 >/dev/full").status == 2);
  CHECK(shell(tool + " --help >/dev/full").status == 2);
}

TEST_CASE("a write that is cut short is an error and leaves no half-written file") {
  namespace fs = std::filesystem;
  const fs::path folder = fs::temp_directory_path() / ("cepol-short-write-" + std::to_string(::getpid()));
  fs::remove_all(folder);
  fs::create_directories(folder / "data");
  fs::create_directories(folder / "old");
  std::string policy =
      "policy x/y \"t\" { language en }\nrecord person key id { id: text; n: number }\n"
      "decision z for person: q | w { q when n > 0; w otherwise }\nresults person { id, z }\n";
  for (int i = 0; i < 200; ++i) policy += "unit  hours" + std::to_string(i) + "\n";  // two blanks, for fmt
  std::ofstream(folder / "p.cepol") << policy;
  std::ofstream rows(folder / "data" / "person.csv");
  rows << "id,n\n";
  for (int i = 0; i < 500; ++i) rows << "A" << i << ",3\n";
  rows.close();
  std::ofstream(folder / "old" / "person.csv") << "before";
  std::ofstream(folder / "old.json") << "before";
  // Two blocks: every output is longer, so that a part of it is written. Data on standard output are cut where the
  // shell put them; that is told too.
  const std::string limited = "cd " + folder.string() + "; ulimit -f 2; " + tool + " ";
  for (const std::string command :
       {"eval p.cepol data -o new.json", "eval p.cepol data -o new.ndjson", "eval p.cepol data -o new",
        "eval p.cepol data -o old", "eval p.cepol data -o old.json", "doc p.cepol -o new.html", "fmt p.cepol",
        "show p.cepol -o new.cepol", "eval p.cepol data --format csv >shell.csv"}) {
    const Ran ran = shell(limited + command);
    INFO(command << ": " << ran.out);
    CHECK(ran.status == 2);
    CHECK(ran.out.find("File too large") != std::string::npos);
  }
  fs::remove(folder / "shell.csv");
  std::set<std::string> left;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    left.insert(fs::relative(entry.path(), folder).string());
  CHECK(left == std::set<std::string>{"data", "data/person.csv", "old", "old/person.csv", "old.json", "p.cepol"});
  CHECK(cepol::test::text_of(folder / "old" / "person.csv") == "before");
  CHECK(cepol::test::text_of(folder / "old.json") == "before");
  CHECK(cepol::test::text_of(folder / "p.cepol") == policy);
  fs::remove_all(folder);
}

TEST_CASE("a closed pipe is an error") {
  const Ran ran =
      shell("{ " + tool + " eval " + course + " " + course_data + " --format json; echo status $? >&2; } | true");
  CHECK(ran.out.find("status 2") != std::string::npos);
}

TEST_CASE("a folder that cannot be made leaves nothing behind") {
  const Ran ran = shell(tool + " eval " + course + " " + course_data + " -o /dev/null/x");
  CHECK(ran.status == 2);
}

TEST_CASE("a failed run leaves the results of the last one") {
  const auto folder = std::filesystem::temp_directory_path() / "cepol-process-test";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder / "坏行.csv" / "x");  // the last file cannot take its name
  std::ofstream(folder / "会员.csv") << "old";
  const Ran ran = shell(tool + " eval " + course + " " + course_data + " -o " + folder.string());
  CHECK(ran.status == 2);
  std::string text;
  std::getline(std::ifstream(folder / "会员.csv"), text);
  CHECK(text == "old");
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder)) ++files;
  CHECK(files == 2);  // no temporary ones
  std::filesystem::remove_all(folder);
}

TEST_CASE("no colour and no terminal width without a terminal") {
  const Ran ran = shell(tool + " eval " + course + " " + course_data);
  CHECK(ran.status == 1);
  CHECK(ran.out.find('\033') == std::string::npos);
}

TEST_CASE("the language of messages follows the locale") {
  CHECK(shell("LC_ALL=en_US.UTF-8 " + tool + " evil").out.find("there is no command") != std::string::npos);
  CHECK(shell("LC_ALL=zh_CN.UTF-8 " + tool + " evil").out.find("没有子命令") != std::string::npos);
  CHECK(shell("LC_ALL= LC_MESSAGES=en_GB LANG=zh_CN " + tool + " evil").out.find("there is no command") !=
        std::string::npos);
  for (const char* other :
       {"LC_ALL=C ", "LC_ALL=POSIX ", "LC_ALL= LC_MESSAGES= LANG= ", "LC_ALL=C.UTF-8 ", "LC_ALL=de_DE "}) {
    INFO(other);
    CHECK(shell(other + tool + " evil").out.find("there is no command") != std::string::npos);
  }
}

// What --lang says comes first; a policy in Chinese is told as the locale says.
TEST_CASE("a policy in English is told in English whatever the locale") {
  const std::string english = std::string(CEPOL_ROOT) + "/policies/washington-cpa/2017.cepol", chinese = course;
  const auto told = [&](const std::string& before, const std::string& policy, const std::string& after) {
    return shell(before + tool + " check " + policy + after).out.find("errors, ") != std::string::npos ? Language::en
                                                                                                       : Language::zh;
  };
  CHECK(told("LC_ALL=zh_CN.UTF-8 ", english, "") == Language::en);
  CHECK(told("LC_ALL=zh_CN.UTF-8 ", english, " --lang zh") == Language::zh);
  CHECK(told("LC_ALL=zh_CN.UTF-8 ", chinese, "") == Language::zh);
  CHECK(told("LC_ALL=en_GB.UTF-8 ", chinese, "") == Language::en);
  CHECK(told("LC_ALL=zh_CN.UTF-8 ", std::string(CEPOL_ROOT) + "/policies/washington-cpa", "") == Language::en);
}

#endif
