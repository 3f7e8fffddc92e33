// What is written otherwise and computes the same is no change; what may compute something else is one.
#include "tests/interpreter/diff/undo.hpp"

using namespace cepol;
using namespace cepol::diff;

namespace {

Structure rewritten(const std::string& old, const std::string& now, const std::string& more = {}) {
  const std::string records =
      "enum kind { k, l, m }\n"
      "record person key id { id: text; n: number; o: optional number; kind: kind; b: bool; left: optional date }\n" +
      more;
  const auto before = policy_of(records + "decision d for person: x | y { x when " + old + "; y otherwise }"),
             after = policy_of(records + "decision d for person: x | y { x when " + now + "; y otherwise }");
  return compare(before->whole(), after->whole(), true);
}

}  // namespace

TEST_CASE("a rule that is lowered to the same terms is only written otherwise") {
  const std::string more =
      "define grown for person: bool = n >= 18\ndefine above(limit: number) for person: bool = n > limit\n";
  const std::pair<const char*, const char*> same[] = {
      {"n >= 5", "5 <= n"},
      {"b and (n > 3 or kind is k)", "(kind is k or n > 3) and b"},
      {"n > 2 * 3 + 1", "n > 7"},
      {"not (not b)", "b"},
      {"not (not (n > 3 and b))", "b and n > 3"},
      {"kind is k or kind is l", "kind in { k, l }"},
      {"grown and b", "b and n >= 18"},
      {"n >= 18", "grown"},
  };
  for (const auto& [old, now] : same)
    for (const bool turned : {false, true}) {
      const Structure structure = turned ? rewritten(now, old, more) : rewritten(old, now, more);
      INFO(old << " / " << now << "\n" << describe(structure));
      CHECK(structure.same());
    }
}

TEST_CASE("a rule that may compute something else is a change, however alike it is") {
  const std::pair<const char*, const char*> other[] = {
      {"not (o < 5)", "o >= 5"},  // where o is none, the first is yes
      {"not (left <= 2020-01-01)", "left > 2020-01-01"},
      {"n >= 5", "5 >= n"},
      {"n > 2 * 3", "n > 5"},
      {"not b", "not (not b)"},
      {"(b and n > 3) or kind is k", "b and (n > 3 or kind is k)"},
      {"kind is k or kind is l", "kind in { k, m }"},
      {"n - 1 > 0", "1 - n > 0"},
  };
  for (const auto& [old, now] : other) {
    const Structure structure = rewritten(old, now);
    INFO(old << " / " << now);
    CHECK(structure.changes.size() == 1);
    CHECK(structure.rewritten.empty());
  }
}

TEST_CASE("a definition that is added and used is undone together with its use, which is only written otherwise") {
  const std::string records = "record person key id { id: text; n: number }\n";
  const auto inlined = policy_of(records + "decision d for person: x | y { x when n >= 18; y otherwise }"),
             named = policy_of(records +
                               "define grown for person: bool = n >= 18\n"
                               "decision d for person: x | y { x when grown; y otherwise }");
  for (const auto& [before, after] : {std::pair(&inlined, &named), std::pair(&named, &inlined)}) {
    const Structure structure = compare((*before)->whole(), (*after)->whole(), true);
    INFO(describe(structure));
    CHECK(structure.changes.size() == 1);
    CHECK(structure.rewritten.size() == 1);
    check_undo(**before, **after, structure);
  }
}

TEST_CASE("what a definition is of, takes and gives is part of it") {
  const std::string records =
      "unit hours\nunit points\nrecord person key id { id: text }\nrecord study of person { y: year }\n";
  for (const auto& [old, now] : {std::pair("no_ for person: bool = no", "no_ for study: bool = no"),
                                 std::pair("some_ for person: hours = 3 hours", "some_ for person: points = 3 points"),
                                 std::pair("one(a: hours): number = 1", "one(a: points): number = 1")}) {
    const auto before = policy_of(records + "define " + old), after = policy_of(records + "define " + now);
    const Structure structure = compare(before->whole(), after->whole(), true);
    INFO(old << " / " << now);
    CHECK_FALSE(structure.same());
    CHECK(structure.rewritten.empty());
  }
}

TEST_CASE("members by their places are no proof: another order of an enumeration is compared by rules") {
  const std::string rest = "record person key id { id: text; k: kind }\ndecision d for person: x | y { x when k is ";
  const auto before = policy_of("enum kind { a, b }\n" + rest + "a; y otherwise }"),
             after = policy_of("enum kind { b, a }\n" + rest + "b; y otherwise }");
  const Structure structure = compare(before->whole(), after->whole(), true);
  INFO(describe(structure));
  CHECK(structure.rewritten.empty());
  CHECK_FALSE(structure.same());
}
