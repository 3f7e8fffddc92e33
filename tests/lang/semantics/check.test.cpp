// What check() says of a policy: its problems, by code and the text that each is about. That every code comes up where
// it should is tested with docs/diagnostics.md.
#include "lang/semantics/check.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace cepol;

namespace {

std::vector<std::string> problems_of(const std::string& body) {
  Sources sources;
  const SourceId id = sources.add({"test.cepol", "policy test/one \"test\" { language en }\n" + body});
  const syntax::Parsed parsed = syntax::parse(sources, id);
  REQUIRE(parsed.problems.list.empty());
  const auto checked = semantics::check(sources, {{"test/one", id, &parsed}}, nullptr);
  std::vector<std::string> found;
  for (const Diagnostic& one : checked.problems.list)
    found.push_back(std::string(code_number(one.code)) + " " +
                    sources[id].text.substr(one.span.begin, one.span.end - one.span.begin));
  return found;
}

const std::string course = "record person key id { id: text  born: date  since: year }\n";
const std::string results = "results person { id, due, missing todo, reasons why }\n";

}  // namespace

TEST_CASE("a good policy has no problems") {
  CHECK(
      problems_of(course +
                  "decision due for person, first that fits: yes_ | no_ { yes_ when (since <= 2020) no_ otherwise }\n" +
                  results)
          .empty());
}

TEST_CASE("a column of an unknown type is one problem, wherever it is used") {
  const std::string bad = "record person key id { id: text  born: date  since: yaer }\n";
  CHECK(problems_of(
            bad + "decision due for person, first that fits: yes_ | no_ { yes_ when (since <= 2020) no_ otherwise }\n" +
            results + "example \"one\" { person { since: 2019 } expect due is yes_ }\n") ==
        std::vector<std::string>{"E0301 yaer"});
}

TEST_CASE("an unknown name is a problem at each place") {
  CHECK(
      problems_of(course +
                  "decision due for person, first that fits: yes_ | no_ { yes_ when (snice <= 2020) no_ otherwise }\n" +
                  results)
          .front() == "E0201 snice");
}

TEST_CASE("numbers to choose from beside a year are years") {
  const std::string either = "if born < 1990-01-01 then 2020 else 2022";
  CHECK(problems_of(course + "decision due for person, first that fits: yes_ | no_ { yes_ when (since <= (" + either +
                    ")) no_ otherwise }\n" + results)
            .empty());
}

TEST_CASE("types are named in the language of the message") {
  Sources sources;
  const SourceId id = sources.add({"test.cepol", "policy test/one \"test\" { language en }\n" + course +
                                                     "define next for person: number = since\n" + results});
  const syntax::Parsed parsed = syntax::parse(sources, id);
  const auto checked = semantics::check(sources, {{"test/one", id, &parsed}}, nullptr);
  REQUIRE_FALSE(checked.problems.list.empty());
  const Diagnostic& first = checked.problems.list.front();
  CHECK_THAT(message_of(first, Language::en), Catch::Contains("number") && Catch::Contains("year"));
  CHECK_THAT(message_of(first, Language::zh), Catch::Contains("数") && Catch::Contains("年"));
  for (const char* part : {"数", "年", "\x1F"}) CHECK(message_of(first, Language::en).find(part) == std::string::npos);
}

namespace {

// a0, a1 = a0 + 1, ...: each defined after the one that it uses, or before it.
std::string chain(int length, bool backwards) {
  std::vector<std::string> lines{"define a0 = 1\n"};
  for (int i = 1; i < length; ++i)
    lines.push_back("define a" + std::to_string(i) + " = a" + std::to_string(i - 1) + " + 1\n");
  if (backwards) std::reverse(lines.begin(), lines.end());
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}
// Definitions of 900 operators, each using the one before.
std::string long_ones(int count) {
  std::string text = "define a0 = 1\n";
  for (int i = 1; i < count; ++i) {
    text += "define a" + std::to_string(i) + " = a" + std::to_string(i - 1);
    for (int j = 0; j < 900; ++j) text += " + 1";
    text += "\n";
  }
  return text;
}
std::string many(const std::string& before, const std::string& each, std::size_t count, const std::string& after) {
  std::string text = before;
  for (std::size_t i = 0; i < count; ++i) text += each + std::to_string(i) + after;
  return text;
}

}  // namespace

TEST_CASE("definitions one upon another are bounded, in whatever order they are written") {
  for (const bool backwards : {false, true}) {
    CHECK(problems_of(chain(200, backwards)) == std::vector<std::string>{"W0414 a199"});
    CHECK(problems_of(chain(201, backwards)) == std::vector<std::string>{"E0216 a200"});
    CHECK(problems_of(chain(9000, backwards)).size() == 1);
  }
  CHECK(problems_of(long_ones(3)) == std::vector<std::string>{"W0414 a2"});
  CHECK(problems_of(long_ones(4)) == std::vector<std::string>{"E0216 a3"});
}

TEST_CASE("too many cases, outcomes or members are one problem, soon told") {
  const std::size_t thousands = 50000;
  CHECK(problems_of(course + "decision d for person: " + many("o", " | o", thousands, "") + " { o otherwise }\n") ==
        std::vector<std::string>{"E0329 d"});
  CHECK(problems_of(course + "decision d for person: x | y {\n" + many("", "x when since = ", thousands, "\n") +
                    "y otherwise }\n") == std::vector<std::string>{"E0428 d"});
  CHECK(problems_of(course + "table t(n: number): number {\n" + many("", "", thousands, ": 1\n") + "}\n") ==
        std::vector<std::string>{"E0428 t"});
  CHECK(problems_of("enum e {\n" + many("", "m", thousands, "\n") + "}\n") == std::vector<std::string>{"E0329 e"});
  const std::string option = " y otherwise }\n" + results;
  CHECK(problems_of(course + "decision due for person, first that fits: x | y {\n" +
                    many("", "x when since = ", 1000 - 1, "\n") + option)
            .empty());
}
