// The report of `cepol test` on one policy, as text for a terminal: examples, coverage, mutations.
#pragma once

#include <string>

#include "interpreter/authoring/coverage.hpp"
#include "interpreter/cli/load.hpp"

namespace cepol::cli {

// The examples that fail, the counts, and the cases, requirements and waivers that none reaches; adds the number of
// failing examples to `findings`.
std::string examples_text(const Policy& policy, const authoring::Coverage& coverage, const Io& io,
                          std::size_t& findings);
// How many points of each kind the examples reach, and which they do not.
std::string coverage_text(const Policy& policy, const authoring::Coverage& coverage, const Io& io);
// The mutations of its rules that no example notices and no `known` names; adds their number to `findings`, and that of
// `known`s that name no such mutation.
std::string mutation_text(const Policy& policy, const authoring::Coverage& coverage, const Io& io,
                          std::size_t& findings);

}  // namespace cepol::cli
