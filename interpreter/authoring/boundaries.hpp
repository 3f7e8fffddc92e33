// Records at and just beside the thresholds of a policy: the day before a birthday, one hour short, the last day and
// the day after it. Found by trying: a cell of a record is moved until something that is compared turns over, then
// closer, until two neighbouring values lie on its two sides. So whatever is computed between the cell and the
// comparison is taken as it is, ages and sums alike.
#pragma once

#include <functional>

#include "interpreter/authoring/example_text.hpp"
#include "interpreter/engine/engine.hpp"

namespace cepol::authoring {

struct Proposal {
  Span threshold;          // what turns over there
  std::string text;        // as written, on one line
  bool condition = false;  // written as a condition; else a limit, or the end of a window
  bool holds = false;      // on this side
  std::size_t base;        // what it is like: an index into Boundaries::bases
  Variant variant;
};

struct Boundaries {
  // The policy's examples, then records made up where it has none, with what comes out now.
  std::vector<semantics::Example> bases;
  std::size_t own = 0;  // how many of them are the policy's
  // In the order of the text. Thresholds on whose two sides an example stands already, as near as can be, are left out.
  std::vector<Proposal> proposals;
  std::vector<Span> unmet;  // thresholds that no record was found for, in the order of the text
};
// `advance`, if any, is told how much of the whole is done.
Boundaries boundaries(const semantics::CheckedPolicy& policy, const engine::EngineKind& kind,
                      const std::function<void(std::size_t, std::size_t)>& advance = {});

// As an example of the policy file.
std::string text_of(const core::Program& program, const Boundaries& boundaries, const Proposal& proposal, bool english);

}  // namespace cepol::authoring
