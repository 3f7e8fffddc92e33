// Suppression of the warnings that the policy declares as known (`known W0431 in NAME "reason"`), and the warning for a
// `known` line that matches nothing.
#pragma once

#include <vector>

#include "lang/semantics/checked.hpp"

namespace cepol::check {

// Moves the known warnings from `problems` to `checked.silenced`. A `known` line matches a warning with its code that
// lies in the declaration of its name, or whose message names its clause. `trees`: of the files that the problems are
// in. check() calls this for its own problems; callers call it for problems that they add.
void silence(semantics::Checked& checked, const std::vector<const syntax::Tree*>& trees, Problems& problems);

// Reports each `known` of the policy itself that no warning matched, once all problems have been through silence().
void report_known_of_nothing(const semantics::Checked& checked, Problems& problems);

}  // namespace cepol::check
