// Compares the notices of two policies, clause by clause, with the changes of rules.
#pragma once

#include "interpreter/diff/report/report.hpp"
#include "interpreter/workspace/policy.hpp"

namespace cepol::cli {

// Nullopt: one of the policies has no notice.
std::optional<diff::NoticeComparison> compare_notices(const workspace::Policy& before, const workspace::Policy& after,
                                                      const diff::Structure& structure);

}  // namespace cepol::cli
