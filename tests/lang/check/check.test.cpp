// What check() says of a policy: its problems, by code and the text that each is about. That every code comes up where
// it should is tested with docs/diagnostics.md.
#include "lang/check/check.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace cepol;

namespace {

std::vector<std::string> problems_of(const std::string& body) {
  Sources sources;
  const SourceId id = sources.add({"test.cepol", "policy test/one \"test\" { language en }\n" + body});
  const syntax::Parsed parsed = syntax::parse(sources, id);
  REQUIRE(parsed.problems.list.empty());
  const auto checked = check::check(sources, {{"test/one", id, &parsed}}, nullptr);
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

TEST_CASE("what names a broken rule or its outcomes is no further problem") {
  const std::string records =
      course +
      "unit hours\nenum state { met, unmet }\nrecord study of person { y: year; hours: hours; state: state }\n";
  auto with = [&](const std::string& credit, const std::string& subject) {
    return problems_of(records + credit + "assessment renewal for " + subject +
                       " of earned { met satisfied; unmet unmet; required need; earned have }\n" +
                       "requirement all of renewal { when yes window last 1 years to 2026 total 90 hours }\n" +
                       "decision due for person: yes_ | no_ { " +
                       "yes_ when renewal is satisfied and renewal in { unmet, satisfied } and have > 0 " +
                       "and (if since < 2020 then renewal else satisfied) is satisfied no_ otherwise }\n" +
                       "define later for person = since + 1\n" + "results person { id, due, later }\n" +
                       "example \"one\" { person { since: 2019 } expect renewal is satisfied, due is yes_ }\n");
  };
  const std::string good = "credit earned for person in hours { from study gives hours in y }\n";
  CHECK(with(good, "person").empty());
  CHECK(with("credit earned for person in hours { from study gives huors in y }\n", "person") ==
        std::vector<std::string>{"E0201 huors"});
  CHECK(with(good, "persn") == std::vector<std::string>{"E0202 persn"});
  CHECK(with("credit earned for persn in hours { from study gives hours in y }\n", "person") ==
        std::vector<std::string>{"E0202 persn"});
}

TEST_CASE("in a rule about a child row a bare name of the parent's gets the parent's name before it") {
  Sources sources;
  const SourceId id =
      sources.add({"test.cepol", "policy test/one \"test\" { language en }\n" + course +
                                     "record study of person { y: year }\n"
                                     "define lasts(from_year: year) for person = from_year + 2 years\n"
                                     "decision old for study: yes_ | no_ { yes_ when y > since or y > lasts(2020) or "
                                     "y > person.lasts(2020) or (person.since(2020) = 2020) no_ otherwise }\n"});
  const syntax::Parsed parsed = syntax::parse(sources, id);
  REQUIRE(parsed.problems.list.empty());
  const auto checked = check::check(sources, {{"test/one", id, &parsed}}, nullptr);
  std::vector<std::string> found;
  for (const Diagnostic& one : checked.problems.list)
    found.push_back(std::string(code_number(one.code)) + " " + one.suggestion);
  CHECK(found == std::vector<std::string>{"E0201 person.since", "E0201 person.lasts", "E0326 "});
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

TEST_CASE("a limit for each key holds for every source of its block") {
  const std::string records = course + "unit hours\n" +
                              "record study of person { y: year; hours: hours; title: text }\n" +
                              "record talk of person { y: year; hours: hours }\n";
  auto credit = [&](const std::string& key) {
    return problems_of(records +
                       "credit earned for person in hours { from study gives hours in y from talk gives hours in y " +
                       "at most 1 times for each " + key + ", y }\n" +
                       "decision due for person: yes_ | no_ { yes_ when (earned during 2026 > 0) no_ otherwise }\n");
  };
  CHECK(credit("hours").empty());
  CHECK(credit("title") == std::vector<std::string>{"E0428 title"});
  CHECK(credit("titel") == std::vector<std::string>{"E0201 titel"});  // in no source: once
}

TEST_CASE("a window is a parameter of definitions, not of tables") {
  const std::string define = "define length(span: period): days = last(span) - first(span)\n";
  auto with = [&](const std::string& condition) {
    return problems_of(course + define + "decision due for person: yes_ | no_ { yes_ when " + condition +
                       " no_ otherwise }\n");
  };
  CHECK(with("length(from born to 2026-01-01) > 3 days").empty());
  CHECK(with("length(from 2025 to 2026) > 3 days") == std::vector<std::string>{"E0305 from 2025 to 2026"});
  CHECK(with("length(born) > 3 days") == std::vector<std::string>{"E0316 born"});
  CHECK(problems_of("table days_of(span: years): number { any: 1 }\n") == std::vector<std::string>{"E0315 years"});
}

TEST_CASE("functions that people expect are suggested under the name they have here") {
  Sources sources;
  const SourceId id = sources.add({"test.cepol", "policy test/one \"test\" { language en }\n" + course +
                                                     "define a for person = round(2.5, 1)\n"
                                                     "define b for person = full_year(born, 2026-01-01)\n"});
  const syntax::Parsed parsed = syntax::parse(sources, id);
  const auto checked = check::check(sources, {{"test/one", id, &parsed}}, nullptr);
  REQUIRE(checked.problems.list.size() == 2);
  CHECK(checked.problems.list[0].suggestion == "round_half_up");
  CHECK(checked.problems.list[1].suggestion == "full_years");
}

TEST_CASE("days compared with years are told how to count full years") {
  CHECK(problems_of(course + "decision due for person: yes_ | no_ { yes_ when 2026-01-01 - born >= 18 years "
                             "no_ otherwise }\n") == std::vector<std::string>{"E0337 2026-01-01 - born >= 18 years"});
}

TEST_CASE("a limit is named without the wordings and citations in it") {
  Sources sources;
  const SourceId id = sources.add(
      {"test.cepol", "policy test/one \"test\" { language en }\n" + course +
                         "unit hours\nrecord study of person { y: year; hours: hours; online: bool }\n"
                         "credit earned for person in hours { from study gives hours in y\n"
                         "  at most 1 times for each y\n    when online \"on line\" and hours > 2 hours cites §2(4)\n"
                         "  only the best for each y cites §3\n"
                         "  at most 9 hours a year when since > 2020 cites §4 }\n"
                         "decision due for person: yes_ | no_ { yes_ when (earned during 2026 > 0) no_ otherwise }\n"});
  const syntax::Parsed parsed = syntax::parse(sources, id);
  const auto checked = check::check(sources, {{"test/one", id, &parsed}}, nullptr);
  REQUIRE(checked.problems.list.empty());
  std::vector<std::string> rules;
  for (const semantics::ClauseUse& use : checked.clause_map)
    for (const std::string& rule : use.rules) rules.push_back(use.path + " " + rule);
  CHECK(rules == std::vector<std::string>{"2(4) earned", "3 earned", "4 earned"});
}

TEST_CASE("a column that no row at hand has is told from a name that is nowhere") {
  Sources sources;
  const SourceId id = sources.add({"test.cepol", "policy test/one \"test\" { language en }\n" + course +
                                                     "define one = since + 1\n"
                                                     "define two for person = sinse + 1\n" +
                                                     results});
  const syntax::Parsed parsed = syntax::parse(sources, id);
  const auto checked = check::check(sources, {{"test/one", id, &parsed}}, nullptr);
  REQUIRE(checked.problems.list.size() >= 2);
  CHECK(checked.problems.list[0].code == Code::no_row_in_scope);
  CHECK(checked.problems.list[0].arguments == std::vector<std::string>{"since", "person"});
  CHECK(checked.problems.list[1].code == Code::unknown_name);
  CHECK(checked.problems.list[1].suggestion == "since");
}

TEST_CASE("types are named in the language of the message") {
  Sources sources;
  const SourceId id = sources.add({"test.cepol", "policy test/one \"test\" { language en }\n" + course +
                                                     "define next for person: number = since\n"
                                                     "define age for person = (born - 2026-01-01) * 1 months\n" +
                                                     results});
  const syntax::Parsed parsed = syntax::parse(sources, id);
  const auto checked = check::check(sources, {{"test/one", id, &parsed}}, nullptr);
  REQUIRE_FALSE(checked.problems.list.empty());
  const Diagnostic& first = checked.problems.list.front();
  CHECK_THAT(message_of(first, Language::en), Catch::Contains("number") && Catch::Contains("year"));
  CHECK_THAT(message_of(first, Language::zh), Catch::Contains("数") && Catch::Contains("年"));
  for (const char* part : {"数", "年", "\x1F"}) CHECK(message_of(first, Language::en).find(part) == std::string::npos);
  const Diagnostic& second = checked.problems.list[1];
  CHECK(message_of(second, Language::en) ==
        "two amounts with a unit cannot be multiplied: a number of days by a number of months");
  CHECK(message_of(second, Language::zh) == "两个带单位的数不能相乘：几天乘几个月");
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
  CHECK(problems_of(long_ones(2)) == std::vector<std::string>{"W0414 a1"});
  CHECK(problems_of(long_ones(3)) == std::vector<std::string>{"E0216 a2"});
}

TEST_CASE("too many cases, outcomes or members are one problem, soon told") {
  const std::size_t thousands = 50000;
  CHECK(problems_of(course + "decision d for person: " + many("o", " | o", thousands, "") + " { o otherwise }\n") ==
        std::vector<std::string>{"E0329 d"});
  CHECK(problems_of(course + "decision d for person: x | y {\n" + many("", "x when since = ", thousands, "\n") +
                    "y otherwise }\n") == std::vector<std::string>{"E0429 d"});
  CHECK(problems_of(course + "table t(n: number): number {\n" + many("", "", thousands, ": 1\n") + "}\n") ==
        std::vector<std::string>{"E0429 t"});
  CHECK(problems_of("enum e {\n" + many("", "m", thousands, "\n") + "}\n") == std::vector<std::string>{"E0329 e"});
  const std::string option = " y otherwise }\n" + results;
  CHECK(problems_of(course + "decision due for person, first that fits: x | y {\n" +
                    many("", "x when since = ", 1000 - 1, "\n") + option)
            .empty());
}
