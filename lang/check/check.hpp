// The door of the language: parse trees in, the checked policy and its problems out. Runs resolution, then the lints,
// then takes out the warnings that the policy declares as known.
#pragma once

#include <vector>

#include "lang/semantics/checked.hpp"

namespace cepol::check {

// `modules`: every file, used ones before their users, the policy last. `notice`: of the policy, or null.
semantics::Checked check(const Sources& sources, const std::vector<semantics::Module>& modules,
                         const notice::Notice* notice, const std::vector<semantics::OtherNotice>& others = {});

}  // namespace cepol::check
