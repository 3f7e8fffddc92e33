// Coverage of a policy by its examples. A point is a case, requirement, waiver, source, limit, table row, branch,
// definition, condition or option of a reading in the policy's own file (of a policy that amends another: what the
// amendment wrote). An example reaches a point if an expectation that holds was computed through it. An undetermined
// result reaches nothing.
#pragma once

#include <functional>
#include <optional>

#include "interpreter/authoring/run.hpp"
#include "lang/syntax/tree.hpp"

namespace cepol::authoring {

enum class PointKind : std::uint8_t {
  decision_case,  // was the outcome
  requirement,    // applies
  waiver,         // applies
  source,         // counted a row
  limit,          // reduced an amount
  table_row,      // gave its value
  branch,         // of if then else: taken
  definition,     // was computed
  option,         // of a reading: in force where the reading was evaluated
  condition,      // both held and failed
};
struct Point {
  PointKind kind;
  Span span;
  std::string owner;                    // the declaration that contains it
  std::string text;                     // as written, on one line
  std::vector<std::uint32_t> examples;  // that reach it: indices into Checked::examples
  bool held = false, failed = false;    // condition
  bool reached() const { return kind == PointKind::condition ? held && failed : !examples.empty(); }
};
struct Coverage {
  std::vector<Point> points;                // in the order of the text
  std::vector<engine::CoverageMarks> seen;  // by example
  std::vector<bool> holds;                  // by example: one that fails reaches nothing
};

Coverage coverage(const semantics::CheckedPolicy& policy, const engine::EngineKind& kind);
// The same; nullopt where `stop`, asked before each example, says so.
std::optional<Coverage> coverage_unless(const semantics::CheckedPolicy& policy, const engine::EngineKind& kind,
                                        const std::function<bool()>& stop);
// Of all its files: of modules too, and of the policy that it amends.
Coverage coverage_of_all(const semantics::CheckedPolicy& policy, const engine::EngineKind& kind);

}  // namespace cepol::authoring
