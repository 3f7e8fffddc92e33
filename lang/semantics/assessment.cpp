// Assessments with their requirements and waivers.
//
// Of the subject row r:
//   which(r)     the requirement that applies: cases, exactly one, `over` resolving; none: not covered
//   waiver(r)    the waiver that applies, likewise; none: no waiver
//   first(r), last(r)   the window of which(r)
//   base(r)      the total of which(r)
//   required(r)  0 under a waiver of everything, the waiver's expression of base(r) under one that changes the total,
//                else base(r)
//   earned(r)    the credit during the window
//   met(r)       earned(r) >= required(r), and every `must` of which(r) that no applying waiver drops
//   outcome(r)   none if which(r) is none; `waived` under a waiver of everything; else `met` or `unmet`
//   short(r)     0 when waived, else max(0, required(r) - earned(r))
#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/semantics/checker.hpp"

namespace cepol::semantics {

namespace {

struct Must {
  std::string name;
  FunctionId holds;        // (subject), or (subject, year)
  bool each_year = false;
  FunctionId every;        // (subject): holds in every year of the window; holds itself where not by year
  FunctionId satisfied;    // (subject): every, or dropped by the waiver that applies
  std::vector<StepId> conditions;
  Span span;
};
struct Drop {
  std::string must;
  FunctionId applies;  // (subject); invalid: always
  Span span;
  mutable bool found = false;
};
struct Rule {
  DeclarationId declaration;
  std::string name;
  FunctionId applies;
  std::vector<StepId> conditions;
  std::vector<ClauseId> clauses;
  std::vector<std::string> over;
  Span span;
  // requirement
  FunctionId first, last, total;
  std::vector<Must> musts;
  // waiver
  bool everything = false;
  FunctionId becomes;  // (subject, total)
  std::vector<Drop> drops;
};

}  // namespace

void Checker::close_over(std::vector<Case>& cases, Span span) {
  const std::size_t n = cases.size();
  std::vector<std::vector<bool>> over(n, std::vector<bool>(n, false));
  for (std::size_t i = 0; i < n; ++i)
    for (std::uint32_t j : cases[i].over) over[i][j] = true;
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j)
        if (over[i][k] && over[k][j]) over[i][j] = true;
  for (std::size_t i = 0; i < n; ++i) {
    if (over[i][i]) {
      problems_.add(Code::over_cycle, span, {cases[i].name});
      return;
    }
    cases[i].over.clear();
    for (std::size_t j = 0; j < n; ++j)
      if (over[i][j]) cases[i].over.push_back(static_cast<std::uint32_t>(j));
  }
}

void Checker::make_assessment(Declaration& declaration) {
  const Tree& tree = *declaration.tree;
  const NodeId node = declaration.node;
  const Span at = declaration.span;
  auto broken = [&] { declaration.stage = Declaration::Stage::broken; };
  if (!declaration.table) return broken();
  const TableId table = *declaration.table;
  const Type subject = row_type(table);
  const std::vector<Parameter> of_row{{out_.program.tables[table].name, subject}};

  // ---- the credit it looks at
  const NodeId belongs = tree.child(node, NodeKind::belongs);
  const std::string credit_name(tree.name_text(tree.first(belongs)));
  const auto credit_id = find_in_record(table, credit_name);
  if (!credit_id || declarations_[*credit_id].kind != DeclarationKind::credit) {
    std::vector<std::string> names;
    for (const Credit& one : credits_) names.push_back(declarations_[one.declaration].name);
    auto& problem = problems_.add(Code::unknown_credit, tree.span(belongs), {credit_name});
    if (auto near = nearest_name(credit_name, names)) problem.suggest(*near);
    return broken();
  }
  declarations_[*credit_id].used = true;
  const std::size_t credit = credit_of_.at(credit_id->index);
  if (!make_credit(credit)) return broken();
  const Type amount = number_type(credits_[credit].unit);

  // ---- words
  auto word = [&](NodeKind kind, bool needed, std::string_view keyword) {
    const NodeId item = tree.child(node, kind);
    if (item.valid()) return std::string(tree.name_text(tree.first(item)));
    if (needed) problems_.add(Code::assessment_word_missing, at, {declaration.name, std::string(keyword)});
    return std::string();
  };
  const std::string met = word(NodeKind::met, true, "met / 达标"), unmet = word(NodeKind::unmet, true, "unmet / 未达标"),
                    waived = word(NodeKind::waived, false, {}), required_label = word(NodeKind::required, false, {}),
                    earned_label = word(NodeKind::earned, false, {}), short_label = word(NodeKind::missing_amount, false, {});

  // ---- requirements and waivers
  std::vector<Rule> requirements, waivers;
  bool good = true;
  for (std::size_t i = 0; i < declarations_.size(); ++i) {
    const Declaration rule_declaration = declarations_.nodes[i];
    const bool is_requirement = rule_declaration.kind == DeclarationKind::requirement;
    if (!is_requirement && rule_declaration.kind != DeclarationKind::waiver) continue;
    const Tree& other = *rule_declaration.tree;
    const NodeId rule_node = rule_declaration.node;
    const NodeId of = other.child(rule_node, NodeKind::belongs);
    if (!of.valid() || other.name_text(other.first(of)) != declaration.name) continue;
    declarations_.nodes[i].used = true;
    declarations_.nodes[i].table = table;
    Rule rule;
    rule.declaration = DeclarationId{static_cast<std::uint32_t>(i)};
    rule.name = rule_declaration.name;
    rule.span = rule_declaration.span;
    rule.clauses = citations(other, rule_node, rule.name);
    if (const NodeId over = other.child(rule_node, NodeKind::over); over.valid())
      for (NodeId yields : other.children(over)) rule.over.emplace_back(other.name_text(yields));
    Scope row_scope{&other, {{table, 0, {}}}, {}, 1};
    const Conditions when = conditions(other, other.child(rule_node, NodeKind::when), rule.name, of_row, row_scope);
    rule.applies = when.holds;
    rule.conditions = when.steps;
    good = good && rule.applies.valid();

    if (is_requirement) {
      const NodeId window_node = other.child(rule_node, NodeKind::window_of), total_node = other.child(rule_node, NodeKind::total);
      if (!window_node.valid()) problems_.add(Code::requirement_incomplete, rule.span, {rule.name, "window / 窗口"});
      if (!total_node.valid()) problems_.add(Code::requirement_incomplete, rule.span, {rule.name, "total / 总量"});
      if (!window_node.valid() || !total_node.valid()) {
        good = false;
        continue;
      }
      Scope scope = row_scope;
      const Typed window = as_window(expression(other.first(window_node), scope), other, other.first(window_node));
      Scope total_scope = row_scope;
      Typed total = expression(other.first(total_node), total_scope, &amount);
      if (!window.valid || !total.valid || !fits(total, amount, other, other.first(total_node))) {
        good = false;
        continue;
      }
      rule.first = add_function(rule.name, of_row, window.expr, scope.slots, other.span(window_node));
      rule.last = add_function(rule.name, of_row, window.last, scope.slots, other.span(window_node));
      rule.total = add_function(rule.name, of_row, total.expr, total_scope.slots, other.span(total_node));
      requirements.push_back(std::move(rule));
    } else {
      rule.everything = other.child(rule_node, NodeKind::needs_nothing).valid();
      if (const NodeId becomes = other.child(rule_node, NodeKind::becomes); becomes.valid()) {
        std::vector<Parameter> parameters = of_row;
        parameters.push_back({"total", amount});
        Scope scope{&other, {{table, 0, {}}}, {{"total", "总量", amount, 1}}, 2};
        Typed value = expression(other.first(becomes), scope, &amount);
        if (value.valid && fits(value, amount, other, other.first(becomes)))
          rule.becomes = add_function(rule.name, parameters, value.expr, scope.slots, other.span(becomes));
        else
          good = false;
      }
      for (NodeId drop : other.children_of(rule_node, NodeKind::drops)) {
        Drop one;
        one.must = other.name_text(other.first(drop));
        one.span = other.span(other.first(drop));
        if (const NodeId only = other.child(drop, NodeKind::when); only.valid()) {
          one.applies = conditions(other, only, rule.name, of_row, row_scope).holds;
          good = good && one.applies.valid();
        }
        rule.drops.push_back(std::move(one));
      }
      if (!rule.everything && !rule.becomes.valid() && rule.drops.empty()) {
        problems_.add(Code::waiver_does_nothing, rule.span, {rule.name});
        good = false;
      }
      if (rule.everything && waived.empty()) problems_.add(Code::assessment_word_missing, at, {declaration.name, "waived / 免除"});
      waivers.push_back(std::move(rule));
    }
  }
  if (requirements.empty()) {
    if (good) problems_.add(Code::assessment_without_requirement, at, {declaration.name});
    return broken();
  }
  if (!good) return broken();
  const Kind time = out_.program.functions[requirements.front().first].result.kind;
  for (const Rule& rule : requirements)
    if (out_.program.functions[rule.first].result.kind != time) {
      problems_.add(Code::types_differ, rule.span, {type_name(Type{time, {}, {}, {}}, true),
                                                   type_name(out_.program.functions[rule.first].result, true)});
      return broken();
    }
  const Type time_type{time, {}, {}, {}};

  auto row = [&] { return local(0, subject, at); };
  auto call = [&](FunctionId function) { return call_function(function, {row()}, at); };
  auto function = [&](const std::string& name, ExprId body, Slot slots = 1) { return add_function(name, of_row, body, slots, at); };

  // ---- which requirement, which waiver
  auto chosen_rule = [&](const std::vector<Rule>& rules, const std::string& name) {
    std::vector<std::string> names;
    for (const Rule& rule : rules) names.push_back(rule.name);
    const Type type = choice_type(add_choice(name, names, at));
    std::vector<Case> cases;
    for (std::size_t i = 0; i < rules.size(); ++i) {
      Case one;
      one.guard = call(rules[i].applies);
      one.value = constant(static_cast<std::int64_t>(i), type, rules[i].span);
      one.name = rules[i].name;
      for (const std::string& yields : rules[i].over) {
        const auto found = std::find(names.begin(), names.end(), yields);
        if (found != names.end()) {
          one.over.push_back(static_cast<std::uint32_t>(found - names.begin()));
        } else {
          auto& problem = problems_.add(Code::unknown_rule, rules[i].span, {yields});
          if (auto near = nearest_name(yields, names)) problem.suggest(*near);
        }
      }
      cases.push_back(std::move(one));
    }
    close_over(cases, at);
    return function(name, emit(Cases{false, std::move(cases), std::nullopt}, type, at));
  };
  const FunctionId which = chosen_rule(requirements, declaration.name + std::string(colon()) + (out_.program.english ? "requirement" : "要求"));
  FunctionId waiver;
  Type waiver_type;
  if (!waivers.empty()) {
    waiver = chosen_rule(waivers, declaration.name + std::string(colon()) + (out_.program.english ? "waiver" : "减免"));
    waiver_type = out_.program.functions[waiver].result;
  }
  // The value of one rule among several, by the chosen one; none when none is chosen.
  auto by_rule = [&](FunctionId chooser, const std::vector<Rule>& rules, Type type, auto&& value_of) {
    const Type chosen_type = out_.program.functions[chooser].result;
    ExprId result = none(type, at);
    for (std::size_t i = rules.size(); i-- > 0;) {
      const ExprId is_this = is_member(call(chooser), chosen_type, static_cast<Member>(i), at);
      const ExprId value = value_of(rules[i]);
      result = emit(Choose{is_this, value, result}, type, at);
    }
    return result;
  };
  const FunctionId first = function(declaration.name, by_rule(which, requirements, time_type, [&](const Rule& r) { return call(r.first); }));
  const FunctionId last = function(declaration.name, by_rule(which, requirements, time_type, [&](const Rule& r) { return call(r.last); }));
  const FunctionId base = function(declaration.name, by_rule(which, requirements, amount, [&](const Rule& r) { return call(r.total); }));
  const auto credited = credit_function(credit, time == Kind::date, false, at);
  if (!credited) return broken();
  const FunctionId earned = function(earned_label.empty() ? declaration.name : earned_label,
                                     call_function(*credited, {row(), call(first), call(last)}, at));
  ExprId required_expr = call(base);
  if (waiver.valid()) {
    const ExprId waived_total = by_rule(waiver, waivers, amount, [&](const Rule& r) {
      if (r.everything) return constant(0, amount, r.span);
      if (!r.becomes.valid()) return call(base);
      return call_function(r.becomes, {row(), call(base)}, r.span);
    });
    const ExprId no_waiver = emit(IsNone{call(waiver)}, truth_type(), at);
    const ExprId not_covered = emit(IsNone{call(which)}, truth_type(), at);
    const ExprId reduced = emit(Choose{no_waiver, call(base), waived_total}, amount, at);
    required_expr = emit(Choose{not_covered, none(amount, at), reduced}, amount, at);
  }
  const FunctionId required = function(required_label.empty() ? declaration.name : required_label, required_expr);

  // ---- musts, with `window`, `total` (as required, after waivers) and `earned` at hand
  // Those of the assessment are asked of every requirement, before its own.
  auto make_must = [&](const Tree& other, NodeId must_node, Rule& rule) {
      Must must;
      must.name = other.name_text(other.first(must_node));
      must.span = other.span(must_node);
      const NodeId each = other.child(must_node, NodeKind::each_year);
      must.each_year = each.valid();
      std::vector<Parameter> parameters = of_row;
      Scope scope{&other, {{table, 0, {}}}, {}, 1};
      auto bind = [&](const char* en, const char* zh, Type type) {
        const Slot slot = scope.fresh();
        parameters.push_back({en, type});
        scope.bindings.push_back({en, zh, type, slot});
        return slot;
      };
      if (must.each_year) {
        scope.bindings.push_back({std::string(other.name_text(other.first(each))), {}, year_type(), scope.fresh()});
        parameters.push_back({scope.bindings.back().name, year_type()});
        if (time != Kind::year) {
          problems_.add(Code::year_window_expected, must.span);
          good = false;
          return;
        }
      } else {
        const Slot from = bind("window", "窗口", time_type);
        parameters.push_back({"window", time_type});
        scope.bindings.back().window = true;
        scope.bindings.back().last = scope.fresh();
        (void)from;
        bind("total", "总量", amount);
        bind("earned", "已得", amount);
      }
      // The line for a year is asked with (subject, year); the other with (subject, window, total, earned), which the
      // account cannot give: it asks `every`.
      const Conditions held = conditions(other, other.child(must_node, NodeKind::when), must.name, parameters, scope);
      must.holds = held.holds;
      must.conditions = held.steps;
      if (!must.holds.valid()) {
        good = false;
        return;
      }
      if (must.each_year) {
        const ExprId value = call_function(must.holds, {row(), local(1, year_type(), must.span)}, must.span);
        const ExprId every = emit(OverYears{Fold::every, 1, call(rule.first), call(rule.last), std::nullopt, value}, truth_type(), must.span);
        must.every = function(must.name, every, 2);
      } else {
        auto with_figures = [&](FunctionId condition) {
          return function(must.name, call_function(condition, {row(), call(rule.first), call(rule.last), call(required), call(earned)}, must.span));
        };
        must.every = with_figures(must.holds);
        for (StepId line : must.conditions) out_.program.steps[line].value = with_figures(out_.program.steps[line].value);
      }
      rule.musts.push_back(std::move(must));
  };
  for (Rule& rule : requirements) {
    for (NodeId must_node : tree.children_of(node, NodeKind::must)) make_must(tree, must_node, rule);
    const Tree& other = *declarations_[rule.declaration].tree;
    for (NodeId must_node : other.children_of(declarations_[rule.declaration].node, NodeKind::must)) make_must(other, must_node, rule);
  }
  if (!good) return broken();

  // ---- the outcome
  auto dropped = [&](const std::string& must) -> std::optional<ExprId> {
    std::vector<ExprId> ways;
    for (std::size_t i = 0; i < waivers.size(); ++i)
      for (const Drop& drop : waivers[i].drops) {
        if (drop.must != must) continue;
        drop.found = true;
        const ExprId in_force = is_member(call(waiver), waiver_type, static_cast<Member>(i), drop.span);
        ways.push_back(drop.applies.valid() ? emit(Logic{true, {in_force, call(drop.applies)}}, truth_type(), drop.span) : in_force);
      }
    if (ways.empty()) return std::nullopt;
    return emit(Logic{false, std::move(ways)}, truth_type(), at);
  };
  for (Rule& rule : requirements)
    for (Must& must : rule.musts) {
      const ExprId holds = call(must.every);
      const auto drop = dropped(must.name);
      must.satisfied = drop ? function(must.name, emit(Logic{false, {*drop, holds}}, truth_type(), must.span)) : must.every;
    }
  const ExprId enough = emit(Compare{Relation::at_most, call(required), call(earned)}, truth_type(), at);
  const ExprId musts_hold = by_rule(which, requirements, truth_type(), [&](const Rule& rule) {
    std::vector<ExprId> all;
    for (const Must& must : rule.musts) all.push_back(call(must.satisfied));
    return all.empty() ? yes(at) : all_of(std::move(all), at);
  });
  for (const Rule& rule : waivers)
    for (const Drop& drop : rule.drops)
      if (!drop.found) problems_.add(Code::unknown_must, drop.span, {drop.must});
  std::vector<std::string> members{met, unmet};
  if (!waived.empty()) members.push_back(waived);
  const Type outcome_type = choice_type(add_choice(declaration.name, members, at));
  const ExprId satisfied = emit(Logic{true, {enough, musts_hold}}, truth_type(), at);
  const ExprId met_value = constant(0, outcome_type, at), unmet_value = constant(1, outcome_type, at);
  ExprId verdict = emit(Choose{satisfied, met_value, unmet_value}, outcome_type, at);
  ExprId everything;
  if (waiver.valid() && !waived.empty()) {
    everything = by_rule(waiver, waivers, truth_type(), [&](const Rule& r) { return constant(r.everything ? 1 : 0, truth_type(), r.span); });
    const ExprId waived_value = constant(2, outcome_type, at);
    verdict = emit(Choose{everything, waived_value, verdict}, outcome_type, at);
  }
  const ExprId uncovered = emit(IsNone{call(which)}, truth_type(), at);
  const ExprId nothing = none(outcome_type, at);
  const FunctionId outcome = function(declaration.name, emit(Choose{uncovered, nothing, verdict}, outcome_type, at));

  const ExprId gap = emit(Arithmetic{Operation::subtract, call(required), call(earned)}, amount, at);
  const ExprId zero = constant(0, amount, at);
  ExprId missing = emit(Arithmetic{Operation::maximum, zero, gap}, amount, at);
  if (everything.valid()) {
    const ExprId none_missing = constant(0, amount, at);
    missing = emit(Choose{everything, none_missing, missing}, amount, at);
    const ExprId uncovered_again = emit(IsNone{call(which)}, truth_type(), at);
    missing = emit(Choose{uncovered_again, none(amount, at), missing}, amount, at);
  }
  const FunctionId short_by = function(short_label.empty() ? declaration.name : short_label, missing);

  // ---- the account
  Decision decision;
  decision.name = declaration.name;
  decision.table = table;
  decision.outcomes = outcome_type.choice;
  decision.outcome = outcome;
  decision.span = at;
  decision.clauses = citations(tree, node, declaration.name);
  if (!required_label.empty()) decision.measures.push_back({required_label, required});
  if (!earned_label.empty()) decision.measures.push_back({earned_label, earned});
  if (!short_label.empty()) decision.measures.push_back({short_label, short_by});

  auto line = [&](Role role, std::string label, FunctionId value, Span span) {
    Step one;
    one.role = role;
    one.label = std::move(label);
    one.value = value;
    one.span = span;
    return one;
  };
  auto alternatives = [&](FunctionId chooser, const std::vector<Rule>& rules, const std::string& label) {
    Step all = line(Role::cases, label, chooser, at);
    for (const Rule& rule : rules) {
      Step option = line(Role::option, rule.name, rule.applies, rule.span);
      option.clauses = rule.clauses;
      option.worded = true;
      option.steps = rule.conditions;
      if (rule.total.valid()) option.steps.push_back(step(line(Role::amount, required_label.empty() ? "total" : required_label, rule.total, rule.span)));
      for (const Must& must : rule.musts) {
        Step condition = line(Role::condition, must.name, must.satisfied, must.span);
        condition.worded = true;
        if (must.each_year) {
          Step years = line(Role::years, must.name, {}, must.span);
          years.from = rule.first;
          years.to = rule.last;
          years.steps = must.conditions;
          condition.steps.push_back(step(years));
        } else {
          condition.steps = must.conditions;
        }
        option.steps.push_back(step(condition));
      }
      all.steps.push_back(step(option));
    }
    decision.account.push_back(step(all));
  };
  const bool english = out_.program.english;
  alternatives(which, requirements, english ? "requirement" : "要求");
  if (waiver.valid()) alternatives(waiver, waivers, english ? "waiver" : "减免");
  for (const Measure& measure : decision.measures) decision.account.push_back(step(line(Role::amount, measure.label, measure.value, at)));
  if (time == Kind::year) {  // what each year brought, by category
    Step years = line(Role::years, credit_name, {}, at);
    years.from = first;
    years.to = last;
    const std::vector<Parameter> of_year{of_row.front(), {"year", year_type()}};
    const ChoiceId categories = credits_[credit].categories;
    auto year = [&] { return local(1, year_type(), at); };
    if (categories.valid()) {
      if (const auto by_category = credit_function(credit, false, true, at)) {
        const auto names = out_.program.choices[categories].members;
        for (std::size_t i = 0; i < names.size(); ++i) {
          const ExprId member = constant(static_cast<std::int64_t>(i), choice_type(categories), at);
          const ExprId value = call_function(*by_category, {row(), year(), year(), member}, at);
          years.steps.push_back(step(line(Role::amount, names[i], add_function(names[i], of_year, value, 2, at), at)));
        }
      }
    } else {
      const ExprId value = call_function(*credited, {row(), year(), year()}, at);
      years.steps.push_back(step(line(Role::amount, credit_name, add_function(credit_name, of_year, value, 2, at), at)));
    }
    decision.account.push_back(step(years));
  }
  credit_steps(credit, first, last, decision.account);

  declaration.signature.type = outcome_type;
  declaration.signature.function = outcome;
  declaration.index = out_.program.decisions.add(std::move(decision)).index;
}

}  // namespace cepol::semantics
