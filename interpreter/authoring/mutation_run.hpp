// Which small changes of a policy's rules its examples notice: each change is made in the text, the text checked and
// the examples run again; a change is noticed when an example that held no longer does.
#pragma once

#include <functional>

#include "interpreter/authoring/coverage.hpp"
#include "interpreter/authoring/mutations.hpp"

namespace cepol::authoring {

enum class MutantStatus : std::uint8_t {
  noticed,
  unnoticed,
  refused,  // the changed text has errors: check notices
};
// By change. The same on one thread or many. `coverage`: of the policy. `advance`, if any, is told of each change that
// was tried, by whatever thread tried it.
std::vector<MutantStatus> try_changes(const semantics::CheckedPolicy& policy, const engine::EngineKind& kind,
                                      const std::vector<RuleChange>& changes, const Coverage& coverage,
                                      unsigned threads, const std::function<void()>& advance = {});

}  // namespace cepol::authoring
