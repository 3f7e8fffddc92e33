// Boundary examples: records at and next to the thresholds of a policy, such as the day before a birthday or one hour
// short. A cell is varied until a threshold is crossed, then the interval is bisected down to two neighbouring values.
// The computation between the cell and the comparison (an age, a sum) is a black box.
#pragma once

#include <functional>

#include "interpreter/authoring/example_text.hpp"
#include "interpreter/engine/engine.hpp"

namespace cepol::authoring {

struct Proposal {
  Span threshold;          // the threshold that is crossed
  std::string text;        // as written, on one line
  bool condition = false;  // the threshold is a condition; else a limit, or the end of a window
  bool holds = false;      // result of the condition for this record
  std::size_t base;        // index into Boundaries::bases
  ExampleVariant variant;
};

struct Boundaries {
  // The policy's examples, then synthesized ones for decisions without examples, with their results.
  std::vector<semantics::Example> bases;
  std::size_t own = 0;  // how many of them are the policy's
  // In the order of the text; none for a side of a threshold that an example covers as closely as possible.
  std::vector<Proposal> proposals;
  std::vector<Span> unreached;  // thresholds without records on both sides with different results, in text order
};
// `advance`, if any, is called with the steps done and all steps.
Boundaries boundaries(const semantics::CheckedPolicy& policy, const engine::EngineKind& kind,
                      const std::function<void(std::size_t, std::size_t)>& advance = {});

// As an example of the policy file.
std::string text_of(const core::Program& program, const Boundaries& boundaries, const Proposal& proposal, bool english);

}  // namespace cepol::authoring
