// Lowers decisions by cases, including the warnings of a policy, and the precedence among cases.
#pragma once

#include "lang/semantics/context.hpp"

namespace cepol::semantics {

void lower_decision(Context& context, Declaration& declaration);
void lower_warning(Context& context, Declaration& declaration);

bool check_case_count(Context& context, const std::string& name, std::size_t count, Span span);  // false: reported
// The cases' `over` lists become transitively closed; a cycle is an error.
void close_precedence(Context& context, std::vector<Case>& cases, Span span);

}  // namespace cepol::semantics
