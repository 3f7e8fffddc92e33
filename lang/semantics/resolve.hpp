// Syntax trees to a program: names resolved, types, units and citations checked, every construct lowered to the core.
//
// A typed expression is a core term, so there is no second tree of typed expressions: typing an expression emits core
// terms, and each construct (credit, requirement, decision, ...) is lowered, by the file of its name, to functions of
// the core when something first requires it. What requires itself while it is being lowered is a cycle, and an error.
//
// All errors of all files are found: each is reported once, and an expression in error fits any type where it is used.
#pragma once

#include "lang/semantics/checked.hpp"
#include "lang/semantics/resolution.hpp"

namespace cepol::semantics {

// Fills `out`; only errors are reported. `modules`: every file, used ones before their users, the policy last.
// `notice`: of the policy, or null.
Resolution resolve(const Sources& sources, const std::vector<Module>& modules, const notice::Notice* notice,
                   const std::vector<OtherNotice>& others, Checked& out);

}  // namespace cepol::semantics
