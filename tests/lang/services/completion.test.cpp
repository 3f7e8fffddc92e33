#include "lang/services/completion.hpp"

#include <algorithm>

#include "lang/syntax/keywords.hpp"
#include "lang/syntax/parse.hpp"
#include "tests/lang/services/feature_test.hpp"

using namespace cepol;
using services::Completion;
using services::CompletionKind;

namespace {

std::set<std::string> proposed(const std::string& body, std::optional<CompletionKind> kind = CompletionKind::name,
                               const std::string& notice = {}) {
  const test::FeatureTest test = test::feature_test(test::feature_records + body, notice);
  std::set<std::string> labels;
  for (const Completion& item : services::completions(*test.view, *test.names, test.file, test.at).items)
    if (!kind || item.kind == *kind) labels.insert(item.label);
  return labels;
}

using Names = std::set<std::string>;

}  // namespace

TEST_CASE("after the record's word the records are proposed, and nothing else") {
  CHECK(proposed("define age for ▮") == Names{"person", "study"});
  CHECK(proposed("credit earned for person in hours { from ▮ }") == Names{"person", "study"});
  CHECK(proposed("results ▮") == Names{"person", "study"});
}

TEST_CASE("after is and within in { } the values of what is compared are proposed") {
  CHECK(proposed("decision d for person: a | b { a when level is ▮") == Names{"low", "high"});
  CHECK(proposed("decision d for person: a | b { a when level in {low, ▮") == Names{"low", "high"});
  CHECK(proposed("decision d for person: a | b { a when level is not ▮") == Names{"low", "high"});
  CHECK(proposed("define some_law for person: bool = some(study where study.topic is ▮") == Names{"law", "other"});
}

TEST_CASE("after a row and a dot its columns are proposed") {
  CHECK(proposed("define n for person = sum(study.▮") == Names{"year", "hours", "topic"});
}

TEST_CASE("where a formula begins the names in scope are proposed, with functions and keywords") {
  const Names names = proposed("define old = 1\ndefine n for person = ▮");
  for (const char* name : {"level", "born", "member", "old"}) CHECK(names.contains(name));
  CHECK_FALSE(names.contains("topic"));
  CHECK(proposed("define n for person = ▮", CompletionKind::built_in).contains("full_years"));
  CHECK(proposed("define n for person = ▮", CompletionKind::keyword).contains("sum"));
}

TEST_CASE("types, units and clauses are proposed where they can stand") {
  const Names types = proposed("record other { a: ▮ }");
  CHECK(types.contains("level"));
  CHECK(types.contains("hours"));
  CHECK(proposed("record other { a: ▮ }", CompletionKind::keyword).contains("date"));
  CHECK(proposed("define n = 1 cites ▮", CompletionKind::clause, "一、甲\n二、乙\n") == Names{"§一", "§二"});
}

TEST_CASE("in an example the columns, values and results are proposed") {
  CHECK(proposed("example \"e\" { person { ▮") == Names{"id", "level", "born", "member"});
  CHECK(proposed("example \"e\" { person { level: ▮") == Names{"low", "high"});
  CHECK(proposed("example \"e\" { person { member: ▮", CompletionKind::keyword) == Names{"yes", "no"});
  CHECK(proposed("decision d for person: a | b { a when member is yes\n b otherwise }\nexample \"e\" { person { id: x "
                 "} expect ▮") == Names{"d"});
}

TEST_CASE("between declarations their keywords are proposed, each with the whole construct") {
  CHECK(proposed("▮", CompletionKind::keyword).contains("decision"));
  CHECK(proposed("▮", CompletionKind::snippet).contains("decision …"));
  CHECK(proposed("define a = 1\n▮", CompletionKind::keyword).contains("example"));
}

TEST_CASE("nothing is proposed within quotes and comments") {
  CHECK(proposed("define a = 1 \"no ▮", std::nullopt).empty());
  CHECK(proposed("define a = 1 # no ▮", std::nullopt).empty());
}

TEST_CASE("a word that has been begun is replaced, also one in brackets of its own") {
  const test::FeatureTest test = test::feature_test(test::feature_records + "define n for pers▮on = 1");
  CHECK(test.text(services::completions(*test.view, *test.names, test.file, test.at).replaced) == "pers");
}

TEST_CASE("every snippet is what the grammar accepts") {
  struct Snippet {
    std::string_view zh, en;
  };
  static constexpr Snippet snippets[] = {
#define SNIPPET(keyword, zh, en) {zh, en},
#include "lang/services/snippets.def"
#undef SNIPPET
  };
  // ${1:text} is text, $0 nothing.
  const auto filled = [](std::string_view snippet) {
    std::string text;
    for (std::size_t at = 0; at < snippet.size(); ++at) {
      if (snippet.substr(at).starts_with("$0")) {
        ++at;
      } else if (snippet.substr(at).starts_with("${")) {
        const std::size_t colon = snippet.find(':', at), end = snippet.find('}', at);
        text += snippet.substr(colon + 1, end - colon - 1);
        at = end;
      } else {
        text += snippet[at];
      }
    }
    return text;
  };
  for (const Snippet& snippet : snippets)
    for (const std::string_view one : {snippet.zh, snippet.en}) {
      const bool header =
          one.starts_with("policy") || one.starts_with("政策") || one.starts_with("module") || one.starts_with("模块");
      const std::string text = (header ? "" : "module m\n") + filled(one);
      Sources sources;
      const syntax::Parsed parsed = syntax::parse(sources, sources.add({"s", text}));
      INFO(text);
      for (const Diagnostic& problem : parsed.problems.list) {
        INFO(render(problem, sources, Language::en));
        CHECK(severity_of(problem.code) != Severity::error);
      }
    }
}

TEST_CASE("completion at any place of a policy neither fails nor reads beyond it") {
  const std::string whole = test::feature_records +
                            "decision d for person: a | b { a when level in {low}\n b otherwise }\n"
                            "example \"e\" { person { level: low } study [ year hours\n 2020 3 ]\n expect d is a }\n";
  for (std::size_t cut = 0; cut <= whole.size(); cut += 7) {
    test::FeatureTest test = test::feature_test(whole.substr(0, cut));
    const auto end = static_cast<std::uint32_t>(test.policy->sources[test.file].text.size());
    const auto made = services::completions(*test.view, *test.names, test.file, end);
    CHECK(made.replaced.end == end);
  }
}
