// What is written otherwise and computes the same is no change; what may compute something else is one.
#include <iterator>
#include <map>

#include "interpreter/files/memory_files.hpp"
#include "interpreter/files/read.hpp"
#include "interpreter/reference/reference.hpp"
#include "lang/core/digest.hpp"
#include "tests/interpreter/diff/undo.hpp"
#include "tests/support/random.hpp"

using namespace cepol;
using namespace cepol::diff;

namespace {

Structure rewritten(const std::string& old, const std::string& now, const std::string& more = {}) {
  const std::string records =
      "enum kind { k, l, m }\n"
      "record person key id { id: text; n: number; m: number; o: optional number; kind: kind; b: bool; c: bool; born: "
      "date; "
      "left: optional date; w: number places 0; p: number places 1 }\n" +
      more;
  const auto before = policy_of(records + "decision d for person: x | y { x when " + old + "; y otherwise }"),
             after = policy_of(records + "decision d for person: x | y { x when " + now + "; y otherwise }");
  return compare(before->whole(), after->whole(), true);
}

// A condition of few things that occur again and again, so that many of them are the same written otherwise.
std::string random_condition(test::Random& random, int depth) {
  const char* atoms[] = {
      "b",     "t",      "o < 5",        "5 <= o", "o > 5",   "o is none", "kind is k", "kind in { k, l }",
      "both",  "not t",  "w > 4",        "5 <= w", "w < 4.5", "n < 3",     "n >= 3",    "kind is m",
      "n = 3", "t = no", "kind in { l }"};
  if (depth == 0 || random.chance(4)) return atoms[random.below(std::size(atoms))];
  if (random.chance(8))
    return "(if " + random_condition(random, depth - 1) +
           (random.chance(2) ? " then yes else no)" : " then no else yes)");
  if (random.chance(5)) {
    std::string chain = "(";
    for (const char* value : {"1", "2", "1"})
      chain += "if " + random_condition(random, depth > 1 ? 1 : 0) + " then " + value + " else ";
    return chain + "3) = " + std::to_string(1 + random.below(3));
  }
  const std::string one = random_condition(random, depth - 1);
  if (random.chance(3)) return "not (" + one + ")";
  const std::string other = random_condition(random, depth - 1);
  if (random.chance(6)) return "(if " + one + " then 1 else 2) = (if " + other + " then 2 else 1)";
  return "(" + one + (random.chance(2) ? ") and (" : ") or (") + other + ")";
}

}  // namespace

TEST_CASE("conditions with one digest give the same on every row, with blanks and without") {
  test::Random random{5};
  std::string policy =
      "enum kind { k, l, m }\nrecord person key id { id: text; o: optional number; n: number; kind: kind; b: bool; w: "
      "number places 0; t: "
      "optional bool }\ndefine both for person: bool = b and o < 5\n";
  constexpr std::size_t count = 250;
  for (std::size_t i = 0; i < count; ++i)
    policy += "decision d" + std::to_string(i) + " for person: x | y { x when " + random_condition(random, 3) +
              "; y otherwise }\n";
  const auto checked = policy_of(policy);
  const core::Program& program = checked->whole().program();
  files::MemoryFiles files;
  std::string rows = "id,o,n,kind,b,t,w\n";
  for (const char* o : {"3,3", "5,1", "7,", ",4", ","})
    for (const char* kind : {"k", "l", "m", ""})
      for (const char* b : {"yes", "no", ""})
        for (const char* t : {"yes", "no", ""})
          for (const char* w : {"4", "5", ""})
            rows += "P" + std::to_string(rows.size()) + "," + o + "," + kind + "," + b + "," + t + "," + w + "\n";
  files.write("/data/person.csv", rows);
  const data::Dataset data = files::read(program, {"/data"}, files).data;
  const auto engine = engine::load(reference::engine_kind(), program, data, {});
  std::map<std::uint64_t, std::vector<core::DecisionId>> same;
  const auto digests = core::digests_of(program, {});
  for (std::uint32_t d = 0; d < program.decisions.size(); ++d)
    same[digests[program.decisions.nodes[d].outcome.index]].push_back(core::DecisionId{d});
  CHECK(same.size() < count * 3 / 4);
  CHECK(same.size() > count / 10);
  std::size_t wrong = 0;
  for (data::RowIndex row = 0; row < data.tables[0].rows; ++row) {
    std::map<std::uint32_t, std::pair<engine::Status, core::Member>> results;
    for (const auto& one : engine->decide(core::TableId{0}, row).decisions)
      results[one.decision.index] = {one.outcome.status, one.outcome.status == engine::Status::given
                                                             ? static_cast<core::Member>(one.outcome.value.number.num)
                                                             : 0};
    for (const auto& [digest, decisions] : same)
      for (const core::DecisionId decision : decisions)
        wrong += results[decision.index] == results[decisions.front().index] ? 0 : 1;
  }
  CHECK(wrong == 0);
}

TEST_CASE("a rule that is lowered to the same terms is only written otherwise") {
  const std::string more =
      "define least_of: number = 5\ndefine grown for person: bool = n >= 18\ndefine both for person: bool = n > 3 and "
      "b\ndefine above(limit: "
      "number) for person: bool = n > limit\n";
  const std::pair<const char*, const char*> same[] = {
      {"n >= 5", "5 <= n"},
      {"b and (n > 3 or kind is k)", "(kind is k or n > 3) and b"},
      {"n > 2 * 3 + 1", "n > 7"},
      {"not (not b)", "b"},
      {"not (not (n > 3 and b))", "b and n > 3"},
      {"kind is k or kind is l", "kind in { k, l }"},
      {"grown and b", "b and n >= 18"},
      {"n >= 18", "grown"},
      {"not (b and n > 3)", "not b or not (n > 3)"},
      {"not (b or n > 3)", "not b and not (n > 3)"},
      {"not (not b and not (kind is k))", "b or kind is k"},
      {"b and (n > 3 and kind is k)", "b and n > 3 and kind is k"},
      {"b or n > 3 or b", "n > 3 or b"},
      {"not both or kind is k", "not b or (kind is k or not (n > 3))"},
      {"n > (if b then 1 else 2)", "n > (if not b then 2 else 1)"},
      {"n > (if not (b and n > 3) then 1 else 2)", "n > (if both then 2 else 1)"},
      {"not (n >= 5)", "n < 5"},
      {"not (n = 5)", "n < 5 or n > 5"},
      {"not (n >= m)", "n < m"},
      {"n + m = 3", "3 = m + n"},
      {"n >= 5 and n > 3", "n >= 5"},
      {"n >= least_of and b", "b and n >= 5"},
      {"kind is k or kind is l", "not (kind is m)"},
      {"w > 4", "w >= 5"},
      {"w > 4.5", "w > 4"},
      {"not (w <= 4)", "5 <= w"},
      {"w > 4 and w < 6", "w = 5"},
      {"p > 4", "p >= 4.1"},
      {"w + 1 > 4", "5 <= w + 1"},
      {"w - p > 4", "w - p >= 4.1"},
      {"count(person as other where other.n > person.n) > 4", "count(person as other where other.n > person.n) >= 5"},
      {"full_years(born, 2020-01-01) >= 5 years", "full_years(born, 2020-01-01) > 4 years"},
      {"m > (if w > 4 then 1 else 2)", "m > (if w < 5 then 2 else 1)"},
      {"kind is not k", "kind in { l, m }"},
      {"born > 2020-01-01", "born >= 2020-01-02"},
      {"b = yes", "b"},
      {"b and yes", "b"},
      {"(if n > 3 then yes else no)", "n > 3"},
      {"c and (if n > 3 and b then no else yes)", "not (b and n > 3) and c"},
      {"not (if b then yes else no)", "not b"},
      {"n * 2 > m", "m < 2 * n"},
      {"max(n, m) > 3", "max(m, n) > 3"},
      {"n in { 3, 5 }", "n = 3 or n = 5"},
      {"b != c", "not (b = c)"},
      {"left is there", "not (left is none)"},
      {"count(person as other where other.n > 3 and other.b) > m",
       "count(person as other where other.b and other.n > 3) > m"},
      {"b and (n > 3 or no)", "n > 3 and b"},
      {"not (o is none) and o < 5", "o < 5"},
      {"m > (if n >= 5 then 1 else if n < 3 then 2 else 3)", "m > (if n < 3 then 2 else if n >= 5 then 1 else 3)"},
      {"m > (if n >= 5 then 1 else if n < 3 then 2 else 3)", "m > (if n < 3 then 2 else if n < 5 then 3 else 1)"},
      {"m > (if kind is k then 1 else if kind is l then 2 else 3)",
       "m > (if kind is m then 3 else if kind is l then 2 else 1)"},
      {"m > (if kind is k and b then 1 else if n > 3 and kind is l then 2 else 3)",
       "m > (if kind is l and n > 3 then 2 else if b and kind is k then 1 else 3)"},
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
      {"not (b and n > 3)", "not b and not (n > 3)"},
      {"not (b or n > 3)", "not b or n > 3"},
      {"b and (n > 3 or kind is k)", "b or (n > 3 and kind is k)"},
      {"n > (if b then 1 else 2)", "n > (if b then 2 else 1)"},
      {"(b and n > 3) or kind is k", "b and (n > 3 or kind is k)"},
      {"kind is k or kind is l", "kind in { k, m }"},
      {"n - 1 > 0", "1 - n > 0"},
      {"not (o >= m)", "o < m"},
      {"not (kind is k)", "kind is l"},
      {"o is none or o < 5", "o < 5"},
      {"m > (if n >= 5 then 1 else if n >= 3 then 2 else 3)", "m > (if n >= 3 then 2 else if n >= 5 then 1 else 3)"},
      {"m > (if o >= 5 then 1 else 2)", "m > (if o < 5 then 2 else 1)"},
      {"m > (if kind is k and b then 1 else if n > 3 then 2 else 3)",
       "m > (if n > 3 then 2 else if kind is k and b then 1 else 3)"},
      {"n > 4", "n >= 5"},  // 4.5
      {"w > 4", "w >= 6"},
      {"w / 2 > 4", "w / 2 >= 5"},
      {"o > 4 or w > 4", "o >= 5 or w > 4"},
  };
  for (const auto& [old, now] : other) {
    const Structure structure = rewritten(old, now);
    INFO(old << " / " << now);
    CHECK(structure.changes.size() == 1);
    CHECK(structure.rewritten.empty());
  }
}

TEST_CASE("cases of which no two can hold have no order, and a credit's conditions are compared as others") {
  const std::string rest =
      "unit hours\nenum kind { k, l, m }\nrecord person key id { id: text; kind: kind; n: number }\n"
      "record study of person { h: hours; y: year; kind: kind }\n";
  const auto decision = [](const std::string& cases) {
    return "decision d for person, first that fits: x | y | z { " + cases + " }\n";
  };
  const auto credit = [](const std::string& condition) {
    return "credit c for person in hours { from study gives h in y when " + condition +
           " }\nassessment a for person of c { met done; unmet missing }\nrequirement r of a { window 2026; total 3 "
           "hours }\n";
  };
  const auto changes = [&](const std::string& old, const std::string& now) {
    const auto before = policy_of(rest + old), after = policy_of(rest + now);
    const Structure structure = compare(before->whole(), after->whole(), true);
    INFO(describe(structure));
    return structure.changes.size();
  };
  CHECK(changes(decision("x when kind is k; y when kind is l; z otherwise"),
                decision("y when kind is l; x when kind is k; z otherwise")) == 0);
  CHECK(changes(decision("x when n >= 5; y when n < 3; z otherwise"),
                decision("y when n < 3; z when n < 5; x otherwise")) == 0);
  CHECK(changes(decision("x when kind is k; y when n > 3; z otherwise"),
                decision("y when n > 3; x when kind is k; z otherwise")) == 1);
  const std::string one = "decision d for person: x | y | z { x when n >= 5; y when n >= 3; z otherwise }\n";
  CHECK(changes(one, decision("x when n >= 5; y when n >= 3; z otherwise")) == 1);
  CHECK(changes(credit("not (n >= 5)"), credit("n < 5")) == 0);
  CHECK(changes(credit("not (n >= 5)"), credit("n < 4")) == 1);
  const std::string over = "decision d for person: x | y | z { x over y when n >= 5; y when n >= 3; z otherwise }\n";
  CHECK(changes(over, decision("x when n >= 5; y when n >= 3; z otherwise")) == 0);
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
