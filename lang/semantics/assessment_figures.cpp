// Emits the functions of an assessment (the requirement and waiver that apply, window, totals, credit earned, `must`
// conditions, outcome). assessment_lowering.hpp defines each of them.
#include "lang/semantics/assessment_lowering.hpp"

#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/semantics/conditions.hpp"
#include "lang/semantics/credit_function.hpp"
#include "lang/semantics/decision.hpp"
#include "lang/semantics/emit.hpp"
#include "lang/semantics/every_year.hpp"
#include "lang/semantics/records.hpp"

namespace cepol::semantics {

void AssessmentLowering::make_choosers() {
  const std::string prefix = name_ + std::string(colon(context_));
  which_ = chooser(requirements_, prefix + word("要求", "requirement"));
  if (!waivers_.empty()) waiver_ = chooser(waivers_, prefix + word("减免", "waiver"));
}

FunctionId AssessmentLowering::chooser(const std::vector<Rule>& rules, const std::string& name) {
  std::vector<std::string> names;
  names.reserve(rules.size());
  for (const Rule& rule : rules) names.push_back(rule.name);
  const Type type = enumeration_type(add_enumeration(context_, name, names, at_));
  std::vector<Case> cases;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    Case one;
    one.guard = call(rules[i].applies);
    one.value = emit_constant(context_, static_cast<std::int64_t>(i), type, rules[i].span);
    one.name = rules[i].name;
    for (const std::string& yields : rules[i].over) {
      const auto found = std::find(names.begin(), names.end(), yields);
      if (found != names.end()) {
        one.over.push_back(static_cast<std::uint32_t>(found - names.begin()));
        continue;
      }
      auto& problem = context_.problems.add(Code::unknown_rule, rules[i].span, {yields});
      if (auto near = nearest_name(yields, names)) problem.suggest(*near);
    }
    cases.push_back(std::move(one));
  }
  close_precedence(context_, cases, at_);
  return function(name, emit(context_, Cases{false, std::move(cases), std::nullopt}, type, at_));
}

bool AssessmentLowering::make_figures() {
  const auto whole = credit_function(context_, credit_, time_.kind == Kind::date, 0, at_);
  if (!whole) return false;
  credited_ = *whole;
  first_ = function(name_, by_rule(which_, requirements_, time_, [&](const Rule& rule) { return call(rule.first); }));
  last_ = function(name_, by_rule(which_, requirements_, time_, [&](const Rule& rule) { return call(rule.last); }));
  base_ = function(name_, by_rule(which_, requirements_, amount_, [&](const Rule& rule) { return call(rule.total); }));
  if (!make_earned()) return false;
  make_required();
  const bool can_waive = !waived_.empty() && std::any_of(waivers_.begin(), waivers_.end(),
                                                         [](const Rule& rule) { return rule.everything; });
  if (can_waive)
    everything_ = function(named(waived_), by_rule(waiver_, waivers_, truth_type(), [&](const Rule& rule) {
                             return emit_constant(context_, rule.everything ? 1 : 0, truth_type(), rule.span);
                           }));
  return true;
}

// The row of the credit: the one that is decided, or that to which it belongs.
ExprId AssessmentLowering::owner_row() {
  ExprId owner = row();
  TableId table = table_;
  for (TableId next : owners_) {
    owner = emit(context_, ColumnOf{owner, *context_.program.tables[table].link}, row_type(next), at_);
    table = next;
  }
  return owner;
}

// The credit of that row; none where there is no such row.
ExprId AssessmentLowering::credited(FunctionId credit, ExprId first, ExprId last) {
  const ExprId value = emit_call(context_, credit, {owner_row(), first, last}, at_);
  if (owners_.empty()) return value;
  const RecordTable& of = context_.program.tables[owners_.back()];
  const ExprId key = emit(context_, ColumnOf{owner_row(), *of.key}, of.columns[*of.key].type, at_);
  const ExprId absent = emit(context_, IsNone{key}, truth_type(), at_);
  return emit(context_, If{absent, emit_none(context_, amount_, at_), value}, amount_, at_);
}

bool AssessmentLowering::make_earned() {
  const bool days = time_.kind == Kind::date;
  std::map<std::uint64_t, FunctionId> of_categories{{0, credited_}};
  for (const Rule& rule : requirements_) {
    const auto one = credit_function(context_, credit_, days, rule.categories, at_);
    if (!one) return false;
    of_categories[rule.categories] = *one;
  }
  const auto all_alike = std::all_of(requirements_.begin(), requirements_.end(), [&](const Rule& rule) {
    return rule.categories == requirements_.front().categories;
  });
  const auto of_rule = [&](const Rule& rule) {
    return credited(of_categories.at(rule.categories), call(first_), call(last_));
  };
  earned_ = function(named(earned_label_),
                     all_alike ? of_rule(requirements_.front()) : by_rule(which_, requirements_, amount_, of_rule));
  return true;
}

// Does the requirement that applies have no total? nullopt: every one has.
std::optional<ExprId> AssessmentLowering::without_total() {
  if (std::none_of(requirements_.begin(), requirements_.end(), [](const Rule& rule) { return rule.no_total; }))
    return std::nullopt;
  return by_rule(which_, requirements_, truth_type(), [&](const Rule& rule) {
    return emit_constant(context_, rule.no_total ? 1 : 0, truth_type(), rule.span);
  });
}

void AssessmentLowering::make_required() {
  ExprId required = call(base_);
  if (waiver_.valid()) {
    const ExprId under_waiver = by_rule(waiver_, waivers_, amount_, [&](const Rule& rule) {
      if (rule.everything) return emit_constant(context_, 0, amount_, rule.span);
      if (!rule.becomes.valid()) return call(base_);
      return emit_call(context_, rule.becomes, {row(), call(base_)}, rule.span);
    });
    const ExprId no_waiver = emit(context_, IsNone{call(waiver_)}, truth_type(), at_);
    const ExprId covered = emit(context_, If{no_waiver, required, under_waiver}, amount_, at_);
    const ExprId not_covered = emit(context_, IsNone{call(which_)}, truth_type(), at_);
    required = emit(context_, If{not_covered, emit_none(context_, amount_, at_), covered}, amount_, at_);
  }
  required_ = function(named(required_label_), required);
}

// The musts of the assessment belong to every requirement, before its own.
void AssessmentLowering::make_musts() {
  for (Rule& rule : requirements_) {
    for (NodeId node : tree_.children_of(node_, NodeKind::must)) make_must(tree_, node, rule);
    for (NodeId node : rule.tree->children_of(rule.node, NodeKind::must)) make_must(*rule.tree, node, rule);
  }
  if (!good_) return;
  for (Rule& rule : requirements_)
    for (Must& must : rule.musts) {
      const ExprId holds = call(must.every);
      const auto drop = dropped(must);
      must.satisfied = !drop
                           ? must.every
                           : function(must.name, emit(context_, Logic{false, {*drop, holds}}, truth_type(), must.span));
    }
  for (const Rule& rule : waivers_)
    for (const Drop& drop : rule.drops)
      if (!drop.found) report_unknown_must(drop);
}

void AssessmentLowering::report_unknown_must(const Drop& drop) {
  auto& problem = context_.problems.add(Code::unknown_must, drop.span, {drop.must});
  std::vector<std::string> names;
  for (const Rule& requirement : requirements_)
    for (const Must& must : requirement.musts) names.push_back(must.name);
  if (auto near = nearest_name(drop.must, names)) problem.suggest(*near);
}

// A `must` by year is a function of (subject, year). Any other has the further parameters `window`, `total` (after
// waivers) and `earned`; for the account its conditions are wrapped into functions of the subject.
void AssessmentLowering::make_must(const Tree& tree, NodeId node, Rule& rule) {
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
      context_.problems.add(Code::year_window_expected, must.span);
      good_ = false;
      return;
    }
    const std::string year(tree.name_text(tree.first(each_year)));
    const Slot slot = scope.fresh();
    scope.bindings.push_back({year, {}, year_type(), slot, slot, false, tree.span(tree.first(each_year))});
    parameters.push_back({year, year_type()});
  } else {
    const Slot first = scope.fresh(), last = scope.fresh();
    scope.bindings.push_back({"window", "窗口", time_, first, last, true});
    const Slot total = scope.fresh();
    if (!rule.no_total) scope.bindings.push_back({"total", "总量", amount_, total});
    scope.bindings.push_back({"earned", "已得", amount_, scope.fresh()});
    parameters.insert(parameters.end(), {{"first", time_}, {"last", time_}, {"total", amount_}, {"earned", amount_}});
  }
  const Conditions held =
      lower_conditions(context_, tree, tree.child(node, NodeKind::when), must.name, parameters, scope);
  if (!held.holds.valid()) {
    good_ = false;
    return;
  }
  must.conditions = held.steps;
  if (must.each_year) {
    const ExprId in_year =
        emit_call(context_, held.holds, {row(), emit_local(context_, 1, year_type(), must.span)}, must.span);
    must.every =
        function(must.name,
                 emit(context_, OverYears{Fold::every, 1, call(rule.first), call(rule.last), std::nullopt, in_year},
                      truth_type(), must.span),
                 2);
  } else {
    const auto arguments = [&] {
      return std::vector<ExprId>{row(), call(rule.first), call(rule.last), call(required_), call(earned_)};
    };
    auto of_subject = [&](FunctionId condition) {
      return function(context_.program.functions[condition].name,
                      emit_call(context_, condition, arguments(), must.span));
    };
    std::vector<StepId> by_year;
    for (StepId id : must.conditions) {
      const Step condition = context_.program.steps[id];
      const auto years = years_of_condition(context_, condition, [&](FunctionId inner, bool of_year) {
        if (!of_year) return of_subject(inner);
        std::vector<ExprId> with_year = arguments();
        with_year.push_back(emit_local(context_, 1, year_type(), must.span));
        return add_function(context_, must.name, {of_row_.front(), {"year", year_type()}},
                            emit_call(context_, inner, std::move(with_year), must.span), 2, must.span);
      });
      if (years) by_year.push_back(add_step(context_, *years));
    }
    must.every = of_subject(held.holds);
    const auto all_of_subject = [&](const auto& self, const std::vector<StepId>& steps) -> void {
      for (StepId id : steps) {
        Step step = context_.program.steps[id];
        step.value = of_subject(step.value);
        if (step.to.valid()) step.to = of_subject(step.to);
        self(self, step.values);
        self(self, step.steps);
        context_.program.steps[id] = step;
      }
    };
    all_of_subject(all_of_subject, must.conditions);
    must.conditions.insert(must.conditions.end(), by_year.begin(), by_year.end());
  }
  rule.musts.push_back(std::move(must));
}

// Is the `must` of that name dropped by the waiver that applies? nullopt: no waiver drops it.
std::optional<ExprId> AssessmentLowering::dropped(const Must& must) {
  std::vector<ExprId> ways;
  for (std::size_t i = 0; i < waivers_.size(); ++i)
    for (Drop& drop : waivers_[i].drops) {
      if (drop.must != must.name) continue;
      drop.found = true;
      context_.out.references.push_back({drop.span, must.named});
      const Type chosen = context_.program.functions[waiver_].result;
      ExprId in_force = emit_is_member(context_, call(waiver_), chosen, static_cast<Member>(i), drop.span);
      if (drop.applies.valid())
        in_force = emit(context_, Logic{true, {in_force, call(drop.applies)}}, truth_type(), drop.span);
      ways.push_back(in_force);
    }
  if (ways.empty()) return std::nullopt;
  return emit(context_, Logic{false, std::move(ways)}, truth_type(), at_);
}

void AssessmentLowering::make_outcome() {
  ExprId enough = emit(context_, Compare{Relation::at_most, call(required_), call(earned_)}, truth_type(), at_);
  ExprId no_required = emit(context_, IsNone{call(required_)}, truth_type(), at_);
  if (const auto no_total = without_total()) {
    enough = emit(context_, Logic{false, {*no_total, enough}}, truth_type(), at_);
    const ExprId has_total = emit(context_, Not{*no_total}, truth_type(), at_);
    no_required = emit(context_, Logic{true, {has_total, no_required}}, truth_type(), at_);
  }
  const ExprId musts = by_rule(which_, requirements_, truth_type(), [&](const Rule& rule) {
    std::vector<ExprId> all;
    for (const Must& must : rule.musts) all.push_back(call(must.satisfied));
    return all.empty() ? emit_yes(context_, at_) : emit_all_of(context_, std::move(all), at_);
  });
  auto member = [&](std::int64_t number) { return emit_constant(context_, number, outcome_type_, at_); };
  const ExprId satisfied = emit(context_, Logic{true, {enough, musts}}, truth_type(), at_);
  const ExprId met = member(0), unmet = member(1);
  // If the total or window is none (e.g. a blank optional date), there is nothing to compare.
  const ExprId no_figure =
      emit(context_, Logic{false, {no_required, emit(context_, IsNone{call(earned_)}, truth_type(), at_)}},
           truth_type(), at_);
  const ExprId cannot =
      emit(context_, Fail{"窗口或总量没有值，无法判断", "its window or total has no value"}, outcome_type_, at_);
  const ExprId compared = emit(context_, If{satisfied, met, unmet}, outcome_type_, at_);
  ExprId verdict = emit(context_, If{no_figure, cannot, compared}, outcome_type_, at_);
  if (everything_.valid()) {
    const ExprId waived = member(2);
    verdict = emit(context_, If{call(everything_), waived, verdict}, outcome_type_, at_);
  }
  const ExprId not_covered = emit(context_, IsNone{call(which_)}, truth_type(), at_);
  outcome_ = function(
      name_, emit(context_, If{not_covered, emit_none(context_, outcome_type_, at_), verdict}, outcome_type_, at_));
}

void AssessmentLowering::make_short() {
  const ExprId gap = emit(context_, Arithmetic{Operation::subtract, call(required_), call(earned_)}, amount_, at_);
  ExprId missing =
      emit(context_, Arithmetic{Operation::maximum, emit_constant(context_, 0, amount_, at_), gap}, amount_, at_);
  if (everything_.valid()) {
    const ExprId zero = emit_constant(context_, 0, amount_, at_);
    missing = emit(context_, If{call(everything_), zero, missing}, amount_, at_);
    const ExprId not_covered = emit(context_, IsNone{call(which_)}, truth_type(), at_);
    missing = emit(context_, If{not_covered, emit_none(context_, amount_, at_), missing}, amount_, at_);
  }
  short_ = function(named(short_label_), missing);
}

}  // namespace cepol::semantics
