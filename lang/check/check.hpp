// The entry point of lang/: takes the parse trees of a policy and its modules, returns the checked policy with its
// problems. Runs resolution, then the lints, then removes the warnings that the policy declares as known.
#pragma once

#include <vector>

#include "lang/semantics/checked.hpp"

namespace cepol::check {

// `modules`: all files, each after the modules that it uses, the policy last. `notice`: the policy's, or null.
semantics::Checked check(const Sources& sources, const std::vector<semantics::Module>& modules,
                         const notice::Notice* notice, const std::vector<semantics::OtherNotice>& others = {});

}  // namespace cepol::check
