#include "interpreter/symbolic/proof.hpp"

#include "interpreter/authoring/run.hpp"
#include "interpreter/reference/reference.hpp"
#include "tests/support/policy.hpp"

using namespace cepol;
using namespace cepol::symbolic;

namespace {

const std::string tables = R"(
unit hours
record person key id {
  id: text
  unit_name: text
  left: optional date >= 1990-01-01 <= 2030-12-31
  grade: { high, middle, low }
  points: number >= 0 <= 100 places 1
  since: year >= 1990 <= 2020
}
record study of person { hours: hours >= 0 <= 100 places 1  y: year >= 1990 <= 2030  kind: { a, b } }
)";

struct Proved {
  std::unique_ptr<test::Policy> policy;
  Proof proof;

  explicit Proved(const std::string& rules)
      : policy(test::checked({{"", "policy test/one \"T\" { language en }" + tables + rules}})) {
    INFO(test::why_bad(*policy));
    REQUIRE(policy->good());
    engine::LoadedProgram loaded(reference::engine_kind(), policy->checked.program);
    proof = prove(policy->checked.program, loaded, {});
    for (const Claim& claim : proof.claims) {
      CHECK(claim.verdict != Verdict::not_confirmed);
      CHECK(claim.witness.has_value() == (claim.verdict == Verdict::refuted));
      if (claim.witness) CHECK(authoring::holds(loaded, *claim.witness));
    }
  }
  Verdict of(ClaimKind kind, std::optional<std::uint32_t> measure = {}) const {
    for (const Claim& claim : proof.claims)
      if (claim.kind == kind && claim.measure == measure) return claim.verdict;
    return Verdict::open;
  }
  const Claim& claim(ClaimKind kind) const {
    for (const Claim& one : proof.claims)
      if (one.kind == kind) return one;
    FAIL("no such claim");
    return proof.claims.front();
  }
  std::vector<std::string> without_effect() const {
    std::vector<std::string> labels;
    for (const Claim& claim : proof.claims)
      if (claim.kind > ClaimKind::no_failure) labels.push_back(claim.label);
    return labels;
  }
};

using Labels = std::vector<std::string>;

}  // namespace

TEST_CASE("cases that cannot clash, and cases that do") {
  if (!has_solver()) return;
  const Proved sound("decision d for person: x | y { x when points < 50; y when points >= 50 }");
  CHECK(sound.of(ClaimKind::no_conflict) == Verdict::proved);
  CHECK(sound.of(ClaimKind::covered) == Verdict::proved);
  CHECK(sound.of(ClaimKind::no_failure) == Verdict::proved);
  const Proved clash("decision d for person: x | y { x when points <= 50; y when points >= 50 }");
  CHECK(clash.of(ClaimKind::no_conflict) == Verdict::refuted);
  CHECK(clash.claim(ClaimKind::no_conflict).detail == "x / y");
  CHECK(clash.claim(ClaimKind::no_conflict).witness->tables.at(0).rows.at(0).at(0).text == "50");
  const Proved gap("decision d for person: x | y { x when points < 50; y when points > 50 }");
  CHECK(gap.of(ClaimKind::covered) == Verdict::refuted);
}

TEST_CASE("what holds of sums holds of any number of rows") {
  if (!has_solver()) return;
  const Proved sums(R"(
define all for person: hours = sum(hours over study)
define of_a for person: hours = sum(hours over study where kind is a)
decision d for person: x | y { x when all >= 10 hours; y when all < 10 hours }
decision e for person: x | y { x when all >= 0 hours; y when all < 0 hours }
)");
  for (const Claim& claim : sums.proof.claims)
    if (claim.kind == ClaimKind::no_conflict || claim.kind == ClaimKind::covered)
      CHECK(claim.verdict == Verdict::proved);
  CHECK(sums.without_effect() == Labels{"all >= 0 hours", "y"});
}

TEST_CASE("a witness has the rows that it takes, and no more") {
  if (!has_solver()) return;
  const Proved rows(R"(
decision d for person: x | y {
  x when count(study where kind is a) < 2
  y when count(study where kind is b) >= 2 and count(study) < 3
}
)");
  CHECK(rows.of(ClaimKind::covered) == Verdict::refuted);
  CHECK(rows.claim(ClaimKind::covered).witness->tables.at(1).rows.size() == 2);
}

TEST_CASE("a text that holds a part, and one that is another") {
  if (!has_solver()) return;
  const Proved texts(R"(
decision d for person: x | y { x when unit_name contains "mine"; y when unit_name is not "iron mine" }
)");
  CHECK(texts.of(ClaimKind::no_conflict) == Verdict::refuted);
  CHECK(texts.of(ClaimKind::covered) == Verdict::proved);
}

TEST_CASE("a failure, of the outcome and of figures") {
  if (!has_solver()) return;
  const Proved failing("decision d for person: x | y { x when points / (points - 3) > 2; y otherwise }");
  CHECK(failing.of(ClaimKind::no_failure) == Verdict::refuted);
  CHECK(failing.claim(ClaimKind::no_failure).detail.find("division by zero") != std::string::npos);
  const Proved sound("decision d for person: x | y { x when points > 3 and points / (points - 3) > 2; y otherwise }");
  CHECK(sound.of(ClaimKind::no_failure) == Verdict::proved);  // a no decides `and`
}

TEST_CASE("a limit that rows can reach is not said to have no effect") {
  if (!has_solver()) return;
  const std::string rest = R"(
assessment total for person of counted { met complete; unmet incomplete; waived exempt; required needed; earned earned; short short }
requirement everybody of total { when yes window last 2 years to 2020 total 40 hours }
)";
  const Proved reached("credit counted for person in hours { from study gives hours in y; at most 700 hours a year }" +
                       rest);
  CHECK(reached.without_effect().empty());
  const Proved twice(
      "credit counted for person in hours { from study gives hours in y; at most 20 hours a year; at most 700 hours a "
      "year }" +
      rest);
  CHECK(twice.without_effect() == Labels{"at most 700 hours a year"});
}

TEST_CASE("conditions that hold always, never, or where others do") {
  if (!has_solver()) return;
  const Proved parts(R"(
decision d for person, first that fits: x | y | z {
  x when since >= 1990 and grade is high
  y when grade is high and points > 10
  z when grade is not high
}
)");
  std::map<std::string, ClaimKind> kinds;
  for (const Claim& claim : parts.proof.claims)
    if (claim.kind > ClaimKind::no_failure) kinds.emplace(claim.label, claim.kind);
  CHECK(kinds == std::map<std::string, ClaimKind>{{"since >= 1990", ClaimKind::condition_always_holds},
                                                  {"y", ClaimKind::case_makes_no_difference},
                                                  {"grade is not high", ClaimKind::condition_makes_no_difference}});
}
