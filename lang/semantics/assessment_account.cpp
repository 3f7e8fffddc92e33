// What an assessment tells: its requirements and waivers, its figures, what each year brought, which rows counted.
#include "lang/semantics/assessment.hpp"

namespace cepol::semantics {

Step Checker::Assessment::line(StepKind kind, std::string label, FunctionId value, Span span) const {
  Step step;
  step.kind = kind;
  step.label = std::move(label);
  step.value = value;
  step.span = span;
  return step;
}

void Checker::Assessment::lower_decision() {
  Decision decision;
  decision.name = name_;
  decision.table = table_;
  decision.outcomes = outcome_type_.enumeration;
  decision.outcome = outcome_;
  decision.span = at_;
  decision.clauses = check_.citations(tree_, node_, name_);
  if (!required_label_.empty()) decision.measures.push_back({required_label_, required_});
  if (!earned_label_.empty()) decision.measures.push_back({earned_label_, earned_});
  if (!short_label_.empty()) decision.measures.push_back({short_label_, short_});

  tell_rules(decision, which_, requirements_, word("要求", "requirement"));
  if (waiver_.valid()) tell_rules(decision, waiver_, waivers_, word("减免", "waiver"));
  for (const Measure& measure : decision.measures)
    decision.account.push_back(check_.step(line(StepKind::amount, measure.label, measure.value, at_)));
  if (time_.kind == Kind::year) tell_years(decision);
  check_.credit_steps(credit_, first_, last_, decision.account);

  declaration_.signature.type = outcome_type_;
  declaration_.signature.function = outcome_;
  declaration_.index = check_.out_.program.decisions.add(std::move(decision)).index;
}

void Checker::Assessment::tell_rules(Decision& decision, FunctionId chooser, const std::vector<Rule>& rules,
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
      option.steps.push_back(check_.step(window));
    }
    if (rule.total.valid())
      option.steps.push_back(check_.step(line(StepKind::amount, word("总量", "total"), rule.total, rule.span)));
    for (const Must& must : rule.musts) {
      Step condition = line(StepKind::condition, must.name, must.satisfied, must.span);
      condition.worded = true;
      if (must.each_year) {
        Step years = line(StepKind::years, must.name, {}, must.span);
        years.from = rule.first;
        years.to = rule.last;
        years.steps = must.conditions;
        condition.steps.push_back(check_.step(years));
      } else {
        condition.steps = must.conditions;
      }
      option.steps.push_back(check_.step(condition));
    }
    all.steps.push_back(check_.step(option));
  }
  decision.account.push_back(check_.step(all));
}

// What each year of the window brought, by category.
void Checker::Assessment::tell_years(Decision& decision) {
  Step years = line(StepKind::years, credit_name_, {}, at_);
  years.from = first_;
  years.to = last_;
  const std::vector<Parameter> of_year{of_row_.front(), {"year", year_type()}};
  auto year = [&] { return check_.local(1, year_type(), at_); };
  auto tell = [&](const std::string& label, ExprId value) {
    years.steps.push_back(
        check_.step(line(StepKind::amount, label, check_.add_function(label, of_year, value, 2, at_), at_)));
  };
  const EnumerationId categories = check_.credits_[credit_].categories;
  if (!categories.valid()) {
    tell(credit_name_, check_.call_function(credited_, {row(), year(), year()}, at_));
  } else {
    const std::vector<std::string> names = check_.out_.program.enumerations[categories].members;
    for (std::size_t i = 0; i < names.size(); ++i)
      if (const auto of_one = check_.credit_function(credit_, false, std::uint64_t{1} << i, at_))
        tell(names[i], check_.call_function(*of_one, {row(), year(), year()}, at_));
  }
  decision.account.push_back(check_.step(years));
}

}  // namespace cepol::semantics
