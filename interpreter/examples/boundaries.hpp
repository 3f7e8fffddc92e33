// Records at and just beside the thresholds of a policy: the day before a birthday, one hour short, the last day and
// the day after it. Found by trying: a cell of an example is moved until something that is compared turns over, then
// closer, until two neighbouring values lie on its two sides. So whatever is computed between the cell and the
// comparison is taken as it is, ages and sums alike.
#pragma once

#include "interpreter/examples/trial_record.hpp"

namespace cepol::examples {

struct Proposal {
  Span threshold;                                     // what turns over there
  std::string text;                                   // as written, on one line
  bool condition = false;                             // written as a condition; else a limit, or the end of a window
  bool holds = false;                                 // on this side
  std::size_t base;                                   // the example that it is like: an index into Checked::examples
  std::vector<std::pair<CellAt, std::string>> cells;  // what differs from it
  std::vector<semantics::Expectation> expectations;   // with what comes out now
};

// In the order of the text. Thresholds on whose two sides an example stands already, as near as can be, are left out.
std::vector<Proposal> boundaries(const semantics::CheckedPolicy& policy);

// As an example of the policy file; with the next number where the title would be another's.
std::string example_text(const core::Program& program, const std::vector<semantics::Example>& examples,
                         const Proposal& proposal, bool english_keywords);

}  // namespace cepol::examples
