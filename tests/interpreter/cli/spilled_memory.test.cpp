#include "interpreter/cli/spilled_memory.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <random>
#include <thread>

#include "lang/base/bulk.hpp"
#include "tests/support/files.hpp"
#include "tests/support/folders.hpp"
#include "tests/support/process.hpp"

using namespace cepol;
using namespace cepol::cli;

namespace {

constexpr std::size_t mega = std::size_t{1} << 20;

// A new folder, removed at the end.
class OwnFolder {
 public:
  OwnFolder() : path_(std::filesystem::temp_directory_path() / ("cepol-spilled-" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directory(path_);
  }
  OwnFolder(const OwnFolder&) = delete;
  OwnFolder& operator=(const OwnFolder&) = delete;
  ~OwnFolder() { std::filesystem::remove_all(path_); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace

TEST_CASE("a size in bytes is a number and a unit") {
  REQUIRE(bytes_of("500MB") == 500 * mega);
  REQUIRE(bytes_of("2GiB") == 2048 * mega);
  REQUIRE(bytes_of("1.5G") == 1536 * mega);
  REQUIRE(bytes_of("64k") == 64 * 1024u);
  REQUIRE(bytes_of("1T") == mega * mega);
  for (const char* wrong :
       {"", "2", "GiB", "-2GiB", "0MB", "2 GiB", "2GiBs", "nan", "inf", "1e300G", "2giga", "99999999999T"})
    REQUIRE_FALSE(bytes_of(wrong));
}

TEST_CASE("spilled memory keeps what is written in it while it is given back") {
  const OwnFolder folder;
  SpilledMemory memory(8 * mega, folder.path().string());  // less than the process has: it always gives back
  {
    const UsedMemory used(memory);
    constexpr std::size_t count = 4'000'000, lists = 3;
    std::vector<std::thread> threads;
    std::vector<Bulk<std::uint32_t>> made(lists);
    for (std::size_t i = 0; i < lists; ++i)
      threads.emplace_back([&, i] {
        for (std::uint32_t n = 0; n < count; ++n) made[i].push_back(n * static_cast<std::uint32_t>(i + 1));
      });
    for (std::thread& one : threads) one.join();
    REQUIRE(std::filesystem::is_empty(folder.path()));  // the files have no names
    REQUIRE(memory.spilled() > lists * count * sizeof(std::uint32_t));
    for (std::size_t i = 0; i < lists; ++i) {
      REQUIRE(made[i].size() == count);
      bool same = true;
      for (std::uint32_t n = 0; n < count; ++n) same = same && made[i][n] == n * static_cast<std::uint32_t>(i + 1);
      REQUIRE(same);
    }
    const Bulk<std::uint32_t> copy = made[1];
    REQUIRE(copy == made[1]);
  }
  REQUIRE(std::pmr::get_default_resource() == std::pmr::new_delete_resource());
}

TEST_CASE("small pieces, and what fits into the limit, are ordinary memory") {
  SpilledMemory memory(64 * mega, "/nonexistent");
  const UsedMemory used(memory);
  Bulk<char> list(10 * mega, 'a');
  for (int i = 0; i < 100; ++i) Bulk<char>(mega / 2, 'b');
  list.clear();
  list.shrink_to_fit();
  list.assign(12 * mega, 'c');  // what was given back can be had again
  REQUIRE(memory.spilled() == 0);
}

TEST_CASE("where there is no room for temporary files, it is said why") {
  SpilledMemory memory(mega, "/nonexistent");
  const UsedMemory used(memory);
  Bulk<char> list;
  REQUIRE_THROWS_AS(list.resize(2 * mega), std::bad_alloc);
  REQUIRE(memory.error() == "No such file or directory");
}

#ifdef CEPOL_BINARY

namespace {

constexpr int spilled_people = 220'000;

// Courses of people in no order, some twice, some without hours, some of nobody.
void write_roster(const std::filesystem::path& folder) {
  std::mt19937 random(2026);
  const auto below = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
  std::string persons = "id,name,born\n", courses = "id,title,year,hours\n";
  for (int i = 0; i < spilled_people; ++i)
    persons += "P" + std::to_string(100'000 + i) + ",Person " + std::to_string(i) + "," +
               (below(50) == 0 ? std::string() : "19" + std::to_string(50 + below(50)) + "-05-17") + "\n";
  for (int i = 0; i < 9 * spilled_people; ++i) {
    const std::string row = "P" + std::to_string(100'000 + below(spilled_people + 20)) + ",Course " +
                            std::to_string(below(1000)) + "," + std::to_string(2014 + below(4)) + "," +
                            (below(100) == 0 ? std::string() : std::to_string(below(30))) + "\n";
    courses += row;
    if (below(1000) == 0) courses += row;
  }
  test::write(folder / "person.csv", persons);
  test::write(folder / "course.csv", courses);
  test::write(folder / "rule.cepol",
              "policy x/y \"t\" { language en }\n"
              "record person key id { id: text; name: text; born: date }\n"
              "record course of person { title: text; year: year; hours: number }\n"
              "decision renewal for person: yes | no {\n"
              "  yes when sum(hours over course where year >= 2015) >= 60 or born < 1960-01-01\n"
              "  no otherwise\n"
              "}\n"
              "results person { id, name, renewal }\n");
}

}  // namespace

TEST_CASE("a roster larger than the memory that is allowed has the same results, bad rows and messages") {
  const OwnFolder folder;
  write_roster(folder.path());
  const auto eval = [&](const std::string& into, const std::vector<std::string>& more) {
    std::vector<std::string> words{CEPOL_BINARY,
                                   "eval",
                                   folder.path() / "rule.cepol",
                                   folder.path() / "person.csv",
                                   folder.path() / "course.csv",
                                   "-o",
                                   folder.path() / into};
    words.insert(words.end(), more.begin(), more.end());
    return test::run_process(words);
  };
  const test::Measured whole = eval("whole", {}), within = eval("within", {"--memory", "160MB"});
  INFO(whole.err << "\n" << within.err);
  REQUIRE(whole.status == 1);
  REQUIRE(within.status == 1);
  CHECK(whole.err == within.err);
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path() / "whole")) {
    ++files;
    CHECK(test::text_of(entry.path()) == test::text_of(folder.path() / "within" / entry.path().filename()));
  }
  CHECK(files == 2);
#ifndef __SANITIZE_ADDRESS__
  CHECK(whole.megabytes > 160);  // or nothing is tested
  CHECK(within.megabytes <= 160);
#endif
  CHECK(eval("refused", {"--memory", "1MB"}).status == 2);
}

#endif
