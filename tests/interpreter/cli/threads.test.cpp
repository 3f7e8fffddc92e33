// Results do not depend on how many threads work.
#include <unistd.h>

#include <catch2/catch.hpp>

#include "tests/support/folders.hpp"
#include "tests/support/random.hpp"
#include "tests/support/tool.hpp"

using namespace cepol;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t people = 1'100;  // more than the blocks of one thread hold together, and no multiple of a block

std::string cell(test::Random& random, std::string text) {
  switch (random.below(40)) {
    case 0: return "";
    case 1: return text + "?";
    default: return text;
  }
}

class DamagedRoster {
 public:
  DamagedRoster() {
    fs::remove_all(path_);
    fs::create_directories(path_ / "data");
    test::write(path_ / "p.cepol", R"(policy test/threads "T" { language en }
record person key id { id, unit: text; born: optional date; n: number places 1 }
record study of person { y: year; h: number places 1; kind: { a, b } }
define total for person: number = sum(h over study where kind is a and y >= 2015 and y <= 2017)
decision z for person: q | w | e {
  q when total >= 40 and n > 2
  w when born is none or born < 1980-01-01
  e otherwise
}
)");
    test::Random random{2026};
    std::string persons = "id,unit,born,n\n", studies = "id,y,h,kind\n";
    for (std::size_t i = 0; i < people; ++i) {
      const std::string id = "P" + std::to_string(10'000 + i * 7);
      persons += id + ",unit " + std::to_string(i % 9) + "," +
                 cell(random, std::to_string(1960 + random.below(40)) + "-05-0" + std::to_string(1 + random.below(9))) +
                 "," + cell(random, std::to_string(random.below(9))) + "\n";
      for (std::size_t k = 0; k < 4; ++k) {
        const std::string row = cell(random, id) + "," + std::to_string(2014 + random.below(4)) + "," +
                                cell(random, std::to_string(random.below(30))) + "," + (random.below(2) ? "a" : "b") +
                                "\n";
        studies += row;
        if (random.below(50) == 0) studies += row;  // the same once more
      }
    }
    test::write(path_ / "data/person.csv", persons);
    test::write(path_ / "data/study.csv", studies);
  }
  DamagedRoster(const DamagedRoster&) = delete;
  DamagedRoster& operator=(const DamagedRoster&) = delete;
  ~DamagedRoster() { fs::remove_all(path_); }

  test::Ran eval(std::vector<std::string> more) const {
    cli::Io io;
    io.library = CEPOL_ROOT "/stdlib";
    std::vector<std::string> words{"eval", (path_ / "p.cepol").string(), (path_ / "data").string(), "--lang", "en"};
    words.insert(words.end(), more.begin(), more.end());
    return test::run_tool(words, io);
  }

 private:
  fs::path path_ = fs::temp_directory_path() / ("cepol-threads-" + std::to_string(::getpid()));
};

}  // namespace

TEST_CASE("any number of threads gives the same results, in the same order") {
  const DamagedRoster roster;
  for (const char* format : {"table", "json"}) {
    const test::Ran one = roster.eval({"--format", format, "--threads", "1"});
    INFO(one.err);
    REQUIRE(one.status == 1);  // there is something wrong with the data
    CHECK(one.out.find("P10000") != std::string::npos);
    CHECK(one.err.find("alike") != std::string::npos);
    for (const char* threads : {"2", "7"}) {
      const test::Ran more = roster.eval({"--format", format, "--threads", threads});
      CHECK(more.status == one.status);
      CHECK((more.out == one.out));
      CHECK(more.err == one.err);
    }
    const test::Ran reference = roster.eval({"--format", format, "--threads", "3", "--engine", "reference"});
    CHECK((reference.out == one.out));
    CHECK(reference.err == one.err);
  }
}

TEST_CASE("a number of threads that cannot be is refused") {
  const DamagedRoster roster;
  for (const char* threads : {"0", "-1", "two", "", "1000000"}) {
    const test::Ran ran = roster.eval({"--threads", threads});
    CHECK(ran.status == 2);
    CHECK(ran.err.find("--threads cannot be") != std::string::npos);
  }
}
