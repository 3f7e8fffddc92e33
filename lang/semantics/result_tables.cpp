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

// Definitions among the columns become figures of the record's first decision: after all columns are known, so that
// the decision does not bring them along as its own.
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

}  // namespace

void lower_results(Context& context) {
  const bool english = context.program.english;
  std::vector<bool> done(context.program.tables.size(), false);
  auto add_decision = [&](ResultTable& table, DecisionId id) {
    const Decision& decision = context.program.decisions[id];
    ResultColumn column;
    column.label = decision.name;
    column.part = ResultPart::decision;
    column.decision = id;
    table.columns.push_back(column);
    for (std::size_t i = 0; i < decision.measures.size(); ++i) {
      column.label = decision.measures[i].label;
      column.part = ResultPart::measure;
      column.measure = static_cast<std::uint32_t>(i);
      table.columns.push_back(column);
    }
  };
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
      ResultTable results;
      results.table = *table;
      std::vector<std::pair<std::size_t, DeclarationId>> figures;  // definitions, by their place among the columns
      bool first = true;
      for (NodeId item : tree.children(node)) {
        if (first) {  // the record's name
          first = false;
          continue;
        }
        if (tree.kind(item) == NodeKind::error) continue;  // reported
        const NodeId name = tree.first(item);
        const std::string text(tree.name_text(name));
        ResultColumn column;
        column.label = text;
        if (tree.kind(item) == NodeKind::missing) {
          column.part = ResultPart::missing;
          results.columns.push_back(column);
        } else if (tree.kind(item) == NodeKind::reasons) {
          column.part = ResultPart::reasons;
          results.columns.push_back(column);
        } else if (auto index = find_column(context.program, *table, text)) {
          column.part = ResultPart::column;
          column.column = *index;
          add_column_reference(context, tree, name, *table, *index);
          results.columns.push_back(column);
        } else if (auto id = find_in_record(context, *table, text); id && context.decision_of.count(id->index) != 0) {
          add_reference(context, tree, name, context.declarations[*id].span);
          add_decision(results, context.decision_of.at(id->index));
        } else if (id && (context.declarations[*id].kind == DeclarationKind::decision ||
                          context.declarations[*id].kind == DeclarationKind::assessment)) {
          continue;  // broken, reported
        } else if (id && is_figure(context, *id)) {
          add_reference(context, tree, name, context.declarations[*id].span);
          figures.emplace_back(results.columns.size(), *id);
          results.columns.push_back(column);
        } else if (id && context.declarations[*id].stage == Declaration::Stage::broken) {
          continue;
        } else {
          std::vector<std::string> names;
          for (const Column& one : context.program.tables[*table].columns) names.push_back(one.name);
          for (const Decision& decision : context.program.decisions.nodes)
            if (decision.table == *table) names.push_back(decision.name);
          report_unknown_name(context, tree, name, text, names);
        }
      }
      add_figures(context, results, figures, tree, node);
      context.program.results.push_back(std::move(results));
    }
  }
  // A record with decisions and no `results` of its own: its key (without one: the key of the row that it
  // belongs to, and the row's number), all decisions, what is missing, the reasons.
  for (std::size_t i = 0; i < context.program.decisions.size(); ++i) {
    const TableId table = context.program.decisions.nodes[i].table;
    if (done[table.index]) continue;
    done[table.index] = true;
    ResultTable results;
    results.table = table;
    const RecordTable& record = context.program.tables[table];
    for (const auto& known_by : {record.key, record.key ? std::nullopt : record.link}) {
      if (!known_by) continue;
      ResultColumn column;
      column.label = record.columns[*known_by].name;
      column.part = ResultPart::column;
      column.column = *known_by;
      results.columns.push_back(column);
    }
    if (!record.key) {
      ResultColumn column;
      column.label = english ? "row" : "行";
      column.part = ResultPart::row;
      results.columns.push_back(column);
    }
    for (std::uint32_t j = 0; j < context.program.decisions.size(); ++j)
      if (context.program.decisions.nodes[j].table == table) add_decision(results, DecisionId{j});
    for (const ResultPart part : {ResultPart::missing, ResultPart::reasons}) {
      ResultColumn column;
      column.part = part;
      column.label = part == ResultPart::missing ? (english ? "missing" : "待补") : (english ? "reasons" : "说明");
      results.columns.push_back(column);
    }
    context.program.results.push_back(std::move(results));
  }
}

}  // namespace cepol::semantics
