// Which parts of a policy its examples reach: each case, requirement, waiver, source, limit, row of a table, branch,
// definition, condition and option of a reading of the policy's own file is a point (of a policy that amends another:
// what the amendment wrote), and an example reaches it when what it expects was computed through it. What is only open
// (待定) reaches nothing.
#pragma once

#include "interpreter/authoring/run.hpp"
#include "lang/syntax/tree.hpp"

namespace cepol::authoring {

enum class PointKind : std::uint8_t {
  decision_case,  // chosen
  requirement,    // applies
  waiver,         // applies
  source,         // a row of it counted
  limit,          // it cut something
  table_row,      // gave its value
  branch,         // of if then else: taken
  definition,     // was computed
  option,         // of a reading: in force where the reading was asked for
  condition,      // held, and did not hold: both
};
struct Point {
  PointKind kind;
  Span span;
  std::string owner;                    // the declaration that it stands in
  std::string text;                     // as written, on one line
  std::vector<std::uint32_t> examples;  // that reach it: indices into Checked::examples
  bool held = false, failed = false;    // condition
  bool reached() const { return kind == PointKind::condition ? held && failed : !examples.empty(); }
};
struct Coverage {
  std::vector<Point> points;                // in the order of the text
  std::vector<engine::CoverageMarks> seen;  // by example
  std::vector<bool> holds;                  // by example: what does not hold reaches nothing
};

Coverage coverage(const semantics::CheckedPolicy& policy, const engine::EngineKind& kind);
// Of all that is written in its files, whoever wrote it: of modules too, and of a policy that is amended.
Coverage coverage_of_all(const semantics::CheckedPolicy& policy, const engine::EngineKind& kind);

}  // namespace cepol::authoring
