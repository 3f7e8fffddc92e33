#include "interpreter/authoring/coverage.hpp"
#include "interpreter/reference/reference.hpp"
#include "tests/support/policy.hpp"

using namespace cepol;
using namespace cepol::authoring;

namespace {

const std::string policy_text = R"(
unit hour
enum kind { open_, closed }
record person key id { id: text  age: number  level: { high, low }  born: date  note: optional text }
record study of person { hours: hour  y: year  kind: kind }
reading grace: number "how many hours may be short" { none_ = 0 default; some_ = 5 }
define old for person: bool = age >= 50
define share(a: number) = if a > 10 then a / 2 else a
table weight(k: kind): number { open_: 1; closed: 2 }
credit earned for person in hour by kind {
  from study gives hours * weight(kind) of kind in y when hours > 0
  at most 20 hour a year of closed
}
assessment renewal for person of earned { met ok; unmet missing_; waived free; required due; earned have }
requirement everyone of renewal { when level is high or level is low window last 1 years to 2020 total 40 hour - grace * 1 hour }
waiver aged of renewal { when old total becomes total / 2 }
waiver exempt of renewal over aged { when note is there needs nothing }
decision tier for person: a | b { a when share(age) > 20; b otherwise }
)";

std::string person(const std::string& title, const std::string& cells, const std::string& rest) {
  return "example \"" + title + "\" { person { " + cells + " } " + rest + " }\n";
}

// The points as a line each: kind text reached; + reached, - not, of a condition the ways that it was seen.
std::string told(const Coverage& coverage, PointKind kind) {
  std::string text;
  for (const Point& point : coverage.points) {
    if (point.kind != kind) continue;
    text += point.owner + " | " + point.text + " ";
    if (kind == PointKind::condition)
      text += point.held && point.failed ? "both" : point.held ? "held" : point.failed ? "failed" : "never";
    else
      text += point.reached() ? "+" : "-";
    text += "\n";
  }
  return text;
}

Coverage coverage_of(const test::Policy& policy) { return coverage(policy.whole(), reference::engine_kind()); }

}  // namespace

TEST_CASE("without examples nothing is reached, and every kind of point is there") {
  const auto policy = test::policy_of(policy_text);
  const Coverage all = coverage_of(*policy);
  CHECK(told(all, PointKind::decision_case) == "tier | a when share(age) > 20 -\ntier | b otherwise -\n");
  CHECK(told(all, PointKind::requirement) == "everyone | everyone -\n");
  CHECK(told(all, PointKind::waiver) == "aged | aged -\nexempt | exempt -\n");
  CHECK(told(all, PointKind::source) ==
        "earned | from study gives hours * weight(kind) of kind in y when hours > 0 -\n");
  CHECK(told(all, PointKind::limit) == "earned | at most 20 hour a year of closed -\n");
  CHECK(told(all, PointKind::table_row) == "weight | open_: 1 -\nweight | closed: 2 -\n");
  CHECK(told(all, PointKind::branch) == "share | a / 2 -\nshare | a -\n");
  CHECK(told(all, PointKind::option) == "grace | none_ = 0 default -\ngrace | some_ = 5 -\n");
  CHECK(told(all, PointKind::condition) ==
        "earned | hours > 0 never\neveryone | level is high never\neveryone | level is low never\naged | old never\n"
        "exempt | note is there never\ntier | share(age) > 20 never\n");
}

TEST_CASE("an example reaches what its expectations were computed by, and nothing else") {
  const std::string study = "study [ hours y kind\n 15 2020 closed\n 0 2020 open_ ]";
  const auto policy = test::policy_of(
      policy_text +
      person("missing", "id: x, age: 30, level: high, note: \"\"", study + " expect renewal is missing_, have is 20") +
      person("tier", "id: x, age: 8, level: low, note: \"\"", "expect tier is b"));
  const Coverage all = coverage_of(*policy);
  CHECK(told(all, PointKind::decision_case) == "tier | a when share(age) > 20 -\ntier | b otherwise +\n");
  CHECK(told(all, PointKind::requirement) == "everyone | everyone +\n");
  CHECK(told(all, PointKind::waiver) == "aged | aged -\nexempt | exempt -\n");
  CHECK(told(all, PointKind::source).ends_with("+\n"));
  CHECK(told(all, PointKind::limit).ends_with("+\n"));  // 30 hours cut at 20
  CHECK(told(all, PointKind::table_row) == "weight | open_: 1 -\nweight | closed: 2 +\n");
  CHECK(told(all, PointKind::branch) == "share | a / 2 -\nshare | a +\n");
  CHECK(told(all, PointKind::option) == "grace | none_ = 0 default +\ngrace | some_ = 5 -\n");
  CHECK(told(all, PointKind::condition) ==
        "earned | hours > 0 both\neveryone | level is high held\neveryone | level is low never\naged | old failed\n"
        "exempt | note is there failed\ntier | share(age) > 20 failed\n");
}

TEST_CASE("an example that does not hold, and what a blank leaves open, reach nothing") {
  const auto policy = test::policy_of(policy_text + person("wrong", "id: x, age: 60, level: high", "expect tier is b") +
                                      person("open", "id: x, level: high", "expect tier is \"undetermined\""));
  const Coverage all = coverage_of(*policy);
  CHECK(told(all, PointKind::decision_case) == "tier | a when share(age) > 20 -\ntier | b otherwise -\n");
  CHECK(told(all, PointKind::branch) == "share | a / 2 -\nshare | a -\n");
}

TEST_CASE("another option of a reading is reached where the example chooses it and it is asked for") {
  const auto policy = test::policy_of(
      policy_text +
      person("asked", "id: x, age: 30, level: low, note: \"\"", "reading grace = some_ expect due is 35") +
      person("not asked", "id: x, age: 8, level: low", "expect tier is b"));
  const Coverage all = coverage_of(*policy);
  CHECK(told(all, PointKind::option) == "grace | none_ = 0 default -\ngrace | some_ = 5 +\n");
}

TEST_CASE("a point is told on one line, without comments, keywords of several words with one blank") {
  const auto policy = test::policy_of(R"(unit hour
record person key id { id: text }
record study of person { hours: hour  y: year }
credit earned for person in hour {
  from study gives hours in y  # all of it
    when hours > 0
      and y > 2000
  at
    most 20 hour a   year
}
decision any for person: a | b { a when earned during 2020 > 0 hour; b otherwise }
)");
  const Coverage all = coverage_of(*policy);
  CHECK(told(all, PointKind::source) == "earned | from study gives hours in y when hours > 0 and y > 2000 -\n");
  CHECK(told(all, PointKind::limit) == "earned | at most 20 hour a year -\n");
}

TEST_CASE("of an example that does not hold that is told") {
  const auto policy = test::policy_of(policy_text + person("wrong", "id: x, age: 60, level: high", "expect tier is b") +
                                      person("right", "id: x, age: 60, level: high", "expect tier is a"));
  CHECK(coverage_of(*policy).holds == std::vector<bool>{false, true});
}
