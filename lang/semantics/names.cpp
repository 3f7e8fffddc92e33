// Resolves and lowers names. A bare name is looked up as, in this order: a member of the expected enumeration; a local
// value; from the innermost row outwards, the row, its columns and the declarations of its record; a global
// declaration; a member of the only enumeration that has it. Where two rows of one record are in scope, as in a fold
// over the own table, its names could be of either: they need a row before them, and the record's name is the row
// without an alias.
#include "lang/semantics/names.hpp"

#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/notice/numbers.hpp"
#include "lang/semantics/calls.hpp"
#include "lang/semantics/declaration_use.hpp"
#include "lang/semantics/emit.hpp"
#include "lang/semantics/expressions.hpp"
#include "lang/semantics/lookup.hpp"
#include "lang/semantics/references.hpp"
#include "lang/semantics/rows_in_scope.hpp"
#include "lang/semantics/sharing.hpp"
#include "lang/semantics/suggestions.hpp"
#include "lang/semantics/typing.hpp"

namespace cepol::semantics {

namespace {

std::optional<TableId> only_table_with(Context& context, const std::string& name) {
  std::optional<TableId> only;
  for (std::uint32_t i = 0; i < context.program.tables.size(); ++i) {
    const TableId table{i};
    if (!find_column(context.program, table, name) && !find_in_record(context, table, name)) continue;
    if (only) return std::nullopt;
    only = table;
  }
  return only;
}

// A member of the enumeration, or a group of its members.
std::optional<Typed> lower_member(Context& context, const Tree& tree, NodeId node, EnumerationId enumeration,
                                  const std::string& text) {
  const Type type = enumeration_type(enumeration);
  const Span span = tree.span(node);
  add_member_reference(context, tree, node, enumeration, text);
  if (const auto member = find_member(context.program, enumeration, text))
    return value_of(emit_constant(context, static_cast<std::int64_t>(*member), type, span), type);
  const auto group = context.groups.find({enumeration.index, text});
  if (group == context.groups.end()) return std::nullopt;
  Typed typed = value_of(emit_none(context, type, span), type);
  typed.group = group->second;
  return typed;
}

std::optional<Typed> lower_binding(Context& context, const Tree& tree, NodeId node, const Scope& scope,
                                   const std::string& text) {
  const Span span = tree.span(node);
  for (auto binding = scope.bindings.rbegin(); binding != scope.bindings.rend(); ++binding) {
    if (binding->name != text && (binding->other_name.empty() || binding->other_name != text)) continue;
    add_reference(context, tree, node, binding->declared);
    Typed typed = value_of(emit_local(context, binding->slot, binding->type, span), binding->type);
    if (binding->window) {
      typed.window = true;
      typed.last = emit_local(context, binding->last, binding->type, span);
    }
    return typed;
  }
  return std::nullopt;
}

// Looks up the row itself, its parent row and its columns.
[[gnu::noinline]] std::optional<Typed> lower_part_of_row(Context& context, NodeId node, Scope& scope,
                                                         const RowInScope& row, const std::string& text) {
  const Tree& tree = *scope.tree;
  const Span span = tree.span(node);
  const RecordTable& table = context.program.tables[row.table];
  const Type type = row_type(row.table);
  if (text == row.alias.text || text == table.name) {
    if (text != row.alias.text)
      add_global_reference(context, tree, node, text);
    else
      add_reference(context, tree, node, row.alias.span);
    return value_of(emit_local(context, row.slot, type, span), type);
  }
  if (table.parent && table.link && text == context.program.tables[*table.parent].name) {
    add_global_reference(context, tree, node, text);
    const Type parent = row_type(*table.parent);
    const ExprId of = emit_local(context, row.slot, type, span);
    return value_of(emit(context, ColumnOf{of, *table.link}, parent, span), parent);
  }
  if (const auto column = find_column(context.program, row.table, text)) {
    const Type of_column = table.columns[*column].type;
    add_column_reference(context, tree, node, row.table, *column);
    const ExprId of = emit_local(context, row.slot, type, span);
    return value_of(emit(context, ColumnOf{of, *column}, of_column, span), of_column);
  }
  return std::nullopt;
}

[[gnu::noinline]] bool is_name_of_row(const Context& context, TableId table, const std::string& text) {
  const RecordTable& record = context.program.tables[table];
  if (text == record.name || find_column(context.program, table, text) || find_in_record(context, table, text))
    return true;
  return record.parent && record.link && text == context.program.tables[*record.parent].name;
}

// Looks up the names of the rows, and the declarations of their records, from the innermost outwards.
[[gnu::noinline]] std::optional<Typed> lower_name_of_rows(Context& context, NodeId node, Scope& scope,
                                                          const std::string& text) {
  const std::vector<RowInScope> rows = scope.rows;  // a copy: lowering a declaration may add rows
  for (std::size_t at = rows.size(); at-- > 0;) {
    const RowInScope& row = rows[at];
    if (const RowInScope* outer = outer_row_of_record(rows, at); outer != nullptr && text != row.alias.text) {
      if (text == context.program.tables[row.table].name && !row.alias.empty()) continue;
      if (is_name_of_row(context, row.table, text)) {
        report_either_row(context, scope.tree->span(node), row, *outer, text);
        return Typed{};
      }
    }
    if (auto found = lower_part_of_row(context, node, scope, row, text)) return found;
    if (const auto id = find_in_record(context, row.table, text))
      return use_declaration(context, *id, *scope.tree, node, scope,
                             emit_local(context, row.slot, row_type(row.table), scope.tree->span(node)));
  }
  return std::nullopt;
}

// A member of the only enumeration that has it.
[[gnu::noinline]] std::optional<Typed> lower_unique_member(Context& context, const Tree& tree, NodeId node,
                                                           const std::string& text) {
  const auto found = context.member_owners.find(text);
  if (found == context.member_owners.end()) return std::nullopt;
  if (found->second.size() > 1) {
    context.problems.add(Code::ambiguous_member, tree.span(node), {text});
    return Typed{};
  }
  return lower_member(context, tree, node, found->second.front(), text);
}

[[gnu::noinline]] Typed report_unknown_member(Context& context, NodeId node, const Scope& scope,
                                              const std::string& text, EnumerationId expected) {
  const Enumeration& enumeration = context.program.enumerations[expected];
  auto& problem = context.problems.add(Code::unknown_member, scope.tree->span(node),
                                       {text, enumeration.name, listed_in_both(enumeration.members)});
  suggest_nearest(context, problem, text, [&] {
    std::vector<std::string> candidates = context.program.enumerations[expected].members;
    for (const auto& [group, members] : context.groups)
      if (group.first == expected.index) candidates.push_back(group.second);
    for (std::string& name : names_in_scope(context, scope)) candidates.push_back(std::move(name));
    return candidates;
  });
  return {};
}

// What a name says that is no name of the policy: true; a number in words with its unit (九十学时).
std::optional<std::string> meant_value(const Context& context, const std::string& name) {
  for (const std::string_view yes : {"true", "True", "TRUE", "真"})
    if (name == yes) return context.program.english ? "yes" : "是";
  for (const std::string_view no : {"false", "False", "FALSE", "假"})
    if (name == no) return context.program.english ? "no" : "否";
  const notice::Numbers written = notice::numbers_of(name);
  if (written.numbers.size() != 1 || written.numbers.front().begin != 0 || !written.numbers.front().exact)
    return std::nullopt;
  const std::string unit = written.text.substr(written.numbers.front().end);
  if (!find_unit(context.program, unit)) return std::nullopt;
  return to_string(written.numbers.front().value) + " " + unit;
}

}  // namespace

std::vector<std::string> names_in_scope(const Context& context, const Scope& scope) {
  std::vector<std::string> names;
  for (const Binding& binding : scope.bindings) names.push_back(binding.name);
  for (const RowInScope& row : scope.rows) {
    for (const Column& column : context.program.tables[row.table].columns) names.push_back(column.name);
    for (const auto& [key, id] : context.record_names)
      if (key.first == row.table.index && id.valid()) names.push_back(key.second);
  }
  for (const auto& [name, id] : context.globals)
    if (id.valid() && context.declarations[id].kind != DeclarationKind::unit) names.push_back(name);
  return names;
}

[[gnu::noinline]] Typed report_unknown_name(Context& context, const Tree& tree, NodeId node, const std::string& name,
                                            const Candidates& candidates, const Scope* scope) {
  if (context.broken_names.count(name) > 0) return {};
  if (scope != nullptr)
    if (const auto table = only_table_with(context, name)) {
      // Declared for a record without a row in scope. A name of the parent of a row in scope is suggested below.
      const bool of_parent = std::any_of(scope->rows.begin(), scope->rows.end(), [&](const RowInScope& row) {
        return context.program.tables[row.table].parent == table;
      });
      if (!of_parent) {
        context.problems.add(Code::no_row_in_scope, tree.span(node), {name, context.program.tables[*table].name});
        return {};
      }
    }
  if (const auto found = context.globals.find(name); found != context.globals.end() && found->second.valid()) {
    const Declaration& known = context.declarations[found->second];
    if (known.kind == DeclarationKind::reading && known.table) {  // written behind the row: person.READING
      context.problems.add(Code::reading_of_no_row, tree.span(node), {name, context.program.tables[*known.table].name});
      return {};
    }
  }
  auto& problem = context.problems.add(Code::unknown_name, tree.span(node), {name});
  if (const auto meant = meant_value(context, name)) {
    problem.suggest(*meant);
    return {};
  }
  if (scope != nullptr)  // is it a name of the parent of a row in scope?
    for (auto row = scope->rows.rbegin(); row != scope->rows.rend(); ++row) {
      const auto parent = context.program.tables[row->table].parent;
      if (!parent || (!find_column(context.program, *parent, name) && !find_in_record(context, *parent, name)))
        continue;
      problem.suggest(context.program.tables[*parent].name + "." + name);
      return {};
    }
  suggest_nearest(context, problem, name, candidates);
  return {};
}

Typed lower_name(Context& context, NodeId node, Scope& scope, const Type* expected) {
  const std::string text(scope.tree->name_text(node));
  const bool member_expected = expected != nullptr && expected->kind == Kind::enumeration;
  if (member_expected)
    if (auto found = lower_member(context, *scope.tree, node, expected->enumeration, text)) return *found;
  if (auto found = lower_binding(context, *scope.tree, node, scope, text)) return *found;
  if (auto found = lower_name_of_rows(context, node, scope, text)) return *found;
  if (const auto id = find_global(context, text); id && is_global_value(context.declarations[*id].kind))
    return use_declaration(context, *id, *scope.tree, node, scope, std::nullopt);
  if (auto found = lower_unique_member(context, *scope.tree, node, text)) return *found;
  if (member_expected) return report_unknown_member(context, node, scope, text, expected->enumeration);
  return report_unknown_name(
      context, *scope.tree, node, text, [&] { return names_in_scope(context, scope); }, &scope);
}

Typed lower_field(Context& context, NodeId node, Scope& scope, Typed row) {
  const Tree& tree = *scope.tree;
  const Span span = tree.span(node);
  const NodeId row_node = tree.first(node), name_node = tree.next(row_node);
  if (!row.valid) return {};
  if (row.type.kind != Kind::row) {
    context.problems.add(Code::row_expected, tree.span(row_node), {type_name(context, row.type, row.window)});
    return {};
  }
  const TableId table = row.type.table;
  const std::string text(tree.name_text(name_node));
  const bool is_call = tree.kind(node) == NodeKind::field_call;
  if (auto column = find_column(context.program, table, text)) {
    if (is_call) {
      std::size_t count = 0;
      for (NodeId at = tree.next(name_node); at.valid(); at = tree.next(at)) ++count;
      context.problems.add(Code::argument_count, span, {text, "0", std::to_string(count)});
      return {};
    }
    const Type type = context.program.tables[table].columns[*column].type;
    add_column_reference(context, tree, name_node, table, *column);
    return value_of(emit(context, ColumnOf{row.expr, *column}, type, span), type);
  }
  const RecordTable& record = context.program.tables[table];
  if (record.parent && record.link && !is_call && text == context.program.tables[*record.parent].name) {
    const Type parent = row_type(*record.parent);
    const ColumnIndex link = *record.link;
    add_global_reference(context, tree, name_node, text);
    return value_of(emit(context, ColumnOf{row.expr, link}, parent, span), parent);
  }
  if (auto id = find_in_record(context, table, text)) {
    std::vector<Typed> arguments;
    Bindings bindings;
    if (!std::holds_alternative<Local>(context.program.exprs[row.expr].term))
      row.expr = share(context, scope, row.expr, bindings);
    if (is_call && !lower_arguments(context, *id, tree.next(name_node), scope, arguments)) return {};
    Typed used = use_declaration(context, *id, tree, is_call ? node : name_node, scope, row.expr, arguments);
    if (!used.valid) return used;
    if (used.window) {
      used.bindings.insert(used.bindings.begin(), bindings.begin(), bindings.end());
      return used;
    }
    const bool direct = bindings.empty() && std::holds_alternative<Local>(context.program.exprs[row.expr].term);
    if (direct || !context.program.tables[table].key) {
      used.expr = with_bindings(context, bindings, used.expr);
      return used;
    }
    // Through a reference: for a row that does not exist the value is none, whatever the declaration gives for blanks.
    const ColumnIndex key = *context.program.tables[table].key;
    const ExprId key_value =
        emit(context, ColumnOf{row.expr, key}, context.program.tables[table].columns[key].type, span);
    const ExprId absent = emit(context, IsNone{key_value}, truth_type(), span);
    const ExprId nothing = emit_none(context, used.type, span);
    used.expr = with_bindings(context, bindings, emit(context, If{absent, nothing, used.expr}, used.type, span));
    return used;
  }
  return report_unknown_name(context, tree, name_node, text, [&] {
    std::vector<std::string> candidates;
    for (const Column& column : context.program.tables[table].columns) candidates.push_back(column.name);
    for (const auto& [key, id] : context.record_names)
      if (key.first == table.index && id.valid()) candidates.push_back(key.second);
    return candidates;
  });
}

}  // namespace cepol::semantics
