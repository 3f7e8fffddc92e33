// How the figures of a letter come about.
#pragma once

#include "interpreter/explain/explain.hpp"
#include "interpreter/report/document.hpp"

namespace cepol::report {

// Of each derivation its amounts, years and rows, without expressions of the policy; without rows that are perhaps
// another's.
void add_arithmetic(const core::Program& program, const std::vector<explain::ExplanationLine>& derivations,
                    Document& document);

}  // namespace cepol::report
