// Builder functions that append core terms, functions and steps of accounts to the program, within the budget of a
// policy: at most max_terms terms, and functions whose bodies, written out as trees, have at most max_terms together.
// So whoever walks a body as a tree takes bounded time, however often a term is shared. A policy beyond the budget is
// reported where it is exceeded; from then on terms that stand in for others are returned, and nothing is added.
#pragma once

#include "lang/semantics/context.hpp"

namespace cepol::semantics {

constexpr std::uint64_t max_terms = 1'000'000;

ExprId emit(Context& context, Term term, Type type, Span span);
ExprId emit_local(Context& context, Slot slot, Type type, Span span);
ExprId emit_constant(Context& context, Exact value, Type type, Span span);
ExprId emit_none(Context& context, Type type, Span span);
ExprId emit_yes(Context& context, Span span);
ExprId emit_all_of(Context& context, std::vector<ExprId> operands, Span span);
ExprId emit_is_member(Context& context, ExprId value, Type type, Member member, Span span);
ExprId emit_call(Context& context, FunctionId function, std::vector<ExprId> arguments, Span span);

FunctionId add_function(Context& context, std::string name, std::vector<Parameter> parameters, ExprId body, Slot slots,
                        Span span);
StepId add_step(Context& context, Step step);

std::string_view colon(const Context& context);  // between the parts of a label, in the policy's language

}  // namespace cepol::semantics
