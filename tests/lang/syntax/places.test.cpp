// An item in the block of a declaration in which it cannot stand, or outside of all: the message says where it stands.
#include <array>
#include <catch2/catch.hpp>

#include "lang/syntax/parse.hpp"

using namespace cepol;

namespace {

// The English message of the first problem.
std::string told(const std::string& text) {
  Sources sources;
  const syntax::Parsed parsed = syntax::parse(sources, sources.add({"t", "policy t/t \"t\" { language en }\n" + text}));
  return parsed.problems.list.empty() ? "" : message_of(parsed.problems.list.front(), Language::en);
}
bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("every item that stands elsewhere is told where it stands") {
  const std::string waiver = "waiver w of a { when old\n  ", requirement = "requirement r of a { window 2026\n  ",
                    assessment = "assessment a for p of c { met x\n  ", decision = "decision d for p: x | z {\n  ",
                    credit = "credit c for p in hours { from s gives h in y\n  ";
  for (const auto& [before, item, place] : std::vector<std::array<std::string, 3>>{
           {waiver, "total 90 hours", "a `requirement`"},
           {waiver, "window 2026", "a `requirement`"},
           {waiver, "must law: yes", "an `assessment` or a `requirement`"},
           {waiver, "at most 3 hours a year", "a `credit` or `equivalence`"},
           {requirement, "needs nothing", "a `waiver`"},
           {requirement, "total becomes 3 hours", "a `waiver`"},
           {requirement, "drops law", "a `waiver`"},
           {requirement, "met enough", "an `assessment`"},
           {requirement, "short gap", "an `assessment`"},
           {assessment, "total 90 hours", "a `requirement`"},
           {assessment, "window 2026", "a `requirement`"},
           {credit, "must law: yes", "an `assessment` or a `requirement`"},
           {credit, "total 90 hours", "a `requirement`"},
           {decision, "total 90 hours", "a `requirement`"},
           {decision, "when old", "behind an outcome"},
           {assessment, "otherwise", "behind an outcome"},
           {decision, "expect d is x", "an `example`"},
       }) {
    INFO(before << item);
    const std::string message = told(before + item + "\n}\n");
    CHECK(has(message, "cannot stand here"));
    CHECK(has(message, place));
  }
}

TEST_CASE("items outside of all blocks are told where they stand") {
  for (const auto& [item, place] :
       std::vector<std::pair<std::string, std::string>>{{"applies 2026-01-01", "the header of a policy"},
                                                        {"total 90 hours", "a `requirement`"},
                                                        {"at most 3 hours a year", "a `credit` or `equivalence`"},
                                                        {"expect d is x", "an `example`"}}) {
    INFO(item);
    CHECK(has(told("unit hours\n" + item + "\n"), place));
  }
}

TEST_CASE("an item that is only written wrong is not told to be elsewhere") {
  CHECK_FALSE(has(told("requirement r of a { total }\n"), "cannot stand here"));
  CHECK_FALSE(has(told("requirement r of a { must law yes }\n"), "cannot stand here"));
  CHECK_FALSE(has(told("record p { total number }\n"), "cannot stand here"));
  CHECK_FALSE(has(told("decision d for p: notice | z { notice when ; z otherwise }\n"), "cannot stand here"));
}
