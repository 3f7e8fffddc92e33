// The features but completion, each on a few lines.
#include <algorithm>

#include "lang/services/call_hierarchy.hpp"
#include "lang/services/code_actions.hpp"
#include "lang/services/code_lenses.hpp"
#include "lang/services/folding.hpp"
#include "lang/services/formatting.hpp"
#include "lang/services/hover.hpp"
#include "lang/services/inlay_hints.hpp"
#include "lang/services/rename.hpp"
#include "lang/services/semantic_tokens.hpp"
#include "lang/services/symbols.hpp"
#include "tests/lang/services/feature_test.hpp"

using namespace cepol;
using test::feature_records;
using test::feature_test;
using test::FeatureTest;

namespace {

std::string declaration_at(const std::string& body) {
  const FeatureTest test = feature_test(feature_records + body);
  const services::NameUse* use = test.names->at(test.file, test.at);
  if (use == nullptr) return "";
  const Source& source = test.policy->sources[use->declared.source];
  return std::to_string(place_of(source, use->declared.begin).line) + ":" + test.text(use->declared);
}

std::string after_rename(const std::string& body, const std::string& name) {
  const FeatureTest test = feature_test(feature_records + body);
  const services::NameUse* use = test.names->at(test.file, test.at);
  REQUIRE(use != nullptr);
  std::string text = test.policy->sources[test.file].text;
  auto edits = services::rename(*test.view, *test.names, use->declared, name);
  for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit)
    text.replace(edit->span.begin, edit->span.end - edit->span.begin, edit->text);
  return text.substr(text.find("topic"));
}

}  // namespace

TEST_CASE("a name leads to its declaration: columns, members, definitions, and names given on the spot") {
  CHECK(declaration_at("define n for person = full_years(bo▮rn, 2020-01-01)") == "6:born");
  CHECK(declaration_at("define low_level for person: bool = level is lo▮w") == "3:low");
  CHECK(declaration_at("define a = 1\ndefine b = ▮a + 1") == "11:a");
  CHECK(declaration_at("define f(x: number): number = x▮ + 1") == "11:x");
  CHECK(declaration_at("define n for person = sum(s▮.hours over study as s)") == "11:s");
  CHECK(declaration_at("define n for person = count(year y in from 2019 to 2020 where y▮ > 2019)") == "11:y");
  CHECK(declaration_at("define n = full_y▮ears(2020-01-01, 2021-01-01)").empty());
}

TEST_CASE("a group's key without a name of its own is the column") {
  CHECK(declaration_at("define n for person: bool = some(study by topic: top▮ic is law)") == "10:topic");
}

TEST_CASE("a name is changed wherever it is written, as it is written there") {
  CHECK(after_rename("define 「a b」 = 1\ndefine b = 「a▮ b」 + 1\n", "c")
            .ends_with("define 「c」 = 1\ndefine b = 「c」 + 1\n"));
  CHECK(after_rename("define a = 1\ndefine b = ▮a + 1\n", "and")
            .ends_with("define 「and」 = 1\ndefine b = 「and」 + 1\n"));
  CHECK(after_rename("example \"e\" { person { level: lo▮w } }\n", "base").ends_with("{ level: base } }\n"));
}

TEST_CASE("what cannot be a name is refused") {
  for (const char* text : {"", " a", "a\nb", "a」", "\"", "a\\"}) CHECK_FALSE(services::can_be_name(text));
  for (const char* text : {"a", "二(一)", "a b", "and"}) CHECK(services::can_be_name(text));
}

TEST_CASE("hover tells what a name is, its type and the clause it cites") {
  const FeatureTest test =
      feature_test(feature_records + "define lon▮g for person = 90 hours \"enough\" cites §一\n", "一、至少90学时\n");
  const auto found = services::hover(*test.view, *test.names, test.file, test.at);
  REQUIRE(found);
  CHECK(found->markdown.find("**long** definition, type: hours") == 0);
  CHECK(found->markdown.find("> **§一** 至少90学时") != std::string::npos);
}

TEST_CASE("a fence of the code in hover is longer than any in it") {
  const FeatureTest test = feature_test(feature_records + "define lon▮g = 1 \"``` x\"\n");
  CHECK(services::hover(*test.view, *test.names, test.file, test.at)->markdown.find("````cepol") != std::string::npos);
}

TEST_CASE("hover on a clause quotes it, on a built-in function tells its values") {
  const FeatureTest clause = feature_test("define a = 1 cites §▮一\n", "一、甲\n");
  CHECK(services::hover(*clause.view, *clause.names, clause.file, clause.at)->markdown.find("甲") != std::string::npos);
  const FeatureTest builtin = feature_test("define a = full_y▮ears(2020-01-01, 2021-01-01)\n");
  CHECK(services::hover(*builtin.view, *builtin.names, builtin.file, builtin.at)->markdown.find("满") !=
        std::string::npos);
}

TEST_CASE("each word has the type of what it names") {
  const FeatureTest test = feature_test(feature_records + "define a for person = 2 hours # why\n");
  std::map<std::string, services::SemanticToken> tokens;
  const std::string& text = test.policy->sources[test.file].text;
  std::uint32_t last = 0;
  for (const services::SemanticToken& token : services::semantic_tokens(*test.view, *test.names, test.file)) {
    CHECK(token.begin >= last);
    last = token.end;
    tokens.insert_or_assign(text.substr(token.begin, token.end - token.begin), token);
  }
  CHECK(tokens.at("define").type == services::TokenType::keyword);
  CHECK(tokens.at("person").type == services::TokenType::record);
  CHECK(tokens.at("hours").type == services::TokenType::type);
  CHECK(tokens.at("a").type == services::TokenType::function);
  CHECK(tokens.at("a").declares);
  CHECK(tokens.at("topic").type == services::TokenType::column);
  CHECK(tokens.at("low").type == services::TokenType::member);
  CHECK(tokens.at("# why").type == services::TokenType::comment);
}

TEST_CASE("the outline has every declaration, with its parts") {
  const FeatureTest test = feature_test(feature_records + "example \"first\" { person { level: low } }\n");
  const auto symbols = services::document_symbols(*test.view->tree(test.file));
  const auto find = [&](const std::string& name) {
    return std::find_if(symbols.begin(), symbols.end(), [&](const services::Symbol& one) { return one.name == name; });
  };
  REQUIRE(find("person") != symbols.end());
  CHECK(find("person")->detail == "record");
  CHECK(find("person")->children.size() == 4);
  CHECK(find("first") != symbols.end());
  CHECK(services::matching(symbols, "ln").size() == 0);
  CHECK(services::matching(symbols, "lv").size() == 2);
  for (const services::Symbol& symbol : symbols) {
    CHECK(symbol.selection.begin >= symbol.whole.begin);
    CHECK(symbol.selection.end <= symbol.whole.end);
  }
}

TEST_CASE("declarations and comments of several lines can be folded, selections grow outwards") {
  const FeatureTest test = feature_test("# one\n# two\n" + feature_records + "define a = ▮1 + 2\n");
  const auto folds = services::folds(*test.view->tree(test.file));
  CHECK(std::count_if(folds.begin(), folds.end(), [](const services::Fold& fold) { return fold.comment; }) == 1);
  CHECK(folds.size() == 3);
  const auto spans = services::selection_ranges(*test.view->tree(test.file), test.at);
  REQUIRE(spans.size() >= 3);
  CHECK(test.text(spans[0]) == "1");
  CHECK(test.text(spans[1]) == "1 + 2");
  for (std::size_t i = 1; i < spans.size(); ++i) {
    CHECK(spans[i].begin <= spans[i - 1].begin);
    CHECK(spans[i].end >= spans[i - 1].end);
  }
}

TEST_CASE("the layout is one edit of the part that changes, and none where nothing does") {
  const FeatureTest test = feature_test("define a = 1\ndefine   b = 2\ndefine c = 3\n");
  const auto edit = services::formatting(test.policy->parsed.back());
  REQUIRE(edit);
  CHECK(edit->span.begin > test.policy->sources[test.file].text.find("= 1"));
  CHECK(edit->span.end <= test.policy->sources[test.file].text.find("define c"));
  CHECK_FALSE(services::formatting(feature_test("define a = 1\n").policy->parsed.back()));
  CHECK_FALSE(services::formatting(feature_test("define  a = = 1\n").policy->parsed.back()));
}

TEST_CASE("a suggestion of a problem is an action, a warning can be declared as known") {
  const FeatureTest test = feature_test(feature_records + "define a for person = full_years(bron, 2020-01-01)\n");
  const auto findings = services::findings(*test.view);
  REQUIRE_FALSE(findings.empty());
  const auto actions =
      services::code_actions(*test.view, findings, test.file, findings[0].span.begin, findings[0].span.end);
  REQUIRE_FALSE(actions.empty());
  CHECK(actions[0].edits[0].text == "born");
  CHECK(test.text(actions[0].edits[0].span) == "bron");
}

TEST_CASE("a cited clause has its beginning beside it, a definition its type") {
  const FeatureTest test =
      feature_test(feature_records + "define a for person = 2 hours cites §一\n", "一、至少90学时\n");
  const auto hints = services::inlay_hints(*test.view, *test.names, test.file, 0, UINT32_MAX);
  REQUIRE(hints.size() == 2);
  CHECK(hints[0].label == ": hours");
  CHECK(hints[1].label == "至少90学时");
}

TEST_CASE("each example has a lens, each declaration how often it is used") {
  const FeatureTest test =
      feature_test(feature_records + "define a = 1\ndefine b = a + a\nexample \"e\" { person { id: x } }\n");
  std::map<std::string, services::CodeLens> lenses;
  for (const services::CodeLens& lens : services::code_lenses(*test.view, *test.names, test.file))
    lenses.insert_or_assign(test.text(lens.span), lens);
  CHECK(lenses.at("a").uses == 2);
  CHECK(lenses.at("b").uses == 0);
  CHECK(lenses.at("\"e\"").example == "e");
}

TEST_CASE("what depends on a declaration, and what it depends on") {
  const FeatureTest test = feature_test(feature_records + "define ▮a = 1\ndefine b = a + a\ndefine c = b\n");
  const services::DeclaredName* a = services::declaration_of(*test.view, *test.names, test.file, test.at);
  REQUIRE(a != nullptr);
  const auto used = services::used_by(*test.view, *test.names, *a);
  REQUIRE(used.size() == 1);
  CHECK(test.text(used[0].on.span) == "b");
  CHECK(used[0].places.size() == 2);
  const auto uses = services::uses_of(*test.view, *test.names, used[0].on);
  REQUIRE(uses.size() == 1);
  CHECK(test.text(uses[0].on.span) == "a");
}

TEST_CASE("columns that an example lists as missing are names too") {
  const std::string body =
      "decision d for person: a | b { a when member is yes\n b otherwise }\nresults person { id, d, missing lacking }\n"
      "example \"e\" { person { id: x } expect d is undetermined, lacking is memb▮er }\n";
  CHECK(declaration_at(body) == "7:member");
  CHECK(after_rename(body, "joined").ends_with("lacking is joined }\n"));
}
