// Lowers calls. The called name is looked up as, in this order: a declaration of a row in scope, a built-in function, a
// global definition. Arguments are typed against the parameters.
#include "lang/semantics/calls.hpp"

#include "lang/base/text.hpp"
#include "lang/semantics/builtin_calls.hpp"
#include "lang/semantics/builtins.hpp"
#include "lang/semantics/credit.hpp"
#include "lang/semantics/credit_function.hpp"
#include "lang/semantics/declaration_use.hpp"
#include "lang/semantics/definitions.hpp"
#include "lang/semantics/emit.hpp"
#include "lang/semantics/expressions.hpp"
#include "lang/semantics/lookup.hpp"
#include "lang/semantics/names.hpp"
#include "lang/semantics/references.hpp"
#include "lang/semantics/rows_in_scope.hpp"
#include "lang/semantics/sharing.hpp"
#include "lang/semantics/suggestions.hpp"
#include "lang/semantics/typing.hpp"
#include "lang/semantics/windows.hpp"

namespace cepol::semantics {

Typed lower_call(Context& context, NodeId node, Scope& scope) {
  const Tree& tree = *scope.tree;
  const NodeId name_node = tree.first(node);
  const std::string text(tree.name_text(name_node));
  std::optional<DeclarationId> id;
  std::optional<ExprId> row;
  for (std::size_t at = scope.rows.size(); at-- > 0 && !id;) {
    const RowInScope& in = scope.rows[at];
    if (!(id = find_in_record(context, in.table, text))) continue;
    if (const RowInScope* outer = outer_row_of_record(scope.rows, at)) {
      report_either_row(context, tree.span(name_node), in, *outer, text);
      return {};
    }
    row = emit_local(context, in.slot, row_type(in.table), tree.span(name_node));
  }
  if (!id) {
    if (const auto result = lower_builtin(context, node, scope)) return *result;
    id = find_global(context, text);
    if (id && !is_global_value(context.declarations[*id].kind)) id.reset();  // person(): a record is no function
  }
  if (!id) {
    const auto candidates = [&] {
      std::vector<std::string> names = names_in_scope(context, scope);
      add_builtin_names(names);
      return names;
    };
    const std::size_t before = context.problems.list.size();
    report_unknown_name(context, tree, name_node, text, candidates, &scope);
    const std::string meant = usual_name_of(text, context.program.english);
    if (context.problems.list.size() > before && !meant.empty() &&
        !context.problems.list.back().suggestion.ends_with("." + text))
      context.problems.list.back().suggest(meant);
    return {};
  }
  std::vector<Typed> arguments;
  if (!lower_arguments(context, *id, tree.next(name_node), scope, arguments)) return {};
  return use_declaration(context, *id, tree, node, scope, row, arguments);
}

bool lower_arguments(Context& context, DeclarationId id, NodeId first, Scope& scope, std::vector<Typed>& arguments) {
  bool good = true;
  ensure_lowered(context, id);  // the parameters' types are the expected types of the arguments
  for (NodeId at = first; at.valid(); at = scope.tree->next(at)) {
    const auto& parameters = context.declarations[id].signature.parameters;
    if (arguments.size() >= parameters.size() && context.declarations[id].stage == Declaration::Stage::broken)
      return false;
    const Type* expected = arguments.size() < parameters.size() ? &parameters[arguments.size()].type : nullptr;
    const std::optional<Type> copy = expected != nullptr ? std::optional<Type>(*expected) : std::nullopt;
    arguments.push_back(expression(context, at, scope, copy ? &*copy : nullptr));
    good = good && arguments.back().valid;
  }
  return good;
}

namespace {

struct NamedCredit {
  std::size_t index;
  ExprId row;        // whose credit it is
  ExprId owner_key;  // where it is a row to which one at hand belongs, its key; invalid: the row itself is at hand
};

// The credit of a record to which a row at hand belongs.
[[gnu::noinline]] std::optional<NamedCredit> credit_of_owner(Context& context, const Tree& tree, NodeId name_node,
                                                             const std::string& text, const Scope& scope) {
  const Span span = tree.span(name_node);
  for (std::size_t at = scope.rows.size(); at-- > 0;) {
    ExprId row = emit_local(context, scope.rows[at].slot, row_type(scope.rows[at].table), span);
    TableId table = scope.rows[at].table;
    while (context.program.tables[table].parent && context.program.tables[table].link) {
      const TableId owner = *context.program.tables[table].parent;
      row = emit(context, ColumnOf{row, *context.program.tables[table].link}, row_type(owner), span);
      table = owner;
      const auto id = find_in_record(context, table, text);
      if (!id || context.declarations[*id].kind != DeclarationKind::credit) continue;
      context.declarations[*id].used = true;
      add_reference(context, tree, name_node, context.declarations[*id].span);
      const ColumnIndex key = *context.program.tables[table].key;
      const Type text_type = context.program.tables[table].columns[key].type;
      return NamedCredit{context.credit_of.at(id->index), row, emit(context, ColumnOf{row, key}, text_type, span)};
    }
  }
  return std::nullopt;
}

// None where there is no such row.
[[gnu::noinline]] ExprId where_owned(Context& context, ExprId key, ExprId value, const Type& type, Span span) {
  if (!key.valid()) return value;
  const ExprId absent = emit(context, IsNone{key}, truth_type(), span);
  return emit(context, If{absent, emit_none(context, type, span), value}, type, span);
}

}  // namespace

Typed lower_credited(Context& context, NodeId node, Scope& scope) {
  const Tree& tree = *scope.tree;
  const Span span = tree.span(node);
  const NodeId name_node = tree.child(node, NodeKind::name);
  const std::string text(tree.name_text(name_node));
  std::optional<std::size_t> credit;
  std::optional<ExprId> row;
  for (std::size_t at = scope.rows.size(); at-- > 0 && !credit;) {
    const RowInScope* in = &scope.rows[at];
    const auto id = find_in_record(context, in->table, text);
    if (!id || context.declarations[*id].kind != DeclarationKind::credit) continue;
    if (outer_row_of_record(scope.rows, at) != nullptr) {
      report_credit_of_either(context, tree.span(name_node), *in, text);
      return {};
    }
    context.declarations[*id].used = true;
    add_reference(context, tree, name_node, context.declarations[*id].span);
    credit = context.credit_of.at(id->index);
    row = emit_local(context, in->slot, row_type(in->table), span);
  }
  NodeId window_node;
  for (NodeId child : tree.children(node)) window_node = child;  // the last one
  ExprId owner_key;
  if (!credit)
    if (const auto of_owner = credit_of_owner(context, tree, name_node, text, scope)) {
      credit = of_owner->index;
      row = of_owner->row;
      owner_key = of_owner->owner_key;
    }
  if (!credit) {
    report_unknown_credit(context, tree, name_node, text);
    return {};
  }
  const Typed window = as_window(context, expression(context, window_node, scope), scope, window_node);
  const NodeId category_node = tree.child(node, NodeKind::category);
  if (!lower_credit(context, *credit)) return {};
  Typed category;
  if (category_node.valid()) {
    if (!context.credits[*credit].categories.valid()) {
      context.problems.add(Code::credit_without_categories, tree.span(category_node), {text});
      return {};
    }
    const Type expected = enumeration_type(context.credits[*credit].categories);
    category = expression(context, tree.first(category_node), scope, &expected);
    if (!category.valid || !require_type(context, category, expected, tree, tree.first(category_node))) return {};
  }
  if (!window.valid) return {};
  const bool days = window.type.kind == Kind::date;
  const Type type = number_type(context.credits[*credit].unit);
  std::vector<ExprId> arguments{*row, window.expr, window.last};
  // `of` with named members: the credit of all of them together; with an expression: the credit of its value.
  std::uint64_t named = 0;
  for (Member member : category.group) named |= std::uint64_t{1} << member;
  if (category.valid && category.group.empty())
    if (const auto* member = std::get_if<Constant>(&context.program.exprs[category.expr].term);
        member && !member->is_none)
      named = std::uint64_t{1} << member->value.num;
  const bool computed = category.valid && named == 0;
  if (named != 0) context.category_uses.push_back({*credit, named, tree.span(category_node)});
  const auto function = computed ? credit_by_category(context, *credit, days, span)
                                 : credit_function(context, *credit, days, named, span);
  if (!function) return {};
  if (computed) arguments.push_back(category.expr);
  const ExprId value = emit_call(context, *function, std::move(arguments), span);
  return value_of(with_bindings(context, window.bindings, where_owned(context, owner_key, value, type, span)), type);
}

void report_unknown_credit(Context& context, const Tree& tree, NodeId at, const std::string& name) {
  if (context.broken_names.count(name) > 0) return;
  for (const Credit& one : context.credits) {
    const Declaration& declared = context.declarations[one.declaration];
    if (declared.name != name || !declared.table) continue;
    context.problems
        .add(Code::credit_of_other_record, tree.span(at), {name, context.program.tables[*declared.table].name})
        .also(declared.span, "在这里定义", "defined here");
    return;
  }
  auto& problem = context.problems.add(Code::unknown_credit, tree.span(at), {name});
  suggest_nearest(context, problem, name, [&] {
    std::vector<std::string> names;
    for (const Credit& one : context.credits) names.push_back(context.declarations[one.declaration].name);
    return names;
  });
}

}  // namespace cepol::semantics
