// Actions of authors: each leaves a text that the checker accepts, or one whose only errors are what is to be filled
// in.
#include "lang/services/author_actions.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/lang/services/feature_test.hpp"

using namespace cepol;
using test::feature_records;
using test::feature_test;
using test::FeatureTest;

namespace {

const std::string two_clauses = "一、满50周岁的免予学习\n二、每年90学时\n";

std::string applied(const FeatureTest& given, std::vector<services::TextEdit> edits) {
  std::string text = given.policy->sources[given.file].text;
  std::sort(edits.begin(), edits.end(), [](const auto& a, const auto& b) { return a.span.begin > b.span.begin; });
  for (const services::TextEdit& edit : edits)
    text.replace(edit.span.begin, edit.span.end - edit.span.begin, edit.text);
  return text;
}
// The text after the action whose title has the words; "": there is none.
std::string after_action(const std::string& body, const std::string& words, const std::string& of_notice = {}) {
  const FeatureTest given = feature_test(body, of_notice);
  for (const services::CodeAction& action : services::author_actions(*given.view, *given.names, given.file, given.at))
    if (action.title.find(words) != std::string::npos) return applied(given, action.edits);
  return {};
}
std::vector<std::string> errors_in(const std::string& text, const std::string& of_notice = {}) {
  const FeatureTest made = feature_test(text, of_notice, "");
  std::vector<std::string> codes;
  for (const Diagnostic& one : made.policy->checked.problems.list)
    if (severity_of(one.code) == Severity::error) codes.emplace_back(code_number(one.code));
  for (const syntax::Parsed& parsed : made.policy->parsed)
    for (const Diagnostic& one : parsed.problems.list) codes.emplace_back(code_number(one.code));
  return codes;
}

}  // namespace

TEST_CASE("a case that a decision lacks is added, the last one otherwise") {
  const std::string text =
      after_action(feature_records + "decision d for person: a | b {\n  a when mem▮ber is yes\n}\n", "add the case");
  CHECK(text.find("  a when member is yes\n  b otherwise\n}") != std::string::npos);
  CHECK(errors_in(text).empty());
}

TEST_CASE("cases are added before the otherwise that is there, their conditions to be written") {
  const std::string text =
      after_action(feature_records + "decision d for pe▮rson: a | b | c {\n  a when member is yes\n  c otherwise\n}\n",
                   "add the case");
  CHECK(text.find("  a when member is yes\n  b when condition\n  c otherwise\n}") != std::string::npos);
  CHECK(errors_in(text) == std::vector<std::string>{"E0201"});
  CHECK(after_action(feature_records + "decision d for pe▮rson: a | b { a when member is yes\n b otherwise }\n",
                     "add the case")
            .empty());
}

TEST_CASE("a case is added to a decision on one line") {
  const std::string text =
      after_action(feature_records + "decision d for pe▮rson: a | b { a when member is yes }\n", "add the case");
  INFO(text);
  CHECK(errors_in(text).empty());
}

TEST_CASE("a rule that cites nothing is offered the clause that has its words") {
  const std::string rule =
      "decision d for person: a | b \"满50周岁的免予\" {\n  a when mem▮ber is yes\n  b otherwise\n}\n";
  const std::string text = after_action(feature_records + rule, "cite §一", two_clauses);
  CHECK(text.find("b \"满50周岁的免予\" cites §一 {") != std::string::npos);
  CHECK(errors_in(text, two_clauses).empty());
  CHECK(after_action(feature_records + "define ▮x = 2 hours \"每年90学时\"\n", "cite", two_clauses)
            .find("\"每年90学时\" cites §二\n") != std::string::npos);
  CHECK(after_action(feature_records + "define ▮x = 2 hours \"每年90学时\" cites §二\n", "cite", two_clauses).empty());
  CHECK(after_action(feature_records + "define ▮x = 2 hours \"每年\"\n", "cite", two_clauses).empty());
}

TEST_CASE("a clause that is chosen beside the policy is cited, after those that are") {
  const auto cited = [](const std::string& body, const std::string& label) {
    const FeatureTest given = feature_test(feature_records + body, two_clauses);
    const auto edit = services::citation(*given.view, given.file, given.at, label);
    return edit ? applied(given, {*edit}) : std::string();
  };
  CHECK(cited("define ▮x = 2 hours\n", "二").ends_with("define x = 2 hours cites §二\n"));
  CHECK(cited("define ▮x = 2 hours cites §一\n", "二").ends_with("define x = 2 hours cites §一, §二\n"));
  CHECK(cited("define ▮x = 2 hours cites §一\n", "一").empty());
  CHECK(cited("define ▮x = 2 hours\n", "九").empty());
  CHECK(cited("▮\ndefine x = 2 hours\n", "一").empty());
}

TEST_CASE("a number with a unit becomes a reading with another option to be written") {
  const std::string text =
      after_action(feature_records + "define open_number = 1\ndefine need = 9▮0 hours\n", "a reading");
  INFO(text);
  CHECK(
      text.find("reading open_number2: hours \"the question\" {\n  as_written = 90 hours \"how it is read\" default\n  "
                "otherwise_read = 91 hours ") != std::string::npos);
  CHECK(text.ends_with("define need = open_number2\n"));
  CHECK(errors_in(text).empty());
  CHECK(after_action(feature_records + "example \"e\" { study { hours: 9▮0 } }\n", "a reading").empty());
}
