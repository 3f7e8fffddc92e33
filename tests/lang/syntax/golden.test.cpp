// golden/good/*.cepol: no problem, and the tree beside it; golden/bad/*.cepol: the messages in both languages, and
// which declarations were read. CEPOL_UPDATE_GOLDEN=1 writes what is found; read it before it is committed.
#include <cstdlib>
#include <set>

#include <catch2/catch.hpp>

#include "lang/syntax/keywords.hpp"
#include "support.hpp"

using namespace cepol;
using namespace cepol::syntax;

namespace {

std::set<std::filesystem::path> files(const char* folder) {
  std::set<std::filesystem::path> found;
  for (const auto& each : std::filesystem::directory_iterator(golden / folder))
    if (each.path().extension() == ".cepol") found.insert(each.path());
  REQUIRE(!found.empty());
  return found;
}

void compare(const std::filesystem::path& expected, const std::string& found) {
  if (std::getenv("CEPOL_UPDATE_GOLDEN") != nullptr) std::ofstream(expected, std::ios::binary) << found;
  INFO(expected.string());
  CHECK(test::text_of(expected) == found);
}

std::string messages(const Read& read) {
  std::string text;
  for (const Language language : {Language::zh, Language::en})
    for (const Diagnostic& each : read.parsed.problems.list) text += render(each, read.sources, language);
  return text;
}

}  // namespace

TEST_CASE("well-formed files give their trees", "[syntax]") {
  for (const auto& path : files("good")) {
    Read read;
    parse_into(read, test::text_of(path), path.filename().string());
    INFO(path.string());
    CHECK(messages(read) == "");
    CHECK(broken(read.parsed) == "");
    auto beside = path;
    compare(beside.replace_extension(".tree"), print_tree(read.parsed.tree));
  }
}

TEST_CASE("both spellings give the same tree", "[syntax]") {
  Read english, chinese;
  parse_into(english, test::text_of(golden / "good/all-en.cepol"));
  parse_into(chinese, test::text_of(golden / "good/all-zh.cepol"));
  CHECK(print_tree(english.parsed.tree) == print_tree(chinese.parsed.tree));
}

TEST_CASE("the samples of both spellings use every keyword and every node", "[syntax]") {
  Read read;
  const std::string english = test::text_of(golden / "good/all-en.cepol"),
                    chinese = test::text_of(golden / "good/all-zh.cepol");
  parse_into(read, english);
  std::set<NodeKind> seen;
  for (const Node& node : read.parsed.tree.nodes.nodes) seen.insert(node.kind);
  for (int kind = 0; kind <= static_cast<int>(NodeKind::error); ++kind) {
    const auto each = static_cast<NodeKind>(kind);
    if (each == NodeKind::module || each == NodeKind::error) continue;
    INFO(id_of(each));
    CHECK(seen.contains(each));
  }
  for (const KeywordEntry& entry : keywords()) {
    if (entry.keyword == Keyword::module) continue;
    INFO(entry.en);
    CHECK(english.find(entry.en) != std::string::npos);
    CHECK(chinese.find(entry.zh) != std::string::npos);
  }
}

TEST_CASE("line ends of any kind give the same tree", "[syntax]") {
  const std::string text = test::text_of(golden / "good/all-zh.cepol");
  Read plain;
  parse_into(plain, text);
  for (const char* line_end : {"\r\n", "\r", "\n\n"}) {
    std::string other = "\xEF\xBB\xBF";
    for (const char c : text) c == '\n' ? other += line_end : other += c;
    Read read;
    parse_into(read, other);
    CHECK(codes_of(read.parsed) == "");
    CHECK(print_tree(read.parsed.tree) == print_tree(plain.parsed.tree));
  }
}

TEST_CASE("broken files give their messages", "[syntax]") {
  for (const auto& path : files("bad")) {
    Read read;
    parse_into(read, test::text_of(path), path.filename().string());
    INFO(path.string());
    CHECK(!read.parsed.problems.list.empty());
    CHECK(broken(read.parsed) == "");
    std::string found = messages(read) + "\nread:";
    for (const NodeId child : read.parsed.tree.children(read.parsed.tree.root))
      found += " " + std::string(id_of(read.parsed.tree.kind(child)));
    auto beside = path;
    compare(beside.replace_extension(".txt"), found + "\n");
  }
}

TEST_CASE("the broken files show every syntax code that a small file can", "[syntax]") {
  std::set<std::string> seen;
  for (const auto& path : files("bad")) {
    Read read;
    parse_into(read, test::text_of(path));
    for (const Diagnostic& each : read.parsed.problems.list) seen.insert(std::string(code_number(each.code)));
  }
  const std::set<Code> large = {Code::file_too_large,   Code::invalid_utf8,
                                Code::nesting_too_deep, Code::too_many_declarations,
                                Code::too_many_errors,  Code::chain_too_long};  // hostile.test.cpp
  for (int i = 0; code_number(static_cast<Code>(i)).starts_with("E01"); ++i) {
    const auto code = static_cast<Code>(i);
    INFO(code_number(code));
    CHECK(seen.contains(std::string(code_number(code))) != large.contains(code));
  }
}
