// The blocks of the documents are whole policies: they check without a problem and their examples hold.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "interpreter/cli/load.hpp"
#include "tests/support/document.hpp"
#include "tests/support/tool.hpp"

using namespace cepol;

namespace {

// What engines rely on holds of the lowered program.
std::string broken_promise(const std::string& path) {
  cli::Io io;
  io.library = CEPOL_ROOT "/stdlib";
  return core::verify(cli::load(path, io)->program()).value_or("");
}

// What `cepol test` prints, and its status.
std::pair<int, std::string> tested(const std::string& path) {
  cli::Io io;
  io.library = CEPOL_ROOT "/stdlib";
  const test::Ran ran = test::run_tool({"test", path}, io);
  return {ran.status, ran.out + ran.err};
}

void run_document(const std::string& name, std::size_t at_least) {
  const auto [blocks, tables] = test::blocks_of(test::text_of(std::filesystem::path(CEPOL_ROOT) / "docs" / name));
  REQUIRE(blocks.size() >= at_least);
  const auto folder = std::filesystem::temp_directory_path() /
                      ("cepol-docs-" + std::to_string(::getpid()) + "-" + std::to_string(std::rand()));
  std::filesystem::create_directories(folder);
  for (const auto& [file, text] : tables) std::ofstream(folder / file, std::ios::binary) << text;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const auto path = folder / ("block" + std::to_string(i) + ".cepol");
    std::ofstream(path, std::ios::binary) << blocks[i];
    const auto [status, text] = tested(path.string());
    INFO(name << ", block " << i << ":\n" << blocks[i] << "\n" << text);
    CHECK(status == cli::done);
    CHECK(broken_promise(path.string()) == "");
    CHECK(text.find("：示例0个") == std::string::npos);  // each shows something
  }
  std::filesystem::remove_all(folder);
}

}  // namespace

TEST_CASE("the examples of the language reference hold") { run_document("language.md", 30); }
TEST_CASE("the examples of the shipped policies and modules hold") {
  std::size_t count = 0;
  for (const char* folder : {"policies", "stdlib", "tests/policies"}) {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(std::filesystem::path(CEPOL_ROOT) / folder)) {
      if (entry.path().extension() != ".cepol") continue;
      const auto [status, text] = tested(entry.path().string());
      INFO(entry.path() << "\n" << text);
      CHECK(status == cli::done);
      CHECK(broken_promise(entry.path().string()) == "");
      ++count;
    }
  }
  CHECK(count >= 3);
}

// Functions that walk a program recurse once for each of its layers.
TEST_CASE("the deepest that check accepts is verified and evaluated") {
  const std::string head =
      "policy d/e \"deep\" { language en }\nrecord p key id { id: text  x: number }\ndefine a0 for p = x\n";
  const auto path = std::filesystem::temp_directory_path() / ("cepol-deep-" + std::to_string(::getpid()) + ".cepol");
  for (const auto& [definitions, operators] : {std::pair(198, 1), std::pair(3, 700)}) {
    std::string text = head;
    for (int i = 1; i < definitions; ++i) {
      text += "define a" + std::to_string(i) + " for p = a" + std::to_string(i - 1);
      for (int j = 0; j < operators; ++j) text += " + 1";
      text += "\n";
    }
    const std::string last = "a" + std::to_string(definitions - 1);
    text += "decision due for p: hi | lo { hi when " + last + " > 9999; lo otherwise }\n";
    text += "example \"e\" { p { x: 1 } expect due is lo }\n";
    std::ofstream(path, std::ios::binary) << text;
    const auto [status, out] = tested(path.string());
    INFO(out);
    CHECK(status == cli::done);
    CHECK(broken_promise(path.string()) == "");
  }
  std::filesystem::remove(path);
}

TEST_CASE("the examples of the authors' guide hold") { run_document("guide.zh.md", 20); }
TEST_CASE("the examples of the authors' guide in English hold") { run_document("guide.md", 20); }
