// Cells of result tables that expectations of examples refer to as well: the states of quotas.
#pragma once

#include <string>
#include <vector>

#include "interpreter/engine/results.hpp"

namespace cepol::explain {

// A row for each member: the member, how many rows have it, its places, how many are free or over.
std::vector<std::vector<std::string>> quota_rows(const core::Program& program, const data::Dataset& data,
                                                 const core::Quota& quota);

}  // namespace cepol::explain
