// What an assessment, its requirements and its waivers say.
#include "lang/semantics/assessment.hpp"

#include "lang/base/text.hpp"

namespace cepol::semantics {

void Checker::lower_assessment(Declaration& declaration) {
  if (!declaration.table || !Assessment(*this, declaration).make()) declaration.stage = Declaration::Stage::broken;
}

Checker::Assessment::Assessment(Checker& checker, Declaration& declaration)
    : check_(checker),
      declaration_(declaration),
      tree_(*declaration.tree),
      node_(declaration.node),
      at_(declaration.span),
      name_(declaration.name),
      table_(*declaration.table),
      subject_(row_type(table_)),
      of_row_{{checker.out_.program.tables[table_].name, subject_}} {}

bool Checker::Assessment::make() {
  read_words();  // its outcomes are known even when the rest is wrong
  if (!find_credit()) return false;
  read_rules();
  if (requirements_.empty()) {
    if (good_) check_.problems_.add(Code::assessment_without_requirement, at_, {name_});
    return false;
  }
  for (const std::vector<Rule>* rules : {&requirements_, &waivers_})
    if (rules->size() > max_members) {
      check_.problems_.add(Code::too_many_members, at_,
                           {name_, std::to_string(rules->size()), std::to_string(max_members)});
      return false;
    }
  if (!good_ || !same_kind_of_windows()) return false;
  make_choosers();
  if (!make_figures()) return false;
  make_musts();
  if (!good_) return false;
  make_outcome();
  make_short();
  lower_decision();
  check_.requirement_of_[declaration_.index] = which_;
  if (waiver_.valid()) check_.waiver_of_[declaration_.index] = waiver_;
  check_waivers();
  return true;
}

bool Checker::Assessment::find_credit() {
  const NodeId belongs = tree_.child(node_, NodeKind::belongs);
  credit_name_ = tree_.name_text(tree_.first(belongs));
  const auto id = check_.find_in_record(table_, credit_name_);
  if (!id || check_.declarations_[*id].kind != DeclarationKind::credit) {
    check_.unknown_credit(tree_, belongs, credit_name_);
    return false;
  }
  check_.declarations_[*id].used = true;
  check_.refers(tree_, tree_.first(belongs), check_.declarations_[*id].span);
  credit_ = check_.credit_of_.at(id->index);
  if (!check_.lower_credit(credit_)) return false;
  amount_ = number_type(check_.credits_[credit_].unit);
  return true;
}

void Checker::Assessment::read_words() {
  auto named_by = [&](NodeKind kind) {
    const NodeId item = tree_.child(node_, kind);
    return item.valid() ? std::string(tree_.name_text(tree_.first(item))) : std::string();
  };
  auto needed = [&](const std::string& text, const std::string& keyword) {
    if (text.empty()) check_.problems_.add(Code::assessment_word_missing, at_, {name_, keyword});
  };
  met_ = named_by(NodeKind::met);
  unmet_ = named_by(NodeKind::unmet);
  waived_ = named_by(NodeKind::waived);
  required_label_ = named_by(NodeKind::required);
  earned_label_ = named_by(NodeKind::earned);
  short_label_ = named_by(NodeKind::missing_amount);
  needed(met_, in_both("达标", "met"));
  needed(unmet_, in_both("未达标", "unmet"));
  std::vector<std::string> members{met_, unmet_};
  if (!waived_.empty()) members.push_back(waived_);
  std::vector<Span> spans;
  for (const NodeKind kind : {NodeKind::met, NodeKind::unmet, NodeKind::waived})
    if (const NodeId item = tree_.child(node_, kind); item.valid()) spans.push_back(tree_.span(tree_.first(item)));
  outcome_type_ = choice_type(check_.add_enumeration(name_, members, at_, std::move(spans)));
}

void Checker::Assessment::read_rules() {
  for (std::uint32_t i = 0; i < check_.declarations_.size(); ++i) {
    const DeclarationId id{i};
    const DeclarationKind kind = check_.declarations_[id].kind;
    if (kind != DeclarationKind::requirement && kind != DeclarationKind::waiver) continue;
    const Tree& tree = *check_.declarations_[id].tree;
    const NodeId of = tree.child(check_.declarations_[id].node, NodeKind::belongs);
    if (!of.valid() || tree.name_text(tree.first(of)) != name_) continue;
    Rule rule = read_rule(id);
    const bool is_requirement = kind == DeclarationKind::requirement;
    const bool good = is_requirement ? read_requirement(rule) : read_waiver(rule);
    good_ = good_ && good && rule.applies.valid();
    (is_requirement ? requirements_ : waivers_).push_back(std::move(rule));
  }
}

Checker::Assessment::Rule Checker::Assessment::read_rule(DeclarationId id) {
  check_.declarations_[id].used = true;
  check_.declarations_[id].table = table_;
  Rule rule;
  rule.declaration = id;
  rule.tree = check_.declarations_[id].tree;
  rule.node = check_.declarations_[id].node;
  rule.name = check_.declarations_[id].name;
  rule.span = check_.declarations_[id].span;
  rule.clauses = check_.citations(*rule.tree, rule.node, rule.name);
  for (const NodeKind kind : {NodeKind::when, NodeKind::window_of, NodeKind::total, NodeKind::becomes}) {
    const auto items = rule.tree->children_of(rule.node, kind);
    for (std::size_t i = 1; i < items.size(); ++i) {
      const std::string text(rule.tree->text_of(items[i]));
      check_.problems_.add(Code::declared_twice, rule.tree->span(items[i]), {text.substr(0, text.find('\n'))})
          .also(rule.tree->span(items[0]), "先前在这里", "first here");
    }
  }
  if (const NodeId over = rule.tree->child(rule.node, NodeKind::over); over.valid())
    for (NodeId yields : rule.tree->children(over)) {
      rule.over.emplace_back(rule.tree->name_text(yields));
      const auto other = check_.find_rule(check_.declarations_[id].kind, rule.over.back());
      if (other) check_.refers(*rule.tree, yields, check_.declarations_[*other].span);
    }
  const Scope scope{rule.tree, {{table_, 0, {}}}, {}, 1};
  const Conditions when =
      check_.conditions(*rule.tree, rule.tree->child(rule.node, NodeKind::when), rule.name, of_row_, scope);
  rule.applies = when.holds;
  rule.conditions = when.steps;
  return rule;
}

bool Checker::Assessment::read_requirement(Rule& rule) {
  const Tree& tree = *rule.tree;
  const NodeId window_node = tree.child(rule.node, NodeKind::window_of),
               total_node = tree.child(rule.node, NodeKind::total);
  if (!window_node.valid())
    check_.problems_.add(Code::requirement_incomplete, rule.span, {rule.name, in_both("窗口", "window")});
  if (!total_node.valid())
    check_.problems_.add(Code::requirement_incomplete, rule.span, {rule.name, in_both("总量", "total")});
  if (!window_node.valid() || !total_node.valid()) return false;
  Scope window_scope{&tree, {{table_, 0, {}}}, {}, 1}, total_scope = window_scope;
  const NodeId window_expr = tree.first(window_node), total_expr = tree.first(total_node);
  const Typed window = check_.as_window(check_.expression(window_expr, window_scope), tree, window_expr);
  if (!window.valid) return false;
  rule.first = check_.add_function(rule.name, of_row_, window.expr, window_scope.slots, tree.span(window_node));
  rule.last = check_.add_function(rule.name, of_row_, window.last, window_scope.slots, tree.span(window_node));
  const Slot first = total_scope.fresh(), last = total_scope.fresh();
  total_scope.bindings.push_back({"window", "窗口", window.type, first, last, true});
  Typed total = check_.expression(total_expr, total_scope, &amount_);
  if (!total.valid || !check_.fits(total, amount_, tree, total_expr)) return false;
  const Span span = tree.span(total_node);
  const ExprId in_last = check_.emit(core::Let{last, call(rule.last), total.expr}, amount_, span);
  const ExprId in_window = check_.emit(core::Let{first, call(rule.first), in_last}, amount_, span);
  rule.total = check_.add_function(rule.name, of_row_, in_window, total_scope.slots, span);
  return true;
}

bool Checker::Assessment::read_waiver(Rule& rule) {
  const Tree& tree = *rule.tree;
  bool good = true;
  rule.everything = tree.child(rule.node, NodeKind::needs_nothing).valid();
  if (const NodeId becomes = tree.child(rule.node, NodeKind::becomes); becomes.valid()) {
    std::vector<Parameter> parameters = of_row_;
    parameters.push_back({"total", amount_});
    Scope scope{&tree, {{table_, 0, {}}}, {{"total", "总量", amount_, 1}}, 2};
    Typed value = check_.expression(tree.first(becomes), scope, &amount_);
    good = value.valid && check_.fits(value, amount_, tree, tree.first(becomes));
    if (good) rule.becomes = check_.add_function(rule.name, parameters, value.expr, scope.slots, tree.span(becomes));
  }
  for (NodeId node : tree.children_of(rule.node, NodeKind::drops)) {
    Drop drop;
    drop.must = tree.name_text(tree.first(node));
    drop.span = tree.span(tree.first(node));
    if (const NodeId only = tree.child(node, NodeKind::when); only.valid()) {
      const Scope scope{&tree, {{table_, 0, {}}}, {}, 1};
      drop.applies = check_.conditions(tree, only, rule.name, of_row_, scope).holds;
      good = good && drop.applies.valid();
    }
    rule.drops.push_back(std::move(drop));
  }
  if (!rule.everything && !tree.child(rule.node, NodeKind::becomes).valid() && rule.drops.empty()) {
    check_.problems_.add(Code::waiver_does_nothing, rule.span, {rule.name});
    good = false;
  }
  if (rule.everything && waived_.empty())
    check_.problems_.add(Code::assessment_word_missing, at_, {name_, in_both("免除", "waived")});
  return good;
}

bool Checker::Assessment::same_kind_of_windows() {
  const auto& functions = check_.out_.program.functions;
  time_ = functions[requirements_.front().first].result;
  for (const Rule& rule : requirements_) {
    if (functions[rule.first].result == time_) continue;
    check_.problems_.add(Code::types_differ, rule.span,
                         {check_.type_name(time_, true), check_.type_name(functions[rule.first].result, true)});
    return false;
  }
  return true;
}

}  // namespace cepol::semantics
