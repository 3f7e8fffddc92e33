// Lowers declarations on demand, when an expression first uses them, with a limit on the length of chains of
// declarations; lowers definitions.
#pragma once

#include "lang/semantics/context.hpp"

namespace cepol::semantics {

// false: the declaration is in error, or already being lowered (a cycle).
bool ensure_lowered(Context& context, DeclarationId id);

bool within_height(Context& context);  // may another declaration be lowered? false: too deep, and reported
// Counts the lowered declaration towards the height of the one in progress; false: too deep, and reported.
bool note_dependency(Context& context, DeclarationId id);
void report_too_deep(Context& context, DeclarationId id, std::size_t most);

void lower_definition(Context& context, Declaration& declaration);

}  // namespace cepol::semantics
