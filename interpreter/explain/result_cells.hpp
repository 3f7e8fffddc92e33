// Cells of result tables that expectations of examples refer to as well: the states of quotas. How outcomes are shown.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "interpreter/engine/results.hpp"

namespace cepol::explain {

// A row for each member: the member, how many rows have it, its places, how many are free or over.
std::vector<std::vector<std::string>> quota_rows(const core::Program& program, const data::Dataset& data,
                                                 const core::Quota& quota);

// How an outcome stands out among others.
enum class Tone : std::uint8_t {
  plain,    // of a decision, of which the policy does not say whether it is welcome
  good,     // of an assessment: met or waived
  bad,      // of an assessment: unmet; a warning that applies
  open,     // undetermined
  trouble,  // not covered, a conflict, or cannot be computed
};
struct OutcomeWord {
  std::string text;
  Tone tone;
};
// Every outcome of the decision with its tone, as outcome_text has them; those that are not given come last.
std::vector<OutcomeWord> outcome_words(const core::Program& program, core::DecisionId decision);

}  // namespace cepol::explain
