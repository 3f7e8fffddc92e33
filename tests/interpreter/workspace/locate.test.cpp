// Where policies, folders of policies and files below a folder are found.
#include "interpreter/workspace/locate.hpp"

#include <catch2/catch.hpp>

#include "tests/support/memory_files.hpp"

using namespace cepol::workspace;
using cepol::test::MemoryFiles;

TEST_CASE("a policy is a file, a file without its extension, or a short name") {
  MemoryFiles files;
  files.write("near/p.cepol", "");
  files.write("first/a/p.cepol", "");
  files.write("second/a/p.cepol", "");
  files.write("second/a/q.cepol", "");
  const Workspace workspace{files, "library", {"first", "second"}};
  CHECK(find_policy(workspace, "near/p.cepol") == "near/p.cepol");
  CHECK(find_policy(workspace, "near/p") == "near/p.cepol");
  CHECK(find_policy(workspace, "a/p") == "first/a/p.cepol");
  CHECK(find_policy(workspace, "a/q") == "second/a/q.cepol");
  CHECK(find_policy(workspace, "/a/q") == "/a/q");
  CHECK(find_policy(workspace, "nowhere") == "nowhere");
  CHECK(find_folder(workspace, "near") == "near");
  CHECK(find_folder(workspace, "a") == "first/a");
  CHECK_FALSE(find_folder(workspace, "a/p"));
  CHECK_FALSE(find_folder(workspace, "nowhere"));
}

TEST_CASE("files below a folder, and those that are not") {
  MemoryFiles files;
  files.write("rules/a/b.cepol", "");
  files.write("elsewhere/b.cepol", "");
  files.link("rules/out.cepol", "elsewhere/b.cepol");
  const auto state = [&](const std::string& name) { return find_named(files, NamedBy::module, "rules", name).state(); };
  CHECK(find_named(files, NamedBy::module, "rules", "a/b.cepol").path() == "/rules/a/b.cepol");
  CHECK(state("a//b.cepol") == Located::found);
  CHECK(state("a") == Located::no_file);
  CHECK(state("") == Located::missing);
  CHECK(state(std::string("a\0b", 3)) == Located::missing);
  for (const char* name :
       {"out.cepol", "../elsewhere/b.cepol", "./a/b.cepol", "/rules/a/b.cepol", "a/b.cepol/", "a/.."}) {
    INFO(name);
    CHECK(state(name) == Located::outside);
  }
  CHECK(find_named(files, NamedBy::module, "nowhere", "b.cepol").state() == Located::missing);
}

TEST_CASE("the path of a use, the folder of a file, the text of a file") {
  CHECK(path_of_use("cn / 「学时」") == "cn/学时");
  CHECK(path_of_use("ｃｎ／a") == "cn/a");
  CHECK(folder_of("a/b.cepol") == "a");
  CHECK(folder_of("b.cepol") == ".");
  CHECK(folder_of("/b.cepol") == "/");
  MemoryFiles files;
  files.write("bom.txt", "\xEF\xBB\xBFtext");
  std::string why;
  CHECK(read_text(files, "bom.txt", why) == "text");
  CHECK_FALSE(read_text(files, "nowhere.txt", why));
  CHECK(why == "No such file or directory");
}
