// What is told of huge inputs is bounded, in bytes and in memory; the count is told.
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/support/folders.hpp"
#include "tests/support/process.hpp"

#ifdef CEPOL_BINARY

using namespace cepol;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t million = 1'000'000;

const std::string bounded_policy = R"(policy test/bounded "T" { language en }
record person key id { id: text; name: text; n: number }
record study of person { y: year; h: number }
decision z for person: q | w { q when n > 0; w otherwise }
)";

class BoundedFolder {
 public:
  BoundedFolder() {
    fs::remove_all(path_);
    fs::create_directories(path_ / "data");
    write("p.cepol", bounded_policy);
    write("data/study.csv", "id,y,h\n");
  }
  BoundedFolder(const BoundedFolder&) = delete;
  BoundedFolder& operator=(const BoundedFolder&) = delete;
  ~BoundedFolder() { fs::remove_all(path_); }
  void write(const std::string& name, const std::string& text) const { test::write(path_ / name, text); }
  std::string at(const std::string& name) const { return (path_ / name).string(); }
  test::Measured run(std::vector<std::string> words) const {
    if (words.front() == "eval" || words.front() == "explain") words.insert(words.end(), {"--empty", "study"});
    words.insert(words.begin(), CEPOL_BINARY);
    words.insert(words.end(), {"--lang", "en"});
    return test::run_process(words);
  }

 private:
  fs::path path_ = fs::temp_directory_path() / ("cepol-bounded-" + std::to_string(::getpid()));
};

void check_bounds(const test::Measured& ran, std::size_t bytes, std::size_t megabytes) {
  INFO(ran.err.substr(0, 2'000));
  CHECK((ran.status >= 0 && ran.status <= 2));
  CHECK(ran.out.size() <= bytes);
  CHECK(ran.err.size() <= bytes);
  CHECK(ran.megabytes <= megabytes);
}

}  // namespace

TEST_CASE("a million characters in a policy") {
  const BoundedFolder folder;
  const std::string name(million, 'n');
  for (const std::string& text :
       {bounded_policy + "decision zz for " + name + ": a | b { a when n > 0; b otherwise }\n",
        bounded_policy + "decision zz for person: a | b { a when " + name + " > 0; b otherwise }\n",
        bounded_policy + "record r key id { id: text; " + name + ": " + name + "x }\n",
        bounded_policy + "decision zz for person: a | b { a when name is 3 + \"" + name + "\"; b otherwise }\n",
        bounded_policy + name + "\n", "policy " + name + " \"" + name + "\" {}",
        "use " + name + "\nuse \"" + name + "\"\n"}) {
    folder.write("long.cepol", text);
    for (const char* command : {"check", "fmt", "test"}) {
      INFO(command << " " << text.substr(0, 60));
      check_bounds(folder.run({command, folder.at("long.cepol")}), 20'000, 600);
    }
  }
}

TEST_CASE("a million characters in data and arguments") {
  const BoundedFolder folder;
  const std::string text(million, 'x');
  for (const std::string& people :
       {"id,name,n\nA,x," + text + "\n", "id,name,n\n" + text + ",x,y\n", "id,name,n\nA," + text + ",1\n",
        "id,name,n," + text + "\nA,x,1,1\n", text + "\nA\n", "id,name,n\nA,x,\"" + text + "\n"}) {
    folder.write("data/person.csv", people);
    INFO(people.substr(0, 40));
    check_bounds(folder.run({"eval", folder.at("p.cepol"), folder.at("data")}), 20'000, 300);
    check_bounds(folder.run({"explain", folder.at("p.cepol"), folder.at("data"), "A"}), 20'000, 300);
  }
  const std::string word(100'000, 'w');  // an argument is at most 128 KB
  // Little more than the tool takes by itself, which a sanitizer makes much.
  const std::size_t most = folder.run({"--help"}).megabytes + 20;
  check_bounds(folder.run({word}), 20'000, most);
  check_bounds(folder.run({"eval", word, word, "--" + word}), 20'000, most);
  check_bounds(folder.run({"explain", folder.at("p.cepol"), folder.at("data"), word}), 20'000, 300);
  check_bounds(folder.run({"eval", folder.at("p.cepol"), folder.at("data"), "--empty", word}), 20'000, 300);
}

TEST_CASE("300,000 rows after a quote that is never closed") {
  const BoundedFolder folder;
  std::string people = "id,name,n\nA,x,1\nB,\"y,2\n";
  for (int i = 0; i < 300'000; ++i) people += "K" + std::to_string(i) + (i == 100 ? ",\"z,1\n" : ",z,1\n");
  folder.write("data/person.csv", people);
  const test::Measured ran = folder.run({"eval", folder.at("p.cepol"), folder.at("data"), "-o", folder.at("results")});
  CHECK(ran.status == 1);
  CHECK(ran.err.size() < 20'000);
  CHECK(ran.megabytes < 700);
  CHECK(fs::file_size(folder.at("results/bad-rows.csv")) < 5 * million);
}

TEST_CASE("300,000 cells that cannot be read") {
  const BoundedFolder folder;
  std::string people = "id,name,n\n";
  for (int i = 0; i < 300'000; ++i) people += "K" + std::to_string(i) + ",z,x" + std::to_string(i) + "\n";
  folder.write("data/person.csv", people);
  const test::Measured ran = folder.run({"eval", folder.at("p.cepol"), folder.at("data"), "-o", folder.at("results")});
  CHECK(ran.status == 1);
  CHECK(ran.err.size() < 20'000);
  INFO(ran.err);
  CHECK(ran.err.find("300000 faults") != std::string::npos);
  CHECK(ran.megabytes < 700);
  const std::string bad = test::text_of(folder.at("results/bad-rows.csv"));
  CHECK(bad.size() < 5 * million);
  CHECK(bad.find("10002-300001") != std::string::npos);
}

TEST_CASE("2,000 problems of one policy") {
  const BoundedFolder folder;
  std::string text = bounded_policy;
  for (int i = 0; i < 2'000; ++i)
    text += "define d" + std::to_string(i) + " for person = q" + std::to_string(i) + "q\n";
  folder.write("many.cepol", text);
  const test::Measured ran = folder.run({"check", folder.at("many.cepol")});
  CHECK(ran.status == 1);
  const auto errors = [&] {
    std::size_t count = 0;
    for (std::size_t at = ran.err.find(" error E"); at != std::string::npos; at = ran.err.find(" error E", at + 1))
      ++count;
    return count;
  }();
  INFO(ran.out << ran.err.substr(0, 3'000));
  CHECK(errors == 100);
  CHECK(ran.err.find("1900 further problems are not listed") != std::string::npos);
  CHECK(ran.out.find("2000 errors") != std::string::npos);
}

#endif
