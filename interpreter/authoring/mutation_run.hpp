// Mutation testing of a policy: each mutation of its rules is applied to the text, the text is checked, and the
// policy's examples run. An example detects a mutation if it held before and no longer does.
#pragma once

#include <functional>

#include "interpreter/authoring/coverage.hpp"
#include "interpreter/authoring/mutations.hpp"
#include "interpreter/engine/engine.hpp"
#include "lang/base/parallel.hpp"

namespace cepol::authoring {

enum class MutantStatus : std::uint8_t {
  detected,    // an example no longer holds, or can no longer be written
  undetected,  // all examples that held still do
  unchanged,   // none could: the mutated rules compute the same on any data
  invalid,     // the mutated text has errors
};
// By mutation. The same on one thread or many. `coverage`: which examples held, and what each
// evaluates: those that evaluate the mutated place are tried first. `advance`, if any, is called after each
// mutation, on the thread that tried it.
std::vector<MutantStatus> run_mutations(const semantics::CheckedPolicy& policy, const engine::EngineKind& kind,
                                        const std::vector<Mutation>& mutations, const Coverage& coverage,
                                        const Parallel& parallel, const std::function<void()>& advance = {});

}  // namespace cepol::authoring
