// Reads quotas (places for each member of an enumeration) and printed rosters (title, columns, total) into the program.
#include "lang/semantics/outputs.hpp"

#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/semantics/citations.hpp"
#include "lang/semantics/conditions.hpp"
#include "lang/semantics/declare.hpp"
#include "lang/semantics/expressions.hpp"
#include "lang/semantics/lookup.hpp"
#include "lang/semantics/names.hpp"
#include "lang/semantics/references.hpp"

namespace cepol::semantics {

void lower_quota(Context& context, DeclarationId id) {
  const Declaration declaration = context.declarations[id];  // by value: lowering others moves the table
  const Tree& tree = *declaration.tree;
  const NodeId node = declaration.node;
  if (!declaration.table) return;
  const TableId table = *declaration.table;
  Quota quota;
  quota.name = declaration.name;
  quota.table = table;
  quota.span = declaration.span;
  const bool english = context.program.english;
  quota.count_label = english ? "count" : "人数";
  quota.state_label = english ? "state" : "状态";
  if (const NodeId columns = tree.child(node, NodeKind::quota_columns); columns.valid()) {
    quota.count_label = tree.name_text(tree.first(columns));
    quota.state_label = tree.name_text(tree.next(tree.first(columns)));
  }
  const auto clauses = lower_citations(context, tree, node, declaration.name);
  const NodeId by = tree.child(node, NodeKind::by);
  const std::string column_name(tree.name_text(tree.first(by)));
  const auto column = find_column(context.program, table, column_name);
  if (!column || context.program.tables[table].columns[*column].type.kind != Kind::enumeration) {
    std::vector<std::string> names;
    for (const Column& one : context.program.tables[table].columns)
      if (one.type.kind == Kind::enumeration) names.push_back(one.name);
    auto& problem = context.problems.add(Code::quota_column, tree.span(by), {column_name});
    if (auto near = nearest_name(column_name, names)) problem.suggest(*near);
    return;
  }
  quota.column = *column;
  add_column_reference(context, tree, tree.first(by), table, *column);
  const EnumerationId choice = context.program.tables[table].columns[*column].type.enumeration;
  const std::size_t members = context.program.enumerations[choice].members.size();
  quota.places.resize(members);
  quota.clauses.resize(members, clauses);
  std::vector<bool> given(members, false);
  for (NodeId place : tree.children_of(node, NodeKind::place)) {
    const NodeId name = tree.first(place);
    const std::string text(tree.name_text(name));
    const auto member = find_member(context.program, choice, text);
    if (!member) {
      const Enumeration& possible = context.program.enumerations[choice];
      auto& problem = context.problems.add(Code::unknown_member, tree.span(name),
                                           {text, possible.name, listed_in_both(possible.members)});
      if (auto near = nearest_name(text, possible.members)) problem.suggest(*near);
      continue;
    }
    if (given[*member]) context.problems.add(Code::declared_twice, tree.span(name), {text});
    given[*member] = true;
    add_member_reference(context, tree, name, choice, text);
    const NodeId amount = tree.next(name);
    if (amount.valid() && tree.kind(amount) != NodeKind::unspecified) {
      Scope scope{&tree, {}, {}, 0};
      const Typed value = expression(context, amount, scope);
      if (value.valid && value.constant && value.constant->whole() && *value.constant >= Exact(0))
        quota.places[*member] = value.constant;
      else if (value.valid)
        context.problems.add(Code::quota_number, tree.span(amount));
    }
    const auto own = lower_citations(context, tree, place, declaration.name);
    if (!own.empty()) quota.clauses[*member] = own;
  }
  for (std::size_t i = 0; i < members; ++i)
    if (!given[i])
      context.problems.add(Code::quota_member_missing, declaration.span,
                           {context.program.enumerations[choice].members[i], declaration.name});
  context.declarations[id].index = static_cast<std::uint32_t>(context.program.quotas.size());
  context.program.quotas.push_back(std::move(quota));
}

void lower_roster(Context& context, const Tree& tree, NodeId node) {
  const auto table = resolve_subject(context, tree, node);
  if (!table) return;
  Roster roster;
  roster.title = tree.string_text(tree.first(node));
  roster.table = *table;
  roster.clauses = lower_citations(context, tree, node, roster.title);
  auto columns = [&](NodeKind kind, std::vector<ColumnIndex>& into) {
    const NodeId list = tree.child(node, kind);
    if (!list.valid()) return;
    for (NodeId name : tree.children(list)) {
      const std::string text(tree.name_text(name));
      if (const auto column = find_column(context.program, *table, text)) {
        into.push_back(*column);
        add_column_reference(context, tree, name, *table, *column);
        continue;
      }
      std::vector<std::string> names;
      for (const Column& one : context.program.tables[*table].columns) names.push_back(one.name);
      report_unknown_name(context, tree, name, text, [&] { return names; });
    }
  };
  columns(NodeKind::roster_headings, roster.headings);
  columns(NodeKind::roster_columns, roster.columns);
  if (const NodeId total = tree.child(node, NodeKind::roster_total); total.valid())
    roster.total = tree.name_text(tree.first(total));
  if (const NodeId when = tree.child(node, NodeKind::when); when.valid()) {
    const Scope scope{&tree, {{*table, 0, {}}}, {}, 1};
    roster.holds = lower_conditions(context, tree, when, roster.title,
                                    {{context.program.tables[*table].name, row_type(*table)}}, scope)
                       .holds;
  }
  context.program.rosters.push_back(std::move(roster));
}

}  // namespace cepol::semantics
