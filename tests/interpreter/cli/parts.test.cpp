// Parts and summaries that are refused: nothing is put together that one run would not give.
#include <catch2/catch.hpp>

#include "tests/support/folders.hpp"
#include "tests/support/tool.hpp"

using namespace cepol;
namespace fs = std::filesystem;

namespace {

class PartsFolder {
 public:
  PartsFolder() {
    fs::remove_all(root_);
    fs::create_directories(root_ / "data");
    test::write(root_ / "p.cepol",
                "policy x/y \"t\" { language en }\nrecord person key id { id: text; n: number }\n"
                "record study of person { hours: number }\n"
                "decision z for person: q | w { q when sum(hours over study) > 10; w otherwise }\n");
    test::write(root_ / "data/person.csv", "id,n\nA-1,3\nB-2,4\nC-3,5\nD-4,6\n");
    test::write(root_ / "data/study.csv", "id,hours\nA-1,3\nA-1,9\nB-2,4\nC-3,5\nD-4,60\n");
  }
  PartsFolder(const PartsFolder&) = delete;
  PartsFolder& operator=(const PartsFolder&) = delete;
  ~PartsFolder() { fs::remove_all(root_); }
  const fs::path& root() const { return root_; }

 private:
  fs::path root_ = fs::temp_directory_path() / ("cepol-parts-" + std::to_string(::getpid()));
};

test::Ran run_parts(const std::string& line) {
  cli::Io io;
  io.language = Language::en;
  io.library = CEPOL_ROOT "/stdlib";
  return test::run_tool(test::words_of(line), io);
}

void make_parts() {
  for (const char* part : {"1", "2"}) {
    const std::string number(part);
    REQUIRE(run_parts("summarize p data --part " + number + "/2 -o s" + number).status == 0);
    REQUIRE(run_parts("eval p data --part " + number + "/2 -o p" + number).status == 0);
  }
  REQUIRE(run_parts("combine s2 s1 -o all").status == 0);
}

bool refuses(const std::string& line, const std::string& why) {
  const test::Ran ran = run_parts(line);
  INFO(line << ": " << ran.err);
  CHECK(ran.status == 2);
  CHECK(ran.err.find(why) != std::string::npos);
  return ran.out.empty();
}

}  // namespace

TEST_CASE("parts that do not make up a whole are not put together") {
  const PartsFolder folder;
  const test::WorkingFolder work(folder.root());
  make_parts();
  CHECK(run_parts("combine p2 p1 --format csv").out == run_parts("eval p data --format csv").out);
  CHECK(refuses("combine p1", "part 2 of 2 is missing"));
  CHECK(refuses("combine p1 p2 p1", "part 1 is given twice"));
  CHECK(refuses("combine p1 s2", "not of one calculation"));
  REQUIRE(run_parts("eval p data --part 1/3 -o p3").status == 0);
  CHECK(refuses("combine p1 p2 p3", "not of one calculation"));
  CHECK(refuses("combine p1 p2 -o x.xlsx", "table, csv, json or ndjson"));
  CHECK(refuses("combine data/person.csv", "was not written by cepol eval --part"));
  CHECK(refuses("combine s1 s2 --format csv", "a summary has one format"));
  const std::string whole = test::text_of("p2");
  for (std::size_t length = 0; length < whole.size(); ++length) {  // the part is named that is not whole
    test::write("p2", whole.substr(0, length));
    INFO(length);
    refuses("combine p1 p2 --format csv", "“p2”");
  }
  CHECK_FALSE(fs::exists("x.xlsx"));
}

TEST_CASE("parts of other data or another policy are not put together") {
  const PartsFolder folder;
  const test::WorkingFolder work(folder.root());
  make_parts();
  SECTION("a further fault in the data") {
    test::write("data/study.csv", "id,hours\nA-1,3\nA-1,9\nB-2,x\nC-3,5\nD-4,60\n");
    REQUIRE(run_parts("eval p data --part 2/2 -o p2").status == 0);
    CHECK(run_parts("combine p1 p2 --format csv").err ==
          "cepol: the parts are not of the same policy and data, and were not put together; make them again\n");
  }
  SECTION("another policy") {
    std::string text = test::text_of("p.cepol");
    test::write("p.cepol", text.replace(text.find("> 10"), 4, "> 11"));
    REQUIRE(run_parts("eval p data --part 2/2 -o p2").status == 0);
    CHECK(refuses("combine p1 p2 --format csv", "not of one calculation"));
    CHECK(refuses("eval p data --part 1/2 --summary all", "is not of this policy and these data"));
  }
}

TEST_CASE("a summary that does not list what a part finds is refused by that part") {
  const PartsFolder folder;
  const test::WorkingFolder work(folder.root());
  make_parts();
  for (const char* part : {"1/2", "2/2", "4/5"})
    CHECK(run_parts(std::string("eval p data --summary all -o ok --part ") + part).status == 0);
  CHECK(refuses("eval p data --part 1/2 --summary s1", "part 2 of 2 is missing"));
  CHECK(refuses("eval p data --part 1/2 --summary p1", "is no summary"));
  int refused = 0;
  SECTION("a row of somebody who is not in the data, in place of one that is") {
    test::write("data/study.csv", "id,hours\nA-1,3\nX-9,9\nB-2,4\nC-3,5\nD-4,60\n");
  }
  SECTION("a row alike, in place of another") {
    test::write("data/study.csv", "id,hours\nA-1,3\nA-1,3\nB-2,4\nC-3,5\nD-4,60\n");
  }
  SECTION("a row without its owner") { test::write("data/study.csv", "id,hours\nA-1,3\n,9\nB-2,4\nC-3,5\nD-4,60\n"); }
  for (const char* part : {"1/2", "2/2"})
    refused += run_parts(std::string("eval p data --summary all --part ") + part).status == 2 ? 1 : 0;
  CHECK(refused >= 1);
}

TEST_CASE("a part's wrong words are told") {
  const PartsFolder folder;
  const test::WorkingFolder work(folder.root());
  for (const char* part : {"0/2", "3/2", "1", "a/b", "1/2/3", "-1/2", "1/1000000", "/"})
    CHECK(refuses(std::string("eval p data --part ") + part, "is no part as in 1/7"));
  CHECK(refuses("eval p data --summary all", "--summary goes with --part"));
  for (const char* option : {"--format csv", "--only z=q", "--readings all", "--receipt r", "--by n"})
    CHECK(refuses(std::string("eval p data --part 1/2 ") + option, "intermediate result"));
}
