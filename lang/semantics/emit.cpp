// Appends terms and functions to the program, and tracks the depth of each, which is limited because engines evaluate
// terms by recursion, and the size.
#include "lang/semantics/emit.hpp"

#include <algorithm>

#include "lang/core/children.hpp"

namespace cepol::semantics {

namespace {

// A fold, which is costly to evaluate, counts for more terms; so it does for the stack that engines take for it.
constexpr std::uint64_t size_of_fold = 64;
constexpr std::size_t depth_of_fold = 4;

bool is_fold(const Term& term) {
  return std::holds_alternative<OverRows>(term) || std::holds_alternative<OverYears>(term) ||
         std::holds_alternative<YearScan>(term);
}

void report_too_large(Context& context, Span span) {
  if (!context.too_large) context.problems.add(Code::too_large, span, {std::to_string(max_terms)});
  context.too_large = true;
}

ExprId add_term(Context& context, Term term, Type type, Span span) {
  std::size_t depth = 0;
  std::uint64_t size = is_fold(term) ? size_of_fold : 1;
  for_each_child(term, [&](ExprId child) {
    depth = std::max(depth, context.term_depth[child.index]);
    size = std::min(size + context.term_size[child.index], max_terms + 1);
  });
  if (const auto* call = std::get_if<Call>(&term))
    depth = std::max(depth, context.function_depth[call->function.index]);
  context.term_depth.push_back(depth + (is_fold(term) ? depth_of_fold : 1));
  context.term_size.push_back(size);
  return context.program.exprs.add({std::move(term), type, span});
}

ExprId spare_term(Context& context, Type type, Span span) {
  for (const auto& [of, id] : context.spare)
    if (of == type) return id;
  const ExprId id = add_term(context, Fail{"政策太大", "the policy is too large"}, type, span);
  context.spare.emplace_back(type, id);
  return id;
}

}  // namespace

ExprId emit(Context& context, Term term, Type type, Span span) {
  if (context.program.exprs.size() < max_terms) return add_term(context, std::move(term), type, span);
  report_too_large(context, span);
  return spare_term(context, type, span);
}

ExprId emit_local(Context& context, Slot slot, Type type, Span span) { return emit(context, Local{slot}, type, span); }

ExprId emit_constant(Context& context, Exact value, Type type, Span span) {
  return emit(context, Constant{value, {}, false}, type, span);
}

ExprId emit_none(Context& context, Type type, Span span) { return emit(context, Constant{{}, {}, true}, type, span); }

ExprId emit_yes(Context& context, Span span) { return emit_constant(context, 1, truth_type(), span); }

ExprId emit_all_of(Context& context, std::vector<ExprId> operands, Span span) {
  if (operands.size() == 1) return operands.front();
  return emit(context, Logic{true, std::move(operands)}, truth_type(), span);
}

ExprId emit_is_member(Context& context, ExprId value, Type type, Member member, Span span) {
  const ExprId right = emit_constant(context, static_cast<std::int64_t>(member), type, span);
  return emit(context, Compare{Relation::equal, value, right}, truth_type(), span);
}

ExprId emit_call(Context& context, FunctionId function, std::vector<ExprId> arguments, Span span) {
  const Type result = context.program.functions[function].result;
  return emit(context, Call{function, std::move(arguments)}, result, span);
}

FunctionId add_function(Context& context, std::string name, std::vector<Parameter> parameters, ExprId body, Slot slots,
                        Span span) {
  const Type result = context.program.exprs[body].type;
  context.function_depth.push_back(context.term_depth[body.index]);
  context.function_terms += context.term_size[body.index];
  if (context.function_terms > max_terms) report_too_large(context, span);
  if (context.function_depth.back() > max_term_depth && !context.too_deep_reported) {
    context.too_deep_reported = true;
    context.problems.add(Code::too_deeply_built, span, {name, std::to_string(max_term_depth)});
  }
  return context.program.functions.add({std::move(name), std::move(parameters), result, body, slots, span});
}

StepId add_step(Context& context, Step step) { return context.program.steps.add(std::move(step)); }

std::string_view colon(const Context& context) { return context.program.english ? ": " : "："; }

}  // namespace cepol::semantics
