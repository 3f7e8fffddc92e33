// Every kind of name, misspelt wherever it is used: the first error names the right one.
#include <catch2/catch.hpp>

#include "tests/support/policy.hpp"

using namespace cepol;

namespace {

const std::string good =
    "policy test/one \"t\" { language en }\n"
    "unit hours\n"
    "enum subject { general, practice; anything = { general, practice } }\n"
    "record course key number { number: text; approved: bool }\n"
    "record person key id { id: text; grade: { senior, junior }; filed: date }\n"
    "record study of person { studied: year; subject: subject; amount: hours; course: course }\n"
    "reading strictly { lenient default; severe }\n"
    "define fiftyish(limit: number in years) for person: bool = full_years(filed, 2026-01-01) >= limit\n"
    "credit earned for person in hours by subject { from study gives amount of subject in studied }\n"
    "equivalence further to earned { from study gives 1 hours of general in studied when course.approved }\n"
    "assessment yearly for person of earned { met enough; unmet lacking; waived exempt; required needed }\n"
    "requirement everybody of yearly over seniors { when grade is junior window 2026 total 9 hours must lawful: earned "
    "of "
    "practice during window > 0 hours }\n"
    "requirement seniors of yearly { when grade is senior and strictly is severe window 2026 total 8 hours of "
    "anything }\n"
    "waiver elderly of yearly over sickly { when fiftyish(50 years) drops lawful }\n"
    "waiver sickly of yearly { when filed < 2025-01-01 needs nothing }\n"
    "decision filing for person: accepted | refused { accepted over refused when yearly is enough refused when needed "
    "> 3 hours }\n"
    "quota seats for person by grade { senior 1; junior 2 }\n"
    "results person { id, filing, yearly }\n"
    "example \"first one\" { person { id: A, grade: senior } expect filing is accepted }\n"
    "example \"second one\" like \"first one\" { reading strictly = severe expect filing is accepted, needed is 8 "
    "}\n";

struct Use {
  std::string text, name;  // the name as it is used in the text
};

// The suggestion of the first error, where the name is misspelt in that use.
std::string suggested(const Use& use) {
  const std::size_t at = good.find(use.text);
  REQUIRE(at != std::string::npos);
  std::string text = good;
  const std::size_t name = text.find(use.name, at);
  std::swap(text[name + use.name.size() - 1], text[name + use.name.size() - 2]);  // a slip of the fingers
  const auto policy = test::checked({{"", text}});
  for (const Diagnostic& one : policy->checked.problems.list)
    if (severity_of(one.code) == Severity::error && one.suggestion == use.name) return one.suggestion;
  return test::why_bad(*policy);
}

}  // namespace

TEST_CASE("a misspelt name has its suggestion, whatever it names and wherever it stands") {
  CHECK(test::why_bad(*test::checked({{"", good}})) == "");
  for (const Use& use : std::vector<Use>{{"amount: hours", "hours"},
                                         {": subject; amount", "subject"},
                                         {"record study of person", "person"},
                                         {": course }", "course"},
                                         {"for person: bool", "person"},
                                         {"full_years(filed", "full_years"},
                                         {"(filed, 2026", "filed"},
                                         {"by subject {", "subject"},
                                         {"from study", "study"},
                                         {"gives amount", "amount"},
                                         {"in studied }", "studied"},
                                         {"to earned", "earned"},
                                         {"of general in", "general"},
                                         {"course.approved", "approved"},
                                         {"for person of earned", "earned"},
                                         {"of yearly over seniors", "yearly"},
                                         {"over seniors", "seniors"},
                                         {"grade is junior", "grade"},
                                         {"is junior", "junior"},
                                         {"earned of practice", "practice"},
                                         {"strictly is severe", "strictly"},
                                         {"is severe", "severe"},
                                         {"of anything", "anything"},
                                         {"over sickly", "sickly"},
                                         {"when fiftyish", "fiftyish"},
                                         {"drops lawful", "lawful"},
                                         {"over refused", "refused"},
                                         {"yearly is enough", "yearly"},
                                         {"is enough", "enough"},
                                         {"needed > 3 hours", "needed"},
                                         {"by grade {", "grade"},
                                         {"senior 1", "senior"},
                                         {"results person", "person"},
                                         {"id, filing", "filing"},
                                         {"person { id: A, grade", "grade"},
                                         {"expect filing", "filing"},
                                         {"like \"first one\"", "first one"},
                                         {"reading strictly = severe", "strictly"},
                                         {"= severe expect", "severe"}}) {
    INFO(use.text);
    CHECK(suggested(use) == use.name);
  }
}
