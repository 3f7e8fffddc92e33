// Mutation testing of a policy: each small change of its rules is made in the text, the text is checked and the
// examples are run again; a change is noticed when an example that held no longer does.
#pragma once

#include <functional>

#include "interpreter/authoring/coverage.hpp"
#include "interpreter/authoring/mutations.hpp"
#include "lang/base/parallel.hpp"

namespace cepol::authoring {

enum class MutantStatus : std::uint8_t {
  noticed,
  unnoticed,
  refused,  // the changed text has errors: check notices
};
// By change; the result does not depend on `parallel`. `coverage`: of the policy. `advance`, if any, is called after
// each change that was tried, perhaps on several threads at the same time.
std::vector<MutantStatus> try_changes(const semantics::CheckedPolicy& policy, const engine::EngineKind& kind,
                                      const std::vector<RuleChange>& changes, const Coverage& coverage,
                                      const Parallel& parallel, const std::function<void()>& advance = {});

}  // namespace cepol::authoring
