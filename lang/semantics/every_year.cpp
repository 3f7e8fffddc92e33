// Makes functions of the fold's ends and of its value, in the frame that it is in: the year is a parameter there.
#include "lang/semantics/every_year.hpp"

#include <utility>

#include "lang/semantics/emit.hpp"
#include "lang/semantics/types.hpp"

namespace cepol::semantics {

namespace {

constexpr int most_definitions = 8;  // within one another

// The definition of which the function is nothing but a call, with the row.
std::optional<FunctionId> definition_of_row(const Program& program, FunctionId id) {
  const auto* call = std::get_if<Call>(&program.exprs[program.functions[id].body].term);
  if (call == nullptr || call->arguments.size() != 1) return std::nullopt;
  const auto* row = std::get_if<Local>(&program.exprs[call->arguments.front()].term);
  return row != nullptr && row->slot == 0 ? std::optional(call->function) : std::nullopt;
}

}  // namespace

std::optional<Step> years_of_condition(Context& context, const Step& condition, const FunctionOfSubject& of_subject) {
  FunctionId id = condition.value;
  for (int i = 0; i < most_definitions; ++i)
    if (const auto definition = definition_of_row(context.program, id)) id = *definition;
  const Function frame = context.program.functions[id];
  const auto* found = std::get_if<OverYears>(&context.program.exprs[frame.body].term);
  // Where another local stands before the year, the year's slot is not that of a parameter.
  if (found == nullptr || found->fold != Fold::every || !found->value || found->slot != frame.parameters.size())
    return std::nullopt;
  const OverYears years = *found;
  const Span span = condition.span;
  const bool further = frame.parameters.size() > 1;
  const auto made = [&](std::vector<Parameter> parameters, ExprId body, bool of_year) {
    const FunctionId function = add_function(context, condition.label, std::move(parameters), body, frame.slots, span);
    return further ? of_subject(function, of_year) : function;
  };
  ExprId holds = *years.value;
  if (years.guard)
    holds =
        emit(context, Logic{false, {emit(context, Not{*years.guard}, truth_type(), span), holds}}, truth_type(), span);
  std::vector<Parameter> with_year = frame.parameters;
  with_year.push_back({context.program.english ? "year" : "年", year_type()});
  Step in_year = condition;
  in_year.worded = false;
  in_year.clauses.clear();
  in_year.values.clear();
  in_year.value = made(std::move(with_year), holds, true);
  Step step;
  step.kind = StepKind::years;
  step.label = condition.label;
  step.span = span;
  step.from = made(frame.parameters, years.from, false);
  step.to = made(frame.parameters, years.to, false);
  step.steps = {add_step(context, in_year)};
  return step;
}

}  // namespace cepol::semantics
