// Resolution by itself: the errors that it reports, and what it leaves for the lints. That every code comes up where it
// should is tested with docs/diagnostics.md; what check() reports of a whole policy, in tests/lang/check.
#include "lang/semantics/resolve.hpp"

#include <catch2/catch.hpp>

#include "lang/semantics/lookup.hpp"

using namespace cepol;

namespace {

struct Resolved {
  Sources sources;
  syntax::Parsed parsed;
  std::vector<semantics::Module> modules;
  semantics::Checked checked;
  semantics::Resolution resolution;

  explicit Resolved(const std::string& body) {
    const SourceId id = sources.add({"test.cepol", "policy test/one \"test\" { language en }\n" + body});
    parsed = syntax::parse(sources, id);
    for (const Diagnostic& one : parsed.problems.list) FAIL(message_of(one, Language::en));
    modules.push_back({"test/one", id, &parsed});
    resolution = semantics::resolve(sources, modules, nullptr, {}, checked);
  }
  // Code, text and suggestion of each problem.
  std::vector<std::string> problems() const {
    std::vector<std::string> found;
    for (const Diagnostic& one : checked.problems.list)
      found.push_back(std::string(code_number(one.code)) + " " + std::string(text_of(sources, one.span)) +
                      (one.suggestion.empty() ? "" : " -> " + one.suggestion));
    return found;
  }
};
using Found = std::vector<std::string>;

const std::string records =
    "unit hours\nunit credits = 3 hours\n"
    "record person key id { id: text; since: year }\n"
    "record study of person { y: year; hours: hours }\n";

}  // namespace

TEST_CASE("a misspelt unit gets the nearest one as a suggestion, wherever it is written") {
  CHECK(Resolved(records + "define a = 3 huors").problems() == Found{"E0302 huors -> hours"});
  CHECK(Resolved(records + "define a = 3 hours as credtis").problems() == Found{"E0302 credtis -> credits"});
  CHECK(Resolved(records + "define a = 3 dyas").problems() == Found{"E0302 dyas -> days"});
  CHECK(Resolved(records + "credit c for person in huors { from study gives 3 hours in y }").problems().front() ==
        "E0302 huors -> hours");
  CHECK(Resolved(records + "define a = 3 zzzzzz").problems() == Found{"E0302 zzzzzz"});
}

TEST_CASE("only what has a value can be called") {
  for (const std::string name : {"person", "study", "credits"}) {
    const Found found = Resolved(records + "define a for person = " + name + "(since)").problems();
    REQUIRE(!found.empty());
    CHECK(found.front() == "E0201 " + name);
  }
}

TEST_CASE("a conversion uses the unit that it converts to") {
  const auto used = [](const std::string& body) {
    const Resolved resolved(records + body);
    CHECK(resolved.problems().empty());
    const auto id = semantics::find_global(resolved.resolution, "credits");
    REQUIRE(id);
    return resolved.resolution.declarations[*id].used;
  };
  CHECK(used("define a = 3 hours as credits"));
  CHECK(used("define a = 3 credits"));
  CHECK_FALSE(used("define a = 3 hours"));
}

TEST_CASE("the rules of an assessment are kept for the lints") {
  const Resolved resolved(records +
                          "credit c for person in hours { from study gives hours in y }\n"
                          "assessment all for person of c { met ok; unmet not_ok; waived free }\n"
                          "requirement one of all { when yes; window 2020; total 5 hours\n  must late: since > 2020 }\n"
                          "waiver w of all { when since = 2021; drops late when since > 2000 }\n"
                          "waiver v of all { when since = 2022; needs nothing }\n");
  CHECK(resolved.problems().empty());
  REQUIRE(resolved.resolution.assessments.size() == 1);
  const semantics::AssessmentRules& rules = resolved.resolution.assessments.front();
  CHECK(rules.name == "all");
  REQUIRE(rules.requirements.size() == 1);
  CHECK(rules.requirements.front().musts == Found{"late"});
  REQUIRE(rules.waivers.size() == 2);
  CHECK(rules.waivers[0].drops.front().must == "late");
  CHECK(rules.waivers[0].drops.front().applies.valid());
  CHECK_FALSE(rules.waivers[0].everything);
  CHECK(rules.waivers[1].everything);
  CHECK(rules.waiver.valid());
}

TEST_CASE("a rule of an assessment that asks for the assessment's own figure comes back to itself") {
  const std::string rules =
      "unit hours\nrecord person key id { id: text }\nrecord study of person { y: year; h: hours }\n"
      "credit c for person in hours { from study gives h in y }\n"
      "assessment all for person of c { met ok; unmet not_ok; earned have_ }\n"
      "requirement one of all { when have_ < 5 hours; window last 2 years to 2020; total 10 hours }\n";
  for (const std::string& use : {std::string(), std::string("warning few for person { when have_ < 5 hours }\n")}) {
    const Resolved resolved(rules + use);
    CHECK(resolved.problems() == Found{"E0207 have_"});
  }
}
