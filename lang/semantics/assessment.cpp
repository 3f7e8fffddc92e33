// Reads an assessment with its requirements and waivers from the syntax tree into AssessmentLowering's rules; the
// conditions, windows and totals of each become functions of the subject row.
#include "lang/semantics/assessment.hpp"

#include "lang/semantics/assessment_lowering.hpp"
#include "lang/semantics/calls.hpp"
#include "lang/semantics/citations.hpp"
#include "lang/semantics/conditions.hpp"
#include "lang/semantics/credit.hpp"
#include "lang/semantics/emit.hpp"
#include "lang/semantics/expressions.hpp"
#include "lang/semantics/lookup.hpp"
#include "lang/semantics/records.hpp"
#include "lang/semantics/references.hpp"
#include "lang/semantics/sharing.hpp"
#include "lang/semantics/typing.hpp"
#include "lang/semantics/windows.hpp"

namespace cepol::semantics {

void lower_assessment(Context& context, Declaration& declaration) {
  if (!declaration.table || !AssessmentLowering(context, declaration).lower())
    declaration.stage = Declaration::Stage::broken;
}

AssessmentLowering::AssessmentLowering(Context& context, Declaration& declaration)
    : context_(context),
      declaration_(declaration),
      tree_(*declaration.tree),
      node_(declaration.node),
      at_(declaration.span),
      name_(declaration.name),
      table_(*declaration.table),
      subject_(row_type(table_)),
      of_row_{{context.program.tables[table_].name, subject_}} {}

bool AssessmentLowering::lower() {
  read_words();  // first, so that its outcomes are known even if the rest is in error
  if (!find_credit()) return false;
  read_rules();
  if (requirements_.empty()) {
    if (good_) context_.problems.add(Code::assessment_without_requirement, at_, {name_});
    return false;
  }
  for (const std::vector<Rule>* rules : {&requirements_, &waivers_})
    if (rules->size() > max_members) {
      context_.problems.add(Code::too_many_members, at_,
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
  add_decision();
  keep_rules();
  return true;
}

void AssessmentLowering::keep_rules() const {
  AssessmentRules kept;
  kept.name = name_;
  kept.requirement = which_;
  kept.waiver = waiver_;
  for (const Rule& rule : requirements_) {
    AssessmentRules::Requirement& requirement = kept.requirements.emplace_back();
    requirement.applies = rule.applies;
    for (const Must& must : rule.musts) requirement.musts.push_back(must.name);
  }
  for (const Rule& rule : waivers_) {
    AssessmentRules::Waiver& waiver = kept.waivers.emplace_back();
    waiver.name = rule.name;
    waiver.span = rule.span;
    waiver.applies = rule.applies;
    waiver.everything = rule.everything;
    waiver.becomes = rule.becomes;
    for (const Drop& drop : rule.drops) waiver.drops.push_back({drop.must, drop.applies});
  }
  context_.rules_of[declaration_.index] = context_.assessments.size();
  context_.assessments.push_back(std::move(kept));
}

bool AssessmentLowering::find_credit() {
  const NodeId belongs = tree_.child(node_, NodeKind::belongs);
  credit_name_ = tree_.name_text(tree_.first(belongs));
  auto id = find_in_record(context_, table_, credit_name_);
  for (auto owner = context_.program.tables[table_].parent; !id && owner;
       owner = context_.program.tables[*owner].parent) {
    owners_.push_back(*owner);
    id = find_in_record(context_, *owner, credit_name_);
  }
  if (!id || context_.declarations[*id].kind != DeclarationKind::credit) {
    report_unknown_credit(context_, tree_, belongs, credit_name_);
    return false;
  }
  context_.declarations[*id].used = true;
  add_reference(context_, tree_, tree_.first(belongs), context_.declarations[*id].span);
  credit_ = context_.credit_of.at(id->index);
  if (!lower_credit(context_, credit_)) return false;
  amount_ = number_type(context_.credits[credit_].unit);
  return true;
}

void AssessmentLowering::read_words() {
  auto named_by = [&](NodeKind kind) {
    const NodeId item = tree_.child(node_, kind);
    return item.valid() ? std::string(tree_.name_text(tree_.first(item))) : std::string();
  };
  auto needed = [&](const std::string& text, const std::string& keyword) {
    if (text.empty()) context_.problems.add(Code::assessment_word_missing, at_, {name_, keyword});
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
  outcome_type_ = enumeration_type(add_enumeration(context_, name_, members, at_, std::move(spans)));
}

void AssessmentLowering::read_rules() {
  for (std::uint32_t i = 0; i < context_.declarations.size(); ++i) {
    const DeclarationId id{i};
    const DeclarationKind kind = context_.declarations[id].kind;
    if (kind != DeclarationKind::requirement && kind != DeclarationKind::waiver) continue;
    const Tree& tree = *context_.declarations[id].tree;
    const NodeId of = tree.child(context_.declarations[id].node, NodeKind::belongs);
    if (!of.valid() || tree.name_text(tree.first(of)) != name_) continue;
    Rule rule = read_rule(id);
    const bool is_requirement = kind == DeclarationKind::requirement;
    const bool good = is_requirement ? read_requirement(rule) : read_waiver(rule);
    good_ = good_ && good && rule.applies.valid();
    (is_requirement ? requirements_ : waivers_).push_back(std::move(rule));
  }
}

AssessmentLowering::Rule AssessmentLowering::read_rule(DeclarationId id) {
  context_.declarations[id].used = true;
  context_.declarations[id].table = table_;
  Rule rule;
  rule.declaration = id;
  rule.tree = context_.declarations[id].tree;
  rule.node = context_.declarations[id].node;
  rule.name = context_.declarations[id].name;
  rule.span = context_.declarations[id].span;
  rule.clauses = lower_citations(context_, *rule.tree, rule.node, rule.name);
  for (const NodeKind kind : {NodeKind::when, NodeKind::window_of, NodeKind::total, NodeKind::becomes}) {
    const auto items = rule.tree->children_of(rule.node, kind);
    for (std::size_t i = 1; i < items.size(); ++i) {
      const std::string text(rule.tree->text_of(items[i]));
      context_.problems.add(Code::declared_twice, rule.tree->span(items[i]), {text.substr(0, text.find('\n'))})
          .also(rule.tree->span(items[0]), "先前在这里", "first here");
    }
  }
  if (const NodeId over = rule.tree->child(rule.node, NodeKind::over); over.valid())
    for (NodeId yields : rule.tree->children(over)) {
      rule.over.emplace_back(rule.tree->name_text(yields));
      const auto other = find_rule(context_, context_.declarations[id].kind, rule.over.back());
      if (other) add_reference(context_, *rule.tree, yields, context_.declarations[*other].span);
    }
  const Scope scope{rule.tree, {{table_, 0, {}}}, {}, 1};
  const Conditions when =
      lower_conditions(context_, *rule.tree, rule.tree->child(rule.node, NodeKind::when), rule.name, of_row_, scope);
  rule.applies = when.holds;
  rule.conditions = when.steps;
  return rule;
}

bool AssessmentLowering::read_requirement(Rule& rule) {
  const Tree& tree = *rule.tree;
  const NodeId window_node = tree.child(rule.node, NodeKind::window_of),
               total_node = tree.child(rule.node, NodeKind::total);
  if (!window_node.valid())
    context_.problems.add(Code::requirement_incomplete, rule.span, {rule.name, in_both("窗口", "window")});
  if (!total_node.valid())
    context_.problems.add(Code::requirement_incomplete, rule.span, {rule.name, in_both("总量", "total")});
  if (!window_node.valid() || !total_node.valid()) return false;
  Scope window_scope{&tree, {{table_, 0, {}}}, {}, 1}, total_scope = window_scope;
  const NodeId window_expr = tree.first(window_node);
  const Typed window = as_window(context_, expression(context_, window_expr, window_scope), window_scope, window_expr);
  if (!window.valid) return false;
  const auto end_of_window = [&](ExprId end) {
    return add_function(context_, rule.name, of_row_, with_bindings(context_, window.bindings, end), window_scope.slots,
                        tree.span(window_node));
  };
  rule.first = end_of_window(window.expr);
  rule.last = end_of_window(window.last);
  const Slot first = total_scope.fresh(), last = total_scope.fresh();
  total_scope.bindings.push_back({"window", "窗口", window.type, first, last, true});
  return read_total(rule, total_node, total_scope);
}

// `scope`: with the window bound last.
bool AssessmentLowering::read_total(Rule& rule, NodeId total_node, Scope& scope) {
  const Tree& tree = *rule.tree;
  const NodeId total_expr = tree.first(total_node);
  rule.no_total = tree.kind(total_expr) == NodeKind::none;
  if (rule.no_total && !tree.child(rule.node, NodeKind::must).valid() && !tree_.child(node_, NodeKind::must).valid()) {
    context_.problems.add(Code::no_total_without_must, tree.span(total_node), {rule.name});
    return false;
  }
  if (const NodeId category = tree.child(total_node, NodeKind::category); category.valid()) {
    const EnumerationId categories = context_.credits[credit_].categories;
    if (!categories.valid()) {
      context_.problems.add(Code::credit_without_categories, tree.span(category), {credit_name_});
      return false;
    }
    const Scope of_row{&tree, {{table_, 0, {}}}, {}, 1};
    const auto named = categories_named(context_, tree, tree.first(category), of_row, categories);
    if (!named) return false;
    rule.categories = *named;
    context_.category_uses.push_back({credit_, *named, tree.span(category)});
  }
  const semantics::Binding window = scope.bindings.back();
  Typed total = expression(context_, total_expr, scope, &amount_);
  if (!total.valid || !require_type(context_, total, amount_, tree, total_expr)) return false;
  const Span span = tree.span(total_node);
  const ExprId in_last = emit(context_, core::Let{window.last, call(rule.last), total.expr}, amount_, span);
  const ExprId in_window = emit(context_, core::Let{window.slot, call(rule.first), in_last}, amount_, span);
  rule.total = add_function(context_, rule.name, of_row_, in_window, scope.slots, span);
  return true;
}

bool AssessmentLowering::read_waiver(Rule& rule) {
  const Tree& tree = *rule.tree;
  bool good = true;
  rule.everything = tree.child(rule.node, NodeKind::needs_nothing).valid();
  if (const NodeId becomes = tree.child(rule.node, NodeKind::becomes); becomes.valid()) {
    std::vector<Parameter> parameters = of_row_;
    parameters.push_back({"total", amount_});
    Scope scope{&tree, {{table_, 0, {}}}, {{"total", "总量", amount_, 1}}, 2};
    Typed value = expression(context_, tree.first(becomes), scope, &amount_);
    good = value.valid && require_type(context_, value, amount_, tree, tree.first(becomes));
    if (good) rule.becomes = add_function(context_, rule.name, parameters, value.expr, scope.slots, tree.span(becomes));
  }
  for (NodeId node : tree.children_of(rule.node, NodeKind::drops)) {
    Drop drop;
    drop.must = tree.name_text(tree.first(node));
    drop.span = tree.span(tree.first(node));
    if (const NodeId only = tree.child(node, NodeKind::when); only.valid()) {
      const Scope scope{&tree, {{table_, 0, {}}}, {}, 1};
      drop.applies = lower_conditions(context_, tree, only, rule.name, of_row_, scope).holds;
      good = good && drop.applies.valid();
    }
    rule.drops.push_back(std::move(drop));
  }
  if (!rule.everything && !tree.child(rule.node, NodeKind::becomes).valid() && rule.drops.empty()) {
    context_.problems.add(Code::waiver_does_nothing, rule.span, {rule.name});
    good = false;
  }
  if (rule.everything && waived_.empty())
    context_.problems.add(Code::assessment_word_missing, at_, {name_, in_both("免除", "waived")});
  return good;
}

bool AssessmentLowering::same_kind_of_windows() {
  const auto& functions = context_.program.functions;
  time_ = functions[requirements_.front().first].result;
  for (const Rule& rule : requirements_) {
    if (functions[rule.first].result == time_) continue;
    context_.problems.add(Code::types_differ, rule.span,
                          {type_name(context_, time_, true), type_name(context_, functions[rule.first].result, true)});
    return false;
  }
  return true;
}

}  // namespace cepol::semantics
