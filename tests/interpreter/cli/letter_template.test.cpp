// The template beside a policy: whoever sends the policy cannot have other files put into letters.
#include <unistd.h>

#include <catch2/catch.hpp>

#include "tests/support/folders.hpp"
#include "tests/support/tool.hpp"

using namespace cepol;
namespace fs = std::filesystem;

TEST_CASE("the template beside a policy is read where it lies in the policy's folder, else by name alone") {
  const fs::path root = fs::canonical(fs::temp_directory_path()) / ("cepol-letter-" + std::to_string(::getpid()));
  fs::remove_all(root);
  fs::create_directories(root / "rules");
  test::write(root / "rules/p.cepol",
              "policy x/y \"t\" { language en }\nrecord person key id { id: text; n: number }\n"
              "decision z for person: q | w { q when n > 0; w otherwise }\n");
  test::write(root / "person.csv", "id,n\nA,3\n");
  test::write(root / "secret.txt", "a secret\n");
  test::write(root / "rules/inner.txt", "an inner text\n");
  const auto run = [&](std::vector<std::string> more) {
    std::vector<std::string> words{"letter", root / "rules/p", root / "person.csv", "A"};
    words.insert(words.end(), more.begin(), more.end());
    cli::Io io;
    io.language = Language::en;
    return test::run_tool(words, io);
  };
  CHECK(run({}).out.find("Notice of the result") != std::string::npos);  // there is none
  fs::create_symlink("../secret.txt", root / "rules/p.letter.txt");
  const test::Ran refused = run({});
  CHECK(refused.status == 2);
  CHECK(refused.out.empty());
  CHECK(refused.err.find("a link to elsewhere") != std::string::npos);
  CHECK(run({"--template", root / "rules/p.letter.txt"}).out.find("a secret") != std::string::npos);  // named
  fs::remove(root / "rules/p.letter.txt");
  fs::create_symlink("inner.txt", root / "rules/p.letter.txt");
  CHECK(run({}).out.find("an inner text") != std::string::npos);
  fs::remove_all(root);
}
