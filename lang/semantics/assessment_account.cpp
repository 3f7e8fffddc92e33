// Builds the account of an assessment's decision: its requirements and waivers, its figures, the credit of each year,
// the rows that count.
#include "lang/semantics/assessment_lowering.hpp"

#include "lang/semantics/citations.hpp"
#include "lang/semantics/credit_account.hpp"
#include "lang/semantics/credit_function.hpp"
#include "lang/semantics/emit.hpp"

namespace cepol::semantics {

Step AssessmentLowering::line(StepKind kind, std::string label, FunctionId value, Span span) const {
  Step step;
  step.kind = kind;
  step.label = std::move(label);
  step.value = value;
  step.span = span;
  return step;
}

void AssessmentLowering::add_decision() {
  Decision decision;
  decision.name = name_;
  decision.table = table_;
  decision.outcomes = outcome_type_.enumeration;
  decision.outcome = outcome_;
  decision.span = at_;
  decision.clauses = lower_citations(context_, tree_, node_, name_);
  if (!required_label_.empty()) decision.measures.push_back({required_label_, required_});
  if (!earned_label_.empty()) decision.measures.push_back({earned_label_, earned_});
  if (!short_label_.empty()) decision.measures.push_back({short_label_, short_});

  add_rules(decision, which_, requirements_, word("要求", "requirement"));
  if (waiver_.valid()) add_rules(decision, waiver_, waivers_, word("减免", "waiver"));
  for (const Measure& measure : decision.measures)
    decision.account.push_back(add_step(context_, line(StepKind::amount, measure.label, measure.value, at_)));
  if (time_.kind == Kind::year) add_years(decision);
  add_credit_steps(context_, credit_, first_, last_, decision.account,
                   owners_.empty() ? FunctionId{} : function(credit_name_, owner_row()));

  context_.program.functions[outcome_].told = Told::decision;
  for (const Measure& measure : decision.measures) context_.program.functions[measure.value].told = Told::decision;
  declaration_.signature.type = outcome_type_;
  declaration_.signature.function = outcome_;
  declaration_.index = context_.program.decisions.add(std::move(decision)).index;
}

void AssessmentLowering::add_rules(Decision& decision, FunctionId chooser, const std::vector<Rule>& rules,
                                   const std::string& label) {
  Step all = line(StepKind::cases, label, chooser, at_);
  for (const Rule& rule : rules) {
    Step option = line(StepKind::option, rule.name, rule.applies, rule.span);
    option.clauses = rule.clauses;
    option.worded = true;
    option.steps = rule.conditions;
    if (rule.first.valid()) {
      Step window = line(StepKind::window, word("窗口", "window"), {}, rule.span);
      window.from = rule.first;
      window.to = rule.last;
      option.steps.push_back(add_step(context_, window));
    }
    if (rule.total.valid() && !rule.no_total)
      option.steps.push_back(add_step(context_, line(StepKind::amount, word("总量", "total"), rule.total, rule.span)));
    if (rule.becomes.valid()) {
      const FunctionId becomes =
          function(rule.name, emit_call(context_, rule.becomes, {row(), call(base_)}, rule.span));
      option.steps.push_back(
          add_step(context_, line(StepKind::amount, word("减免后总量", "total after the waiver"), becomes, rule.span)));
    }
    for (const Must& must : rule.musts) {
      Step condition = line(StepKind::condition, must.name, must.satisfied, must.span);
      condition.worded = true;
      if (must.each_year) {
        Step years = line(StepKind::years, must.name, {}, must.span);
        years.from = rule.first;
        years.to = rule.last;
        years.steps = must.conditions;
        condition.steps.push_back(add_step(context_, years));
      } else {
        condition.steps = must.conditions;
      }
      option.steps.push_back(add_step(context_, condition));
    }
    all.steps.push_back(add_step(context_, option));
  }
  decision.account.push_back(add_step(context_, all));
}

// The credit of each year of the window, by category.
void AssessmentLowering::add_years(Decision& decision) {
  Step years = line(StepKind::years, credit_name_, {}, at_);
  years.from = first_;
  years.to = last_;
  const std::vector<Parameter> of_year{of_row_.front(), {"year", year_type()}};
  auto year = [&] { return emit_local(context_, 1, year_type(), at_); };
  auto add = [&](const std::string& label, ExprId value) {
    years.steps.push_back(
        add_step(context_, line(StepKind::amount, label, add_function(context_, label, of_year, value, 2, at_), at_)));
  };
  const EnumerationId categories = context_.credits[credit_].categories;
  if (!categories.valid()) {
    add(credit_name_, credited(credited_, year(), year()));
  } else {
    const std::vector<std::string> names = context_.program.enumerations[categories].members;
    for (std::size_t i = 0; i < names.size(); ++i)
      if (const auto of_one = credit_function(context_, credit_, false, std::uint64_t{1} << i, at_))
        add(names[i], credited(*of_one, year(), year()));
  }
  decision.account.push_back(add_step(context_, years));
}

}  // namespace cepol::semantics
