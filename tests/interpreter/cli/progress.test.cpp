// What a terminal is shown of long work: rows and bytes, how fast, and how long it will take.
#include <catch2/catch.hpp>
#include <chrono>
#include <thread>

#include "interpreter/cli/progress.hpp"
#include "interpreter/cli/watched_files.hpp"
#include "tests/support/folders.hpp"
#include "tests/support/tool.hpp"

namespace {

using namespace cepol;
using namespace cepol::cli;

std::string line(std::uint64_t done, std::uint64_t total, ProgressUnit unit, double seconds, Language language) {
  Io io;
  io.language = language;
  return progress_line("people", done, total, unit, seconds, io);
}

// What is shown while `work` uses this environment.
template <class Work>
std::string shown_on(bool terminal, Work&& work) {
  char* text = nullptr;
  std::size_t size = 0;
  Io io;
  io.language = Language::en;
  io.progress = terminal;
  io.err = open_memstream(&text, &size);
  work(io);
  std::fclose(io.err);
  std::string shown(text, size);
  std::free(text);
  return shown;
}

void wait_a_second() { std::this_thread::sleep_for(std::chrono::milliseconds(1010)); }

}  // namespace

TEST_CASE("progress tells how much of how much, how fast, and how long it will take") {
  using enum ProgressUnit;
  CHECK(line(250'000, 1'000'000, rows, 2.5, Language::en) ==
        "people ██░░░░░░░░ 250000/1000000 rows, 100000/s, 8 s left");
  CHECK(line(250'000, 1'000'000, rows, 2.5, Language::zh) ==
        "people ██░░░░░░░░ 250000/1000000 行，每秒 100000，还要 8 秒");
  CHECK(line(1'000'000, 100'000'000, rows, 10, Language::en) ==
        "people ░░░░░░░░░░ 1000000/100000000 rows, 100000/s, 16 min 30 s left");
  CHECK(line(1'000'000, 100'000'000, rows, 100, Language::zh) ==
        "people ░░░░░░░░░░ 1000000/100000000 行，每秒 10000，还要 2 小时 45 分");
  CHECK(line(33'000'000, 66'400'000, bytes, 1.5, Language::en) == "people ████░░░░░░ 33/66 MB, 22/s, 2 s left");
  CHECK(line(70'000'000, 66'400'000, bytes, 1, Language::en) == "people ██████████ 66/66 MB, 66/s, 0 s left");
  CHECK(line(0, 10, rows, 1, Language::en) == "people ░░░░░░░░░░ 0/10 rows, 0/s, ? left");
  CHECK(line(3, 10, steps, 1, Language::en) == "people ███░░░░░░░ 3/10");
}

TEST_CASE("progress is shown on a terminal, after a second, and taken away at the end") {
  const auto work = [](const Io& io) {
    Progress progress(io, "people", 10, ProgressUnit::rows);
    progress.at(1);
    wait_a_second();
    progress.at(5);
    progress.at(6);  // too soon for another line
  };
  const std::string shown = shown_on(true, work);
  CHECK(shown.starts_with("\r\033[Kpeople █████░░░░░ 5/10 rows, 4/s, 2 s left"));
  CHECK(shown.ends_with("\r\033[K"));
  CHECK(shown.find("6/10") == std::string::npos);
  CHECK(shown_on(false, work).empty());
  CHECK(shown_on(true, [](const Io& io) {
          Progress progress(io, "people", 10, ProgressUnit::rows);
          for (std::uint64_t i = 0; i < 10; ++i) progress.at(i);
        }).empty());
}

TEST_CASE("reading shows its progress over all files of tables") {
  const auto folder = std::filesystem::temp_directory_path() / ("cepol-watched-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  test::write(folder / "a.csv", std::string(3'000'000, 'a'));
  test::write(folder / "b.csv", std::string(1'000'000, 'b'));
  test::write(folder / "c.pdf", std::string(5'000'000, 'c'));
  const auto work = [&](const Io& io) {
    const WatchedFiles files(io, {folder.string()});
    std::string why, space(2'000'000, ' ');
    const auto first = files.open(folder / "a.csv", why), second = files.open(folder / "b.csv", why);
    REQUIRE(first);
    REQUIRE(second);
    first->read(space.data(), space.size());
    wait_a_second();
    second->read(space.data(), space.size());
  };
  const std::string shown = shown_on(true, work);
  CHECK(shown.find("reading ███████░░░ 3/4 MB, ") != std::string::npos);
  CHECK(shown.ends_with("\r\033[K"));
  CHECK(shown_on(false, work).empty());
  std::filesystem::remove_all(folder);
}
