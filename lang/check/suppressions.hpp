// Warnings that the policy declares as known (`known W0431 in NAME "reason"`) are taken out of what is reported.
#pragma once

#include <vector>

#include "lang/semantics/checked.hpp"

namespace cepol::check {

// Moves the known warnings from `problems` to `checked.silenced`. A known warning is one of that code in the
// declaration of that name, or about that clause. `trees`: of the files that the problems are in. check() has done so
// with the problems that it found itself.
void silence(semantics::Checked& checked, const std::vector<const syntax::Tree*>& trees, Problems& problems);

// Reports each `known` of the policy itself that no warning matched, once all problems have been through silence().
void report_known_of_nothing(const semantics::Checked& checked, Problems& problems);

}  // namespace cepol::check
