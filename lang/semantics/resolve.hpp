// resolve(): from syntax trees to a core program. Resolves names, checks types, units and citations, and lowers every
// construct to the core.
//
// A typed expression is a core term, so there is no second tree of typed expressions: typing an expression emits core
// terms, and each construct (credit, requirement, decision, ...) is lowered, by the file of its name, to functions of
// the core when it is first used. A construct that is used while it is being lowered is part of a cycle, an error.
//
// All errors of all files are found, and each is reported once: an expression in error is compatible with any type.
#pragma once

#include "lang/semantics/checked.hpp"
#include "lang/semantics/resolution.hpp"

namespace cepol::semantics {

// Fills `out`; only errors are reported. `modules`: every file, used ones before their users, the policy last.
// `notice`: of the policy, or null.
Resolution resolve(const Sources& sources, const std::vector<Module>& modules, const notice::Notice* notice,
                   const std::vector<OtherNotice>& others, Checked& out);

}  // namespace cepol::semantics
