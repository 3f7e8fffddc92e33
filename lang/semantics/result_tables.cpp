// Lowers the result tables that the policy declares, and makes default ones for the other records with decisions.
#include "lang/semantics/result_tables.hpp"

#include <algorithm>

#include "lang/semantics/declare.hpp"
#include "lang/semantics/definitions.hpp"
#include "lang/semantics/lookup.hpp"
#include "lang/semantics/names.hpp"
#include "lang/semantics/references.hpp"

namespace cepol::semantics {

namespace {

// A definition of the record that needs no argument and has a value to print.
bool is_figure(Context& context, DeclarationId id) {
  if (context.declarations[id].kind != DeclarationKind::define || !ensure_lowered(context, id)) return false;
  const Signature& signature = context.declarations[id].signature;
  return signature.parameters.empty() && !signature.window && signature.type.kind != Kind::row;
}

// Definitions among the columns become measures of the record's first decision. They are added after all columns are
// known, so that a column for the decision does not include them as its own measures.
void add_figures(Context& context, ResultTable& results,
                 const std::vector<std::pair<std::size_t, DeclarationId>>& figures, const Tree& tree, NodeId node) {
  if (figures.empty()) return;
  auto& decisions = context.program.decisions.nodes;
  const auto decision =
      std::find_if(decisions.begin(), decisions.end(), [&](const Decision& one) { return one.table == results.table; });
  if (decision == decisions.end()) {
    for (const Declaration& one : context.declarations.nodes) {
      const bool decides = one.kind == DeclarationKind::decision || one.kind == DeclarationKind::assessment;
      if (decides && one.table == results.table) return;  // broken, reported
    }
    context.problems.add(Code::figure_without_decision, tree.span(tree.first(node)),
                         {context.program.tables[results.table].name});
    return;
  }
  for (const auto& [place, id] : figures) {
    ResultColumn& column = results.columns[place];
    column.part = ResultPart::measure;
    column.decision = DecisionId{static_cast<std::uint32_t>(decision - decisions.begin())};
    column.measure = static_cast<std::uint32_t>(decision->measures.size());
    context.declarations[id].used = true;
    decision->measures.push_back({context.declarations[id].name, context.declarations[id].signature.function});
  }
}

ResultColumn column_of(ResultPart part, const std::string& label) {
  ResultColumn column;
  column.part = part;
  column.label = label;
  return column;
}

// Adds columns for the outcome and the measures of a decision.
void add_decision(const Program& program, ResultTable& results, DecisionId id) {
  const Decision& decision = program.decisions[id];
  ResultColumn column = column_of(ResultPart::decision, decision.name);
  column.decision = id;
  results.columns.push_back(column);
  for (std::size_t i = 0; i < decision.measures.size(); ++i) {
    column.label = decision.measures[i].label;
    column.part = ResultPart::measure;
    column.measure = static_cast<std::uint32_t>(i);
    results.columns.push_back(column);
  }
}

using Figures = std::vector<std::pair<std::size_t, DeclarationId>>;  // definitions, by their place among the columns

// Adds an item given by name: a column, a decision or a definition of the record.
void add_named_item(Context& context, const Tree& tree, NodeId name, ResultTable& results, Figures& figures) {
  const std::string text(tree.name_text(name));
  if (const auto index = find_column(context.program, results.table, text)) {
    ResultColumn column = column_of(ResultPart::column, text);
    column.column = *index;
    add_column_reference(context, tree, name, results.table, *index);
    results.columns.push_back(column);
    return;
  }
  const auto id = find_in_record(context, results.table, text);
  if (id && context.decision_of.count(id->index) != 0) {
    add_reference(context, tree, name, context.declarations[*id].span);
    return add_decision(context.program, results, context.decision_of.at(id->index));
  }
  if (id && (context.declarations[*id].kind == DeclarationKind::decision ||
             context.declarations[*id].kind == DeclarationKind::assessment))
    return;  // broken, reported
  if (id && is_figure(context, *id)) {
    add_reference(context, tree, name, context.declarations[*id].span);
    figures.emplace_back(results.columns.size(), *id);
    ResultColumn column;
    column.label = text;
    results.columns.push_back(column);
    return;
  }
  if (id && context.declarations[*id].stage == Declaration::Stage::broken) return;
  std::vector<std::string> names;
  for (const Column& one : context.program.tables[results.table].columns) names.push_back(one.name);
  for (const Decision& decision : context.program.decisions.nodes)
    if (decision.table == results.table) names.push_back(decision.name);
  report_unknown_name(context, tree, name, text, [&] { return names; });
}

// `results RECORD { ... }`
void lower_declared_results(Context& context, const Tree& tree, NodeId node, TableId table) {
  ResultTable results;
  results.table = table;
  Figures figures;
  for (NodeId item = tree.next(tree.first(node)); item.valid(); item = tree.next(item)) {  // after the record's name
    const NodeKind kind = tree.kind(item);
    if (kind == NodeKind::error) continue;  // reported
    const NodeId name = tree.first(item);
    if (kind == NodeKind::missing)
      results.columns.push_back(column_of(ResultPart::missing, std::string(tree.name_text(name))));
    else if (kind == NodeKind::reasons)
      results.columns.push_back(column_of(ResultPart::reasons, std::string(tree.name_text(name))));
    else
      add_named_item(context, tree, name, results, figures);
  }
  add_figures(context, results, figures, tree, node);
  context.program.results.push_back(std::move(results));
}

// The default for a record with decisions and no `results`: its key (without one, the parent's key and the row number),
// all decisions, missing data, reasons.
void add_default_results(Context& context, TableId table) {
  const bool english = context.program.english;
  const RecordTable& record = context.program.tables[table];
  ResultTable results;
  results.table = table;
  for (const auto& known_by : {record.key, record.key ? std::nullopt : record.link}) {
    if (!known_by) continue;
    ResultColumn column = column_of(ResultPart::column, record.columns[*known_by].name);
    column.column = *known_by;
    results.columns.push_back(column);
  }
  if (!record.key) results.columns.push_back(column_of(ResultPart::row, english ? "row" : "行"));
  for (std::uint32_t i = 0; i < context.program.decisions.size(); ++i)
    if (context.program.decisions.nodes[i].table == table) add_decision(context.program, results, DecisionId{i});
  results.columns.push_back(column_of(ResultPart::missing, english ? "missing" : "待补"));
  results.columns.push_back(column_of(ResultPart::reasons, english ? "reasons" : "说明"));
  context.program.results.push_back(std::move(results));
}

}  // namespace

void lower_results(Context& context) {
  std::vector<bool> done(context.program.tables.size(), false);
  for (const Module& module : context.modules) {
    const Tree& tree = module.parsed->tree;
    for (NodeId node : tree.children(tree.root)) {
      if (tree.kind(node) != NodeKind::results) continue;
      const auto table = resolve_table(context, tree, tree.first(node));
      if (!table) continue;
      if (done[table->index]) {
        context.problems.add(Code::declared_twice, tree.span(tree.first(node)), {context.program.tables[*table].name});
        continue;
      }
      done[table->index] = true;
      lower_declared_results(context, tree, node, *table);
    }
  }
  for (std::size_t i = 0; i < context.program.decisions.size(); ++i) {
    const TableId table = context.program.decisions.nodes[i].table;
    if (done[table.index]) continue;
    done[table.index] = true;
    add_default_results(context, table);
  }
}

}  // namespace cepol::semantics
