#include <algorithm>

#include "lang/core/children.hpp"
#include "lang/semantics/checker.hpp"

namespace cepol::semantics {

ExprId Checker::emit(Term term, Type type, Span span) {
  std::size_t depth = 0;
  for_each_child(term, [&](ExprId child) { depth = std::max(depth, term_depth_[child.index]); });
  if (const auto* call = std::get_if<Call>(&term)) depth = std::max(depth, function_depth_[call->function.index]);
  term_depth_.push_back(depth + 1);
  return out_.program.exprs.add({std::move(term), type, span});
}

ExprId Checker::constant(Exact value, Type type, Span span) { return emit(Constant{value, {}, false}, type, span); }

ExprId Checker::none(Type type, Span span) { return emit(Constant{{}, {}, true}, type, span); }

ExprId Checker::all_of(std::vector<ExprId> operands, Span span) {
  if (operands.size() == 1) return operands.front();
  return emit(Logic{true, std::move(operands)}, truth_type(), span);
}

ExprId Checker::is_member(ExprId value, Type type, Member member, Span span) {
  const ExprId right = constant(static_cast<std::int64_t>(member), type, span);
  return emit(Compare{Relation::equal, value, right}, truth_type(), span);
}

ExprId Checker::call_function(FunctionId function, std::vector<ExprId> arguments, Span span) {
  const Type result = out_.program.functions[function].result;
  return emit(Call{function, std::move(arguments)}, result, span);
}

FunctionId Checker::add_function(std::string name, std::vector<Parameter> parameters, ExprId body, Slot slots,
                                 Span span) {
  const Type result = out_.program.exprs[body].type;
  function_depth_.push_back(term_depth_[body.index]);
  if (function_depth_.back() > max_term_depth && !too_deep_) {
    too_deep_ = true;
    problems_.add(Code::too_deeply_built, span, {name, std::to_string(max_term_depth)});
  }
  return out_.program.functions.add({std::move(name), std::move(parameters), result, body, slots, span});
}

}  // namespace cepol::semantics
