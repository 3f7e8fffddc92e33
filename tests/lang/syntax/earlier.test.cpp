// A text that was edited, parsed with the tree of what it was before and without: the same nodes, tokens and problems.
#include <catch2/catch.hpp>
#include <filesystem>
#include <sstream>

#include "lang/syntax/earlier.hpp"
#include "lang/syntax/parse.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/files.hpp"
#include "tests/support/random.hpp"

namespace {

using namespace cepol;
using namespace cepol::syntax;

struct Text {
  Sources sources;
  SourceId id;
  Parsed parsed;
  Text(std::string text, const Tree* earlier) : id(sources.add({"a.cepol", std::move(text)})) {
    parsed = parse(sources, id, earlier);
  }
};

std::string shown(const Text& of) {
  std::ostringstream out;
  const Tree& tree = of.parsed.tree;
  for (const Node& node : tree.nodes.nodes)
    out << id_of(node.kind) << ' ' << id_of(node.keyword) << ' ' << node.span.source.index << ' ' << node.span.begin
        << ' ' << node.span.end << ' ' << node.first_child.index << ' ' << node.next_sibling.index << '\n';
  out << tree.root.index << '\n';
  for (const Token& token : tree.tokens)
    out << static_cast<int>(token.kind) << ' ' << id_of(token.keyword) << ' ' << token.begin << ' ' << token.end
        << '\n';
  for (const ReadDeclaration& one : *tree.declarations)
    out << one.begin << ' ' << one.end << ' ' << one.first_node << ' ' << one.nodes << ' ' << one.first_token << ' '
        << one.tokens << ' ' << one.height << ' ' << one.farthest.at << ' ' << one.farthest.open << ' '
        << one.farthest.expected << '\n';
  for (const Diagnostic& problem : of.parsed.problems.list) {
    out << code_number(problem.code) << ' ' << problem.span.begin << ' ' << problem.span.end;
    for (const std::string& argument : problem.arguments) out << " [" << argument << ']';
    for (const Related& related : problem.related)
      out << ' ' << related.span.begin << ' ' << related.span.end << ' ' << related.zh;
    out << " <" << problem.suggestion << ">\n";
  }
  return out.str();
}

// The start of a character.
std::size_t place_in(const std::string& text, test::Random& random) {
  std::size_t at = random.below(text.size() + 1);
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return at;
}

std::string edited(const std::string& text, test::Random& random) {
  static const std::vector<std::string> pieces{"{",
                                               "}",
                                               "(",
                                               ")",
                                               "\"",
                                               "“",
                                               "\n",
                                               " ",
                                               "// x\n",
                                               "x",
                                               "当 ",
                                               "when ",
                                               "§一",
                                               "123",
                                               "「",
                                               "`",
                                               "decision d for p: a | b {\n",
                                               "\nrepeal x\n",
                                               ",",
                                               "：",
                                               "define x = 1\n",
                                               "\nexample \"e\" {\n",
                                               "2020-01-01"};
  const std::size_t at = place_in(text, random);
  std::size_t to = at;
  switch (random.below(4)) {
    case 0: break;                                                        // add
    case 1: to = std::min(text.size(), at + 1 + random.below(6)); break;  // replace, take out a little
    case 2: to = std::min(text.size(), text.find('\n', at)); break;       // to the line's end
    default: to = std::min(text.size(), at + random.below(400));
  }
  while (to < text.size() && (static_cast<unsigned char>(text[to]) & 0xC0) == 0x80) ++to;
  std::string added;
  if (random.below(3) != 0) added = pieces[random.below(pieces.size())];
  if (random.below(8) == 0) {  // a piece of the text itself
    const std::size_t from = place_in(text, random);
    std::size_t end = std::min(text.size(), from + random.below(300));
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    added += text.substr(from, end - from);
  }
  return text.substr(0, at) + added + text.substr(to);
}

}  // namespace

TEST_CASE("an edited text parsed with what was known of it is parsed the same") {
  test::Random random{71};
  const std::uint64_t edits = test::cases_of({60, 12, 3000});
  std::size_t taken = 0, read = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(CEPOL_ROOT "/policies")) {
    if (entry.path().extension() != ".cepol") continue;
    auto before = std::make_unique<Text>(test::text_of(entry.path()), nullptr);
    const std::string first = before->sources[before->id].text;
    for (std::uint64_t i = 0; i < edits; ++i) {
      // From time to time anew, as a text with many errors has little that can be taken over.
      const std::string text = i % 8 == 7 ? first : edited(before->sources[before->id].text, random);
      auto made = std::make_unique<Text>(text, &before->parsed.tree);
      const Text alone(text, nullptr);
      INFO(entry.path() << ", edit " << i);
      REQUIRE(shown(*made) == shown(alone));
      const Earlier earlier(&before->parsed.tree, text);
      for (const ReadDeclaration& one : *made->parsed.tree.declarations) (earlier.at(one.begin) ? taken : read) += 1;
      before = std::move(made);
    }
  }
  INFO(taken << " declarations taken over, " << read << " read");
  CHECK(taken > read);
}

TEST_CASE("what an edit does not touch is taken over") {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "define x" + std::to_string(i) + " = " + std::to_string(i) + " // a number\n";
  const Text before(text, nullptr);
  const std::size_t at = text.find("= 50");
  for (const char* with : {"= 50", "= 5000", "= (", "= \"", "define y = 1"}) {
    const std::string other = text.substr(0, at) + with + text.substr(at + 4);
    const Text made(other, &before.parsed.tree);
    const Earlier earlier(&before.parsed.tree, other);
    std::size_t taken = 0;
    for (const ReadDeclaration& one : *made.parsed.tree.declarations) taken += earlier.at(one.begin) != nullptr ? 1 : 0;
    INFO(with);
    CHECK(taken >= 97);
  }
}
