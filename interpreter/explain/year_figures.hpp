// The amounts that conditions of one year are about, as far as they are certain: 公需科目0学时. Only
// interpreter/explain includes this header.
#pragma once

#include "interpreter/explain/account.hpp"

namespace cepol::explain {

// Of failing conditions of a `must … each year`: what they compare, and what their definitions read of the amounts that
// the decision's account lists by year. Each once.
std::vector<std::string> figures_in_year(const Subject& subject, const core::Decision& decision, std::int64_t year,
                                         const std::vector<const core::Step*>& failing);

}  // namespace cepol::explain
