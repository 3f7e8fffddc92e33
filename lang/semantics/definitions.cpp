// ensure_lowered(): lowers a declaration of any kind on first use, at most once, detecting cycles. Also lowers
// definitions, and dispatches tables to decision_table.cpp.
#include "lang/semantics/definitions.hpp"

#include <algorithm>
#include <set>

#include "lang/semantics/assessment.hpp"
#include "lang/semantics/builtins.hpp"
#include "lang/semantics/citations.hpp"
#include "lang/semantics/decision.hpp"
#include "lang/semantics/decision_table.hpp"
#include "lang/semantics/emit.hpp"
#include "lang/semantics/expressions.hpp"
#include "lang/semantics/readings.hpp"
#include "lang/semantics/records.hpp"
#include "lang/semantics/sharing.hpp"
#include "lang/semantics/typing.hpp"
#include "lang/semantics/windows.hpp"

namespace cepol::semantics {

namespace {

// The expression of a definition: the child that is not one of its other parts. A string after it is a note.
NodeId body_of(const Tree& tree, NodeId node) {
  NodeId body;
  for (NodeId child : tree.children(node)) {
    const NodeKind kind = tree.kind(child);
    const bool other = kind == NodeKind::parameter || kind == NodeKind::subject || kind == NodeKind::type ||
                       kind == NodeKind::choice_type || kind == NodeKind::citations ||
                       (kind == NodeKind::name && child == tree.first(node)) ||
                       (kind == NodeKind::string && body.valid());
    if (!other) body = child;
  }
  return body;
}

// (What lowering the body passes has a small frame: definitions may be built one on another, and the stack be small.)
class DefinitionLowering {
 public:
  DefinitionLowering(Context& context, Declaration& declaration)
      : context_(context),
        declaration_(declaration),
        tree_(*declaration.tree),
        node_(declaration.node),
        clauses_(lower_citations(context, tree_, node_, declaration.name)),
        scope_{&tree_, {}, {}, 0} {}

  bool lower() {  // false: something is in error, and reported
    if (!builtin_name(declaration_.name).empty() && tree_.child(node_, NodeKind::parameter).valid())
      context_.problems.add(Code::name_of_builtin, declaration_.span, {declaration_.name});
    if (declaration_.table) {
      scope_.rows.push_back({*declaration_.table, scope_.fresh(), {}});
      parameters_.push_back({context_.program.tables[*declaration_.table].name, row_type(*declaration_.table)});
    }
    bool good = true;
    for (NodeId parameter : tree_.children_of(node_, NodeKind::parameter)) good = add_parameter(parameter) && good;
    if (!good || !read_type()) return false;
    return tree_.kind(node_) == NodeKind::table ? lower_table() : lower_body();
  }

 private:
  [[gnu::noinline]] bool add_parameter(NodeId parameter) {
    const NodeId name = tree_.first(parameter);
    const std::string text(tree_.name_text(name));
    bool window = false;
    const bool may_be_window = tree_.kind(node_) == NodeKind::define;  // the cells of a table do not compare windows
    const auto type = lower_type(context_, tree_, tree_.next(name), text, may_be_window ? &window : nullptr);
    if (!type) return false;
    const Slot slot = scope_.fresh();
    if (type->kind == Kind::row)
      scope_.rows.push_back({type->table, slot, {text, tree_.span(name)}});
    else
      scope_.bindings.push_back({text, {}, *type, slot, window ? scope_.fresh() : slot, window, tree_.span(name)});
    parameters_.push_back({text, *type});
    if (window) parameters_.push_back({text, *type});
    declaration_.signature.parameters.push_back({text, *type, window});
    return true;
  }

  [[gnu::noinline]] bool read_type() {
    NodeId node = tree_.child(node_, NodeKind::type);
    if (!node.valid()) node = tree_.child(node_, NodeKind::choice_type);
    if (!node.valid()) return true;
    type_ = lower_type(context_, tree_, node, declaration_.name, &window_);
    return type_.has_value();
  }

  [[gnu::noinline]] bool lower_table() {
    const Typed value = lower_decision_table(context_, tree_, node_, scope_, *type_);
    if (!value.valid) return false;
    declaration_.signature.type = value.type;
    declaration_.signature.function = function_of(value.expr);
    for (NodeId row : tree_.children_of(node_, NodeKind::table_case))
      for (ClauseId clause : lower_citations(context_, tree_, row, declaration_.name)) clauses_.push_back(clause);
    tell(declaration_.signature.function, {});
    return true;
  }

  bool lower_body() {
    const NodeId body = body_of(tree_, node_);
    Typed value = body.valid() ? expression(context_, body, scope_, type_ ? &*type_ : nullptr) : Typed{};
    return finish(value, body);
  }

  [[gnu::noinline]] bool finish(Typed& value, NodeId body) {
    if (value.valid && window_) value = as_window(context_, value, scope_, body);
    if (!value.valid || (type_ && !window_ && !require_type(context_, value, *type_, tree_, body))) return false;
    if (window_ && value.type != *type_) {
      context_.problems.add(Code::wrong_type, tree_.span(body),
                            {type_name(context_, *type_, true), type_name(context_, value.type, true)});
      return false;
    }
    Signature& signature = declaration_.signature;
    signature.type = value.type;
    signature.window = value.window;
    signature.function = function_of(with_bindings(context_, value.bindings, value.expr));
    if (value.window) {
      signature.last = function_of(with_bindings(context_, value.bindings, value.last));
      tell(signature.last, tree_.next(body));
    }
    tell(signature.function, tree_.next(body));
    return true;
  }

  // `note`: what follows the body.
  void tell(FunctionId id, NodeId note) {
    Function& function = context_.program.functions[id];
    function.clauses = clauses_;
    function.told = Told::definition;
    if (note.valid() && tree_.kind(note) == NodeKind::string) function.wording = tree_.string_text(note);
  }

  FunctionId function_of(ExprId body) {
    return add_function(context_, declaration_.name, parameters_, body, scope_.slots, declaration_.span);
  }

  Context& context_;
  Declaration& declaration_;
  const Tree& tree_;
  const NodeId node_;
  std::vector<ClauseId> clauses_;
  Scope scope_;
  std::vector<Parameter> parameters_;
  std::optional<Type> type_;
  bool window_ = false;  // a span of years or days, by type_
};

// Lowers a declaration of one of the kinds that are lowered on demand.
void lower_declaration(Context& context, Declaration& declaration) {
  switch (declaration.kind) {
    case DeclarationKind::reading: return lower_reading(context, declaration);
    case DeclarationKind::define: return lower_definition(context, declaration);
    case DeclarationKind::assessment: return lower_assessment(context, declaration);
    case DeclarationKind::decision:
      if (declaration.tree->kind(declaration.node) == NodeKind::warning) return lower_warning(context, declaration);
      return lower_decision(context, declaration);
    case DeclarationKind::unit:
    case DeclarationKind::enumeration:
    case DeclarationKind::record:
    case DeclarationKind::credit:
    case DeclarationKind::equivalence:
    case DeclarationKind::requirement:
    case DeclarationKind::waiver:
    case DeclarationKind::measure:
    case DeclarationKind::quota: return;
  }
}

}  // namespace

[[gnu::noinline]] void report_too_deep(Context& context, DeclarationId id, std::size_t most) {
  if (!context.too_deep_reported)
    context.problems.add(Code::too_deeply_built, context.declarations[id].span,
                         {context.declarations[id].name, std::to_string(most)});
  context.too_deep_reported = true;
}

bool within_height(Context& context) {
  if (context.in_progress.size() < max_height) return true;
  report_too_deep(context, context.in_progress.front(), max_height);
  return false;
}

bool note_dependency(Context& context, DeclarationId id) {
  if (context.in_progress.empty()) return true;
  std::size_t& height = context.declarations[context.in_progress.back()].height;
  height = std::max(height, context.declarations[id].height + 1);
  if (height > max_height) report_too_deep(context, context.in_progress.back(), max_height);
  return height <= max_height;
}

bool ensure_lowered(Context& context, DeclarationId id) {
  using Stage = Declaration::Stage;
  if (context.declarations[id].stage == Stage::lowered) return note_dependency(context, id);
  if (context.declarations[id].stage != Stage::declared || !within_height(context)) return false;
  context.in_progress.push_back(id);
  context.declarations[id].stage = Stage::lowering;
  Declaration declaration = context.declarations[id];  // by value: making others moves the table
  lower_declaration(context, declaration);
  context.in_progress.pop_back();
  if (context.declarations[id].stage == Stage::broken) return false;  // found in a cycle meanwhile
  context.declarations[id].signature = declaration.signature;
  context.declarations[id].stage = declaration.stage == Stage::lowering ? Stage::lowered : declaration.stage;
  if (declaration.kind == DeclarationKind::assessment || declaration.kind == DeclarationKind::decision)
    if (declaration.stage != Stage::broken) context.decision_of[id.index] = DecisionId{declaration.index};
  return context.declarations[id].stage == Stage::lowered && note_dependency(context, id);
}

void lower_definition(Context& context, Declaration& declaration) {
  if (!DefinitionLowering(context, declaration).lower()) declaration.stage = Declaration::Stage::broken;
}

}  // namespace cepol::semantics
