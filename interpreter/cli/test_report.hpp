// What `cepol test` says of one policy, as text for a terminal.
#pragma once

#include <string>

#include "interpreter/authoring/coverage.hpp"
#include "interpreter/cli/load.hpp"

namespace cepol::cli {

// The examples that do not hold, the counts, and the cases, requirements and waivers that none reaches; failing
// examples are added to `findings`.
std::string examples_text(const Policy& policy, const authoring::Coverage& coverage, const Io& io,
                          std::size_t& findings);
// How many points of each kind the examples reach, and the ones that they do not.
std::string coverage_text(const Policy& policy, const authoring::Coverage& coverage, const Io& io);
// The small changes of its rules that no example notices, and those that the policy says are known; the first are added
// to `findings`, likewise what is called known and is not so.
std::string changes_text(const Policy& policy, const authoring::Coverage& coverage, const Io& io,
                         std::size_t& findings);

}  // namespace cepol::cli
