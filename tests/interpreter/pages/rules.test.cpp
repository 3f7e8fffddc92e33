// Of every policy at hand: each declaration's lines say all its words, in their order, and no others.
#include "interpreter/pages/rules.hpp"

#include <catch2/catch.hpp>
#include <deque>
#include <filesystem>
#include <set>

#include "lang/syntax/keywords.hpp"
#include "lang/syntax/parse.hpp"
#include "tests/support/files.hpp"

using namespace cepol;
using syntax::Keyword;
using syntax::TokenKind;

namespace {

bool is_string(std::string_view text) { return text.starts_with('"') || text.starts_with("“"); }
// Brackets and commas go where a line ends.
bool is_sign(std::string_view text) {
  static const std::set<std::string_view> signs{"{", "}",  "｛", "｝", "(", ")",  "（", "）", ",", "，", "、",
                                                ";", "；", ":",  "：", "|", "｜", "=",  "＝", ".", "．", "/"};
  return signs.count(text) != 0;
}

struct Shown {
  std::deque<std::string> words;
  std::string notes;
  std::set<std::string> clauses;
};
Shown shown_by(const pages::Rule& rule) {
  Shown shown;
  const auto add = [&](const std::vector<format::FormattedWord>& words) {
    for (const format::FormattedWord& word : words)
      if (!is_sign(word.text)) shown.words.push_back(word.text);
  };
  add(rule.head);
  shown.notes = rule.note + "\n";
  shown.clauses.insert(rule.clauses.begin(), rule.clauses.end());
  for (const pages::RuleLine& line : rule.lines) {
    add(line.words);
    shown.notes += line.note + "\n";
    shown.clauses.insert(line.clauses.begin(), line.clauses.end());
  }
  return shown;
}

}  // namespace

TEST_CASE("no word of a rule is lost, none is put in") {
  std::size_t rules = 0, words = 0, cited = 0;
  for (const char* folder : {"policies", "stdlib", "tests/policies"})
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(std::filesystem::path(CEPOL_ROOT) / folder)) {
      if (entry.path().extension() != ".cepol") continue;
      Sources sources;
      const SourceId id = sources.add({entry.path().string(), test::text_of(entry.path())});
      const syntax::Parsed parsed = syntax::parse(sources, id);
      REQUIRE_FALSE(parsed.problems.any_error());
      const syntax::Tree& tree = parsed.tree;
      for (const bool english : {true, false})
        for (const pages::Declared& one : pages::rules_of(sources, tree, "", english, false)) {
          ++rules;
          INFO(entry.path() << ": " << one.rule.kind << " " << one.rule.name);
          Shown shown = shown_by(one.rule);
          std::size_t place = 0;
          for (const syntax::Token& token : tree.tokens) {
            if (token.begin < one.span.begin || token.end > one.span.end || ++place <= 2) continue;  // kind and name
            std::string text(tree.text_of(Span{{}, token.begin, token.end}));
            if (token.kind == TokenKind::keyword)
              text = syntax::spelling(token.keyword, english ? Language::en : Language::zh);
            if (is_sign(text)) continue;
            if (!shown.words.empty() && shown.words.front() == text) {
              shown.words.pop_front();
              ++words;
              continue;
            }
            INFO(text);
            if (text.find("§") != std::string::npos) {
              ++cited;
              continue;
            }
            if (token.keyword == Keyword::cites || token.keyword == Keyword::default_option) continue;
            REQUIRE(is_string(text));
            const std::size_t quote = text.starts_with('"') ? 1 : std::string_view("“").size();
            const std::string inside = text.substr(quote, text.size() - 2 * quote);
            CHECK((inside.find('\\') != std::string::npos || shown.notes.find(inside) != std::string::npos));
          }
          CHECK(shown.words.empty());
          // Every clause that stands in the declaration is told.
          std::set<std::string> clauses;
          for (const syntax::Node& node : tree.nodes.nodes)
            if (node.kind == syntax::NodeKind::clause && node.span.begin >= one.span.begin &&
                node.span.end <= one.span.end)
              clauses.insert(
                  pages::label_of(tree, {static_cast<std::uint32_t>(&node - tree.nodes.nodes.data())}, false));
          CHECK(clauses == shown.clauses);
        }
    }
  CHECK(rules > 500);
  CHECK(words > 5000);
  CHECK(cited > 500);
}
