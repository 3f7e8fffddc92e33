// Readings, definitions, and the conditions of any `when`.
#include <algorithm>
#include <set>

#include "lang/base/text.hpp"
#include "lang/semantics/checker.hpp"

namespace cepol::semantics {

void Checker::too_deep(DeclarationId id, std::size_t most) {
  if (!too_deep_)
    problems_.add(Code::too_deeply_built, declarations_[id].span, {declarations_[id].name, std::to_string(most)});
  too_deep_ = true;
}

bool Checker::may_make() {
  if (making_.size() < max_height) return true;
  too_deep(making_.front(), max_height);
  return false;
}

bool Checker::note_dependency(DeclarationId id) {
  if (making_.empty()) return true;
  std::size_t& height = declarations_[making_.back()].height;
  height = std::max(height, declarations_[id].height + 1);
  if (height > max_height) too_deep(making_.back(), max_height);
  return height <= max_height;
}

bool Checker::make(DeclarationId id) {
  using Stage = Declaration::Stage;
  if (declarations_[id].stage == Stage::made) return note_dependency(id);
  if (declarations_[id].stage != Stage::declared || !may_make()) return false;
  making_.push_back(id);
  declarations_[id].stage = Stage::making;
  Declaration declaration = declarations_[id];  // by value: making others moves the table
  switch (declaration.kind) {
    case DeclarationKind::reading: lower_reading(declaration); break;
    case DeclarationKind::define: lower_define(declaration); break;
    case DeclarationKind::assessment: lower_assessment(declaration); break;
    case DeclarationKind::decision:
      if (declaration.tree->kind(declaration.node) == NodeKind::warning)
        lower_warning(declaration);
      else
        lower_decision(declaration);
      break;
    default: break;
  }
  making_.pop_back();
  if (declarations_[id].stage == Stage::broken) return false;  // found in a cycle meanwhile
  declarations_[id].signature = declaration.signature;
  declarations_[id].stage = declaration.stage == Stage::making ? Stage::made : declaration.stage;
  if (declaration.kind == DeclarationKind::assessment || declaration.kind == DeclarationKind::decision)
    if (declaration.stage != Stage::broken) decision_of_[id.index] = DecisionId{declaration.index};
  return declarations_[id].stage == Stage::made && note_dependency(id);
}

// A reading without a type is a choice among its options. With a type it is a value: a function that evaluates the
// option in force.
void Checker::lower_reading(Declaration& declaration) {
  const Tree& tree = *declaration.tree;
  const NodeId node = declaration.node;
  Reading reading;
  reading.name = declaration.name;
  reading.span = declaration.span;
  if (const NodeId note = tree.child(node, NodeKind::string); note.valid()) reading.note = tree.string_text(note);
  reading.clauses = citations(tree, node, declaration.name);
  std::vector<std::string> names;
  std::set<std::string> taken;
  std::vector<Span> spans;
  std::optional<Member> default_option;
  for (NodeId option : tree.children_of(node, NodeKind::option)) {
    const NodeId name = tree.first(option);
    const std::string text(tree.kind(name) == NodeKind::name ? tree.name_text(name) : tree.text_of(name));
    if (!taken.insert(text).second) problems_.add(Code::declared_twice, tree.span(name), {text});
    std::string note;
    if (const NodeId words = tree.child(option, NodeKind::string); words.valid()) note = tree.string_text(words);
    if (const NodeId mark = tree.child(option, NodeKind::default_option); mark.valid()) {
      if (default_option) problems_.add(Code::two_defaults, tree.span(mark), {declaration.name});
      default_option = static_cast<Member>(names.size());
    }
    names.push_back(text);
    spans.push_back(tree.span(name));
    reading.options.push_back({text, note});
  }
  if (names.size() < 2) problems_.add(Code::reading_needs_options, declaration.span, {declaration.name});
  if (!default_option) problems_.add(Code::no_default, declaration.span, {declaration.name});
  reading.default_option = default_option.value_or(0);
  reading.enumeration = add_enumeration(declaration.name, names, declaration.span, spans);
  const ReadingId id = out_.program.readings.add(reading);
  declaration.index = id.index;
  for (auto& known : declarations_.nodes)  // its number is needed by whoever uses it while options are read
    if (known.kind == DeclarationKind::reading && known.span == declaration.span) known.index = id.index;
  const Type choice = choice_type(reading.enumeration);
  declaration.signature.type = choice;

  NodeId type_node = tree.child(node, NodeKind::type);
  if (!type_node.valid()) type_node = tree.child(node, NodeKind::choice_type);
  if (!type_node.valid()) return;
  bool window = false;
  const auto type = type_of(tree, type_node, declaration.name, &window);
  if (!type) {
    declaration.stage = Declaration::Stage::broken;
    return;
  }
  Scope scope{&tree, {}, {}, 0};
  std::vector<Parameter> parameters;
  if (declaration.table) {
    scope.rows.push_back({*declaration.table, scope.fresh(), {}});
    parameters.push_back({out_.program.tables[*declaration.table].name, row_type(*declaration.table)});
  }
  // From the last option back: if the chosen is the first then ... else if ...
  std::vector<Typed> values;
  for (NodeId option : tree.children_of(node, NodeKind::option)) {
    const NodeId explicit_value = tree.child(option, NodeKind::option_value);
    const NodeId value_node = explicit_value.valid() ? tree.first(explicit_value) : tree.first(option);
    Typed value = expression(value_node, scope, &*type);
    if (value.valid && window) value = as_window(value, tree, value_node);
    if (value.valid && !window && !fits(value, *type, tree, value_node)) value.valid = false;
    if (!value.valid) declaration.stage = Declaration::Stage::broken;
    values.push_back(value);
  }
  if (declaration.stage == Declaration::Stage::broken || values.empty()) return;
  auto chain = [&](ExprId Typed::*part) {
    ExprId result = values.back().*part;
    for (std::size_t i = values.size() - 1; i-- > 0;) {
      const ExprId chosen = emit(ReadingOption{id}, choice, declaration.span);
      const ExprId is_this = is_member(chosen, choice, static_cast<Member>(i), declaration.span);
      result = emit(If{is_this, values[i].*part, result}, *type, declaration.span);
    }
    return result;
  };
  declaration.signature.type = *type;
  declaration.signature.function =
      add_function(declaration.name, parameters, chain(&Typed::expr), scope.slots, declaration.span);
  if (window) {
    declaration.signature.window = true;
    declaration.signature.last =
        add_function(declaration.name, parameters, chain(&Typed::last), scope.slots, declaration.span);
  }
}

void Checker::lower_define(Declaration& declaration) {
  const Tree& tree = *declaration.tree;
  const NodeId node = declaration.node;
  std::vector<ClauseId> clauses = citations(tree, node, declaration.name);
  if (is_builtin(declaration.name) && tree.child(node, NodeKind::parameter).valid())
    problems_.add(Code::name_of_builtin, declaration.span, {declaration.name});
  Scope scope{&tree, {}, {}, 0};
  std::vector<Parameter> parameters;
  if (declaration.table) {
    scope.rows.push_back({*declaration.table, scope.fresh(), {}});
    parameters.push_back({out_.program.tables[*declaration.table].name, row_type(*declaration.table)});
  }
  for (NodeId parameter : tree.children_of(node, NodeKind::parameter)) {
    const NodeId name = tree.first(parameter);
    const std::string text(tree.name_text(name));
    bool window = false;
    const bool may_be_window = tree.kind(node) == NodeKind::define;  // the cells of a table do not compare windows
    const auto type = type_of(tree, tree.next(name), text, may_be_window ? &window : nullptr);
    if (!type) {
      declaration.stage = Declaration::Stage::broken;
      continue;
    }
    const Slot slot = scope.fresh();
    if (type->kind == Kind::row)
      scope.rows.push_back({type->table, slot, text});
    else
      scope.bindings.push_back({text, {}, *type, slot, window ? scope.fresh() : slot, window});
    parameters.push_back({text, *type});
    if (window) parameters.push_back({text, *type});
    declaration.signature.parameters.push_back({text, *type, window});
  }
  if (declaration.stage == Declaration::Stage::broken) return;
  std::optional<Type> type;
  bool window = false;
  NodeId type_node = tree.child(node, NodeKind::type);
  if (!type_node.valid()) type_node = tree.child(node, NodeKind::choice_type);
  if (type_node.valid()) {
    type = type_of(tree, type_node, declaration.name, &window);
    if (!type) {
      declaration.stage = Declaration::Stage::broken;
      return;
    }
  }
  NodeId body;  // the expression: the child that is none of the others
  if (tree.kind(node) == NodeKind::table) {
    const Typed value = table_value(tree, node, scope, *type);
    if (!value.valid) {
      declaration.stage = Declaration::Stage::broken;
      return;
    }
    declaration.signature.type = value.type;
    declaration.signature.function =
        add_function(declaration.name, parameters, value.expr, scope.slots, declaration.span);
    for (NodeId row : tree.children_of(node, NodeKind::table_case))
      for (ClauseId clause : citations(tree, row, declaration.name)) clauses.push_back(clause);
    out_.program.functions[declaration.signature.function].clauses = std::move(clauses);
    return;
  }
  for (NodeId child : tree.children(node)) {
    switch (tree.kind(child)) {
      case NodeKind::parameter:
      case NodeKind::subject:
      case NodeKind::type:
      case NodeKind::choice_type:
      case NodeKind::citations: break;
      case NodeKind::name:
        if (!(child == tree.first(node))) body = child;
        break;
      case NodeKind::string:
        if (!body.valid()) body = child;
        break;  // a note comes after the expression
      default: body = child; break;
    }
  }
  Typed value = body.valid() ? expression(body, scope, type ? &*type : nullptr) : Typed{};
  if (value.valid && window) value = as_window(value, tree, body);
  if (value.valid && type && !window && !fits(value, *type, tree, body)) value.valid = false;
  if (value.valid && window && value.type != *type) {
    problems_.add(Code::wrong_type, tree.span(body), {type_name(*type, true), type_name(value.type, true)});
    value.valid = false;
  }
  if (!value.valid) {
    declaration.stage = Declaration::Stage::broken;
    return;
  }
  declaration.signature.type = value.type;
  declaration.signature.window = value.window;
  declaration.signature.function =
      add_function(declaration.name, parameters, value.expr, scope.slots, declaration.span);
  if (value.window) {
    declaration.signature.last = add_function(declaration.name, parameters, value.last, scope.slots, declaration.span);
    out_.program.functions[declaration.signature.last].clauses = clauses;
  }
  out_.program.functions[declaration.signature.function].clauses = std::move(clauses);
}

// What a condition compares, to be shown beside it: 年龄：49周岁. Not what stands under a fold, whose values are many.
void Checker::compared(const Tree& tree, ExprId id, const std::vector<Parameter>& parameters, Slot slots,
                       Step& condition) {
  auto show = [&](ExprId value) {
    const Expr expr = out_.program.exprs[value];
    if (std::holds_alternative<Constant>(expr.term) || std::holds_alternative<ReadingOption>(expr.term) ||
        expr.type.kind == Kind::row)
      return;
    Step amount;
    amount.kind = StepKind::amount;
    amount.label = on_one_line(tree.without_comments(expr.span));
    amount.span = expr.span;
    const auto same = [&](StepId shown) { return out_.program.steps[shown].label == amount.label; };
    if (std::any_of(condition.values.begin(), condition.values.end(), same)) return;
    amount.value = add_function(amount.label, parameters, value, slots, expr.span);
    condition.values.push_back(step(amount));
  };
  const Term term = out_.program.exprs[id].term;
  if (const auto* logic = std::get_if<Logic>(&term)) {
    for (ExprId operand : logic->operands) compared(tree, operand, parameters, slots, condition);
  } else if (const auto* denied = std::get_if<Not>(&term)) {
    compared(tree, denied->operand, parameters, slots, condition);
  } else if (const auto* comparison = std::get_if<Compare>(&term)) {
    show(comparison->left);
    show(comparison->right);
  } else if (const auto* absent = std::get_if<IsNone>(&term)) {
    show(absent->operand);
  } else if (const auto* holding = std::get_if<Contains>(&term)) {
    show(holding->text);
  } else if (std::holds_alternative<ColumnOf>(term)) {
    show(id);
  }
}

Checker::Conditions Checker::conditions(const Tree& tree, NodeId when, const std::string& name,
                                        const std::vector<Parameter>& parameters, const Scope& scope) {
  Conditions made;
  const Span span = when.valid() ? tree.span(when) : Span{};
  std::vector<ExprId> calls;
  bool good = true;
  if (when.valid()) {
    for (NodeId condition : tree.children_of(when, NodeKind::condition)) {
      Scope inner = scope;
      const NodeId expr_node = tree.first(condition);
      const Typed value = truth(expr_node, inner);
      Step line;
      line.kind = StepKind::condition;
      line.span = tree.span(condition);
      line.label = on_one_line(tree.without_comments(expr_node));
      if (const NodeId words = tree.next(expr_node); words.valid() && tree.kind(words) == NodeKind::string) {
        line.label = tree.string_text(words);
        line.worded = true;
      }
      line.clauses = citations(tree, condition, name);
      if (!value.valid) {
        good = false;
        continue;
      }
      line.value = add_function(name + std::string(colon()) + line.label, parameters, value.expr, inner.slots,
                                tree.span(expr_node));
      compared(tree, value.expr, parameters, inner.slots, line);
      std::sort(line.values.begin(), line.values.end(), [&](StepId a, StepId b) {  // as written: >= is lowered to <=
        return out_.program.steps[a].span.begin < out_.program.steps[b].span.begin;
      });
      made.steps.push_back(step(line));
      std::vector<ExprId> arguments;
      for (std::size_t i = 0; i < parameters.size(); ++i)
        arguments.push_back(local(static_cast<Slot>(i), parameters[i].type, span));
      calls.push_back(call_function(line.value, std::move(arguments), span));
    }
  }
  if (!good) return made;  // `holds` stays invalid
  const bool any = when.valid() && tree[when].keyword == Keyword::or_;
  const ExprId body = calls.empty() ? yes(span)
                      : any         ? emit(Logic{false, calls}, truth_type(), span)
                                    : all_of(calls, span);
  made.holds = add_function(name, parameters, body, static_cast<Slot>(parameters.size()), span);
  return made;
}

}  // namespace cepol::semantics
