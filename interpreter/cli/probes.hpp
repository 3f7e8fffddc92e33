// The examples of two policies as probes: each is run with both policies, and what comes out differently is evidence of
// what the changes do, also where nobody on a roster is affected.
#pragma once

#include "interpreter/cli/inputs.hpp"
#include "interpreter/diff/report/report.hpp"
#include "interpreter/diff/variants.hpp"

namespace cepol::cli {

// `pairs`: of the two policies; they must outlive the call. Readings that an example does not choose are as each side's
// options. In the order of the new policy's examples, then of those that only the old one has.
std::vector<diff::Probe> run_probes(const Inputs& before, const Inputs& after, const diff::Structure& structure,
                                    const std::vector<diff::Pair>& pairs);

}  // namespace cepol::cli
