// What an assessment computes: assessment.hpp defines each figure.
#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/semantics/assessment.hpp"

namespace cepol::semantics {

void Checker::Assessment::make_choosers() {
  const std::string colon(check_.colon());
  which_ = chooser(requirements_, name_ + colon + word("要求", "requirement"));
  if (!waivers_.empty()) waiver_ = chooser(waivers_, name_ + colon + word("减免", "waiver"));
}

FunctionId Checker::Assessment::chooser(const std::vector<Rule>& rules, const std::string& name) {
  std::vector<std::string> names;
  names.reserve(rules.size());
  for (const Rule& rule : rules) names.push_back(rule.name);
  const Type type = choice_type(check_.add_enumeration(name, names, at_));
  std::vector<Case> cases;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    Case one;
    one.guard = call(rules[i].applies);
    one.value = check_.constant(static_cast<std::int64_t>(i), type, rules[i].span);
    one.name = rules[i].name;
    for (const std::string& yields : rules[i].over) {
      const auto found = std::find(names.begin(), names.end(), yields);
      if (found != names.end()) {
        one.over.push_back(static_cast<std::uint32_t>(found - names.begin()));
        continue;
      }
      auto& problem = check_.problems_.add(Code::unknown_rule, rules[i].span, {yields});
      if (auto near = nearest_name(yields, names)) problem.suggest(*near);
    }
    cases.push_back(std::move(one));
  }
  check_.close_over(cases, at_);
  return function(name, check_.emit(Cases{false, std::move(cases), std::nullopt}, type, at_));
}

bool Checker::Assessment::make_figures() {
  const auto credited = check_.credit_function(credit_, time_.kind == Kind::date, 0, at_);
  if (!credited) return false;
  credited_ = *credited;
  first_ = function(name_, by_rule(which_, requirements_, time_, [&](const Rule& rule) { return call(rule.first); }));
  last_ = function(name_, by_rule(which_, requirements_, time_, [&](const Rule& rule) { return call(rule.last); }));
  base_ = function(name_, by_rule(which_, requirements_, amount_, [&](const Rule& rule) { return call(rule.total); }));
  earned_ = function(named(earned_label_), check_.call_function(credited_, {row(), call(first_), call(last_)}, at_));
  make_required();
  const bool can_waive = !waived_.empty() && std::any_of(waivers_.begin(), waivers_.end(),
                                                         [](const Rule& rule) { return rule.everything; });
  if (can_waive)
    everything_ = function(named(waived_), by_rule(waiver_, waivers_, truth_type(), [&](const Rule& rule) {
                             return check_.constant(rule.everything ? 1 : 0, truth_type(), rule.span);
                           }));
  return true;
}

void Checker::Assessment::make_required() {
  ExprId required = call(base_);
  if (waiver_.valid()) {
    const ExprId under_waiver = by_rule(waiver_, waivers_, amount_, [&](const Rule& rule) {
      if (rule.everything) return check_.constant(0, amount_, rule.span);
      if (!rule.becomes.valid()) return call(base_);
      return check_.call_function(rule.becomes, {row(), call(base_)}, rule.span);
    });
    const ExprId no_waiver = check_.emit(IsNone{call(waiver_)}, truth_type(), at_);
    const ExprId covered = check_.emit(If{no_waiver, required, under_waiver}, amount_, at_);
    const ExprId not_covered = check_.emit(IsNone{call(which_)}, truth_type(), at_);
    required = check_.emit(If{not_covered, check_.none(amount_, at_), covered}, amount_, at_);
  }
  required_ = function(named(required_label_), required);
}

// Those of the assessment are asked of every requirement, before its own.
void Checker::Assessment::make_musts() {
  for (Rule& rule : requirements_) {
    for (NodeId node : tree_.children_of(node_, NodeKind::must)) make_must(tree_, node, rule);
    for (NodeId node : rule.tree->children_of(rule.node, NodeKind::must)) make_must(*rule.tree, node, rule);
  }
  if (!good_) return;
  for (Rule& rule : requirements_)
    for (Must& must : rule.musts) {
      const ExprId holds = call(must.every);
      const auto drop = dropped(must);
      must.satisfied =
          !drop ? must.every : function(must.name, check_.emit(Logic{false, {*drop, holds}}, truth_type(), must.span));
    }
  for (const Rule& rule : waivers_)
    for (const Drop& drop : rule.drops)
      if (!drop.found) check_.problems_.add(Code::unknown_must, drop.span, {drop.must});
}

// A `must` by year is a function of (subject, year). Another has `window`, `total` (as required, after waivers) and
// `earned` at hand, as further parameters; its conditions are wrapped into functions of the subject for the account.
void Checker::Assessment::make_must(const Tree& tree, NodeId node, Rule& rule) {
  Must must;
  must.name = tree.name_text(tree.first(node));
  must.span = tree.span(node);
  must.named = tree.span(tree.first(node));
  const NodeId each_year = tree.child(node, NodeKind::each_year);
  must.each_year = each_year.valid();
  std::vector<Parameter> parameters = of_row_;
  Scope scope{&tree, {{table_, 0, {}}}, {}, 1};
  if (must.each_year) {
    if (time_.kind != Kind::year) {
      check_.problems_.add(Code::year_window_expected, must.span);
      good_ = false;
      return;
    }
    const std::string year(tree.name_text(tree.first(each_year)));
    scope.bindings.push_back({year, {}, year_type(), scope.fresh()});
    parameters.push_back({year, year_type()});
  } else {
    const Slot first = scope.fresh(), last = scope.fresh();
    scope.bindings.push_back({"window", "窗口", time_, first, last, true});
    scope.bindings.push_back({"total", "总量", amount_, scope.fresh()});
    scope.bindings.push_back({"earned", "已得", amount_, scope.fresh()});
    parameters.insert(parameters.end(), {{"first", time_}, {"last", time_}, {"total", amount_}, {"earned", amount_}});
  }
  const Conditions held = check_.conditions(tree, tree.child(node, NodeKind::when), must.name, parameters, scope);
  if (!held.holds.valid()) {
    good_ = false;
    return;
  }
  must.conditions = held.steps;
  if (must.each_year) {
    const ExprId in_year =
        check_.call_function(held.holds, {row(), check_.local(1, year_type(), must.span)}, must.span);
    must.every =
        function(must.name,
                 check_.emit(OverYears{Fold::every, 1, call(rule.first), call(rule.last), std::nullopt, in_year},
                             truth_type(), must.span),
                 2);
  } else {
    auto of_subject = [&](FunctionId condition) {
      return function(
          check_.out_.program.functions[condition].name,
          check_.call_function(condition, {row(), call(rule.first), call(rule.last), call(required_), call(earned_)},
                               must.span));
    };
    must.every = of_subject(held.holds);
    for (StepId id : must.conditions) {
      Step& step = check_.out_.program.steps[id];
      step.value = of_subject(step.value);
      for (StepId value : step.values) {
        Step& amount = check_.out_.program.steps[value];
        amount.value = of_subject(amount.value);
      }
    }
  }
  rule.musts.push_back(std::move(must));
}

// Is the `must` of that name dropped by the waiver that applies? nullopt: no waiver drops it.
std::optional<ExprId> Checker::Assessment::dropped(const Must& must) {
  std::vector<ExprId> ways;
  for (std::size_t i = 0; i < waivers_.size(); ++i)
    for (Drop& drop : waivers_[i].drops) {
      if (drop.must != must.name) continue;
      drop.found = true;
      check_.out_.references.push_back({drop.span, must.named});
      const Type chosen = check_.out_.program.functions[waiver_].result;
      ExprId in_force = check_.is_member(call(waiver_), chosen, static_cast<Member>(i), drop.span);
      if (drop.applies.valid())
        in_force = check_.emit(Logic{true, {in_force, call(drop.applies)}}, truth_type(), drop.span);
      ways.push_back(in_force);
    }
  if (ways.empty()) return std::nullopt;
  return check_.emit(Logic{false, std::move(ways)}, truth_type(), at_);
}

void Checker::Assessment::make_outcome() {
  const ExprId enough = check_.emit(Compare{Relation::at_most, call(required_), call(earned_)}, truth_type(), at_);
  const ExprId musts = by_rule(which_, requirements_, truth_type(), [&](const Rule& rule) {
    std::vector<ExprId> all;
    for (const Must& must : rule.musts) all.push_back(call(must.satisfied));
    return all.empty() ? check_.yes(at_) : check_.all_of(std::move(all), at_);
  });
  auto member = [&](std::int64_t number) { return check_.constant(number, outcome_type_, at_); };
  const ExprId satisfied = check_.emit(Logic{true, {enough, musts}}, truth_type(), at_);
  const ExprId met = member(0), unmet = member(1);
  // A total or window that is none (a blank optional date, say) leaves nothing to compare.
  const ExprId no_figure = check_.emit(Logic{false,
                                             {check_.emit(IsNone{call(required_)}, truth_type(), at_),
                                              check_.emit(IsNone{call(earned_)}, truth_type(), at_)}},
                                       truth_type(), at_);
  const ExprId cannot =
      check_.emit(Fail{"窗口或总量没有值，无法判断", "its window or total has no value"}, outcome_type_, at_);
  const ExprId compared = check_.emit(If{satisfied, met, unmet}, outcome_type_, at_);
  ExprId verdict = check_.emit(If{no_figure, cannot, compared}, outcome_type_, at_);
  if (everything_.valid()) {
    const ExprId waived = member(2);
    verdict = check_.emit(If{call(everything_), waived, verdict}, outcome_type_, at_);
  }
  const ExprId not_covered = check_.emit(IsNone{call(which_)}, truth_type(), at_);
  outcome_ =
      function(name_, check_.emit(If{not_covered, check_.none(outcome_type_, at_), verdict}, outcome_type_, at_));
}

void Checker::Assessment::make_short() {
  const ExprId gap = check_.emit(Arithmetic{Operation::subtract, call(required_), call(earned_)}, amount_, at_);
  ExprId missing = check_.emit(Arithmetic{Operation::maximum, check_.constant(0, amount_, at_), gap}, amount_, at_);
  if (everything_.valid()) {
    const ExprId zero = check_.constant(0, amount_, at_);
    missing = check_.emit(If{call(everything_), zero, missing}, amount_, at_);
    const ExprId not_covered = check_.emit(IsNone{call(which_)}, truth_type(), at_);
    missing = check_.emit(If{not_covered, check_.none(amount_, at_), missing}, amount_, at_);
  }
  short_ = function(named(short_label_), missing);
}

}  // namespace cepol::semantics
