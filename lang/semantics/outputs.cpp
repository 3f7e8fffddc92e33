// Quotas, result tables and printed rosters.
#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/semantics/checker.hpp"

namespace cepol::semantics {

void Checker::lower_quota(Declaration& declaration) {
  const Tree& tree = *declaration.tree;
  const NodeId node = declaration.node;
  if (!declaration.table) return;
  const TableId table = *declaration.table;
  Quota quota;
  quota.name = declaration.name;
  quota.table = table;
  quota.span = declaration.span;
  const bool english = out_.program.english;
  quota.count_label = english ? "count" : "人数";
  quota.state_label = english ? "state" : "状态";
  if (const NodeId columns = tree.child(node, NodeKind::quota_columns); columns.valid()) {
    quota.count_label = tree.name_text(tree.first(columns));
    quota.state_label = tree.name_text(tree.next(tree.first(columns)));
  }
  const auto clauses = citations(tree, node, declaration.name);
  const NodeId by = tree.child(node, NodeKind::by);
  const std::string column_name(tree.name_text(tree.first(by)));
  const auto column = column_named(table, column_name);
  if (!column || out_.program.tables[table].columns[*column].type.kind != Kind::enumeration) {
    std::vector<std::string> names;
    for (const Column& one : out_.program.tables[table].columns)
      if (one.type.kind == Kind::enumeration) names.push_back(one.name);
    auto& problem = problems_.add(Code::quota_column, tree.span(by), {column_name});
    if (auto near = nearest_name(column_name, names)) problem.suggest(*near);
    return;
  }
  quota.column = *column;
  refers_to_column(tree, tree.first(by), table, *column);
  const EnumerationId choice = out_.program.tables[table].columns[*column].type.enumeration;
  const std::size_t members = out_.program.enumerations[choice].members.size();
  quota.places.resize(members);
  quota.clauses.resize(members, clauses);
  std::vector<bool> given(members, false);
  for (NodeId place : tree.children_of(node, NodeKind::place)) {
    const NodeId name = tree.first(place);
    const std::string text(tree.name_text(name));
    const auto member = member_named(choice, text);
    if (!member) {
      const Enumeration& possible = out_.program.enumerations[choice];
      auto& problem =
          problems_.add(Code::unknown_member, tree.span(name), {text, possible.name, listed_in_both(possible.members)});
      if (auto near = nearest_name(text, possible.members)) problem.suggest(*near);
      continue;
    }
    if (given[*member]) problems_.add(Code::declared_twice, tree.span(name), {text});
    given[*member] = true;
    refers_to_member(tree, name, choice, text);
    const NodeId amount = tree.next(name);
    if (amount.valid() && tree.kind(amount) != NodeKind::unspecified) {
      Scope scope{&tree, {}, {}, 0};
      const Typed value = expression(amount, scope);
      if (value.valid && value.constant && value.constant->whole() && *value.constant >= Exact(0))
        quota.places[*member] = value.constant;
      else if (value.valid)
        problems_.add(Code::quota_number, tree.span(amount));
    }
    const auto own = citations(tree, place, declaration.name);
    if (!own.empty()) quota.clauses[*member] = own;
  }
  for (std::size_t i = 0; i < members; ++i)
    if (!given[i])
      problems_.add(Code::quota_member_missing, declaration.span,
                    {out_.program.enumerations[choice].members[i], declaration.name});
  declaration.index = static_cast<std::uint32_t>(out_.program.quotas.size());
  out_.program.quotas.push_back(std::move(quota));
}

void Checker::lower_results() {
  const bool english = out_.program.english;
  std::vector<bool> done(out_.program.tables.size(), false);
  auto add_decision = [&](ResultTable& table, DecisionId id) {
    const Decision& decision = out_.program.decisions[id];
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
  for (const Module& module : modules_) {
    const Tree& tree = module.parsed->tree;
    for (NodeId node : tree.children(tree.root)) {
      if (tree.kind(node) != NodeKind::results) continue;
      const auto table = table_named(tree, tree.first(node));
      if (!table) continue;
      if (done[table->index]) {
        problems_.add(Code::declared_twice, tree.span(tree.first(node)), {out_.program.tables[*table].name});
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
        } else if (auto index = column_named(*table, text)) {
          column.part = ResultPart::column;
          column.column = *index;
          refers_to_column(tree, name, *table, *index);
          results.columns.push_back(column);
        } else if (auto id = find_in_record(*table, text); id && decision_of_.count(id->index) != 0) {
          refers(tree, name, declarations_[*id].span);
          add_decision(results, decision_of_.at(id->index));
        } else if (id && (declarations_[*id].kind == DeclarationKind::decision ||
                          declarations_[*id].kind == DeclarationKind::assessment)) {
          continue;  // broken, reported
        } else if (id && is_figure(*id)) {
          refers(tree, name, declarations_[*id].span);
          figures.emplace_back(results.columns.size(), *id);
          results.columns.push_back(column);
        } else if (id && declarations_[*id].stage == Declaration::Stage::broken) {
          continue;
        } else {
          std::vector<std::string> names;
          for (const Column& one : out_.program.tables[*table].columns) names.push_back(one.name);
          for (const Decision& decision : out_.program.decisions.nodes)
            if (decision.table == *table) names.push_back(decision.name);
          unknown_name(tree, name, text, names);
        }
      }
      add_figures(results, figures, tree, node);
      out_.program.results.push_back(std::move(results));
    }
  }
  // A record with decisions and no `results` of its own: its key (without one: the key of the row that it
  // belongs to, and the row's number), all decisions, what is missing, the reasons.
  for (std::size_t i = 0; i < out_.program.decisions.size(); ++i) {
    const TableId table = out_.program.decisions.nodes[i].table;
    if (done[table.index]) continue;
    done[table.index] = true;
    ResultTable results;
    results.table = table;
    const RecordTable& record = out_.program.tables[table];
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
    for (std::uint32_t j = 0; j < out_.program.decisions.size(); ++j)
      if (out_.program.decisions.nodes[j].table == table) add_decision(results, DecisionId{j});
    for (const ResultPart part : {ResultPart::missing, ResultPart::reasons}) {
      ResultColumn column;
      column.part = part;
      column.label = part == ResultPart::missing ? (english ? "missing" : "待补") : (english ? "reasons" : "说明");
      results.columns.push_back(column);
    }
    out_.program.results.push_back(std::move(results));
  }
}

// A definition of the record that needs no argument and has a value to print.
bool Checker::is_figure(DeclarationId id) {
  if (declarations_[id].kind != DeclarationKind::define || !make(id)) return false;
  const Signature& signature = declarations_[id].signature;
  return signature.parameters.empty() && !signature.window && signature.type.kind != Kind::row;
}

// Definitions among the columns become figures of the record's first decision: after all columns are known, so that
// the decision does not bring them along as its own.
void Checker::add_figures(ResultTable& results, const std::vector<std::pair<std::size_t, DeclarationId>>& figures,
                          const Tree& tree, NodeId node) {
  if (figures.empty()) return;
  auto& decisions = out_.program.decisions.nodes;
  const auto decision =
      std::find_if(decisions.begin(), decisions.end(), [&](const Decision& one) { return one.table == results.table; });
  if (decision == decisions.end()) {
    for (const Declaration& one : declarations_.nodes) {
      const bool decides = one.kind == DeclarationKind::decision || one.kind == DeclarationKind::assessment;
      if (decides && one.table == results.table) return;  // broken, reported
    }
    problems_.add(Code::figure_without_decision, tree.span(tree.first(node)),
                  {out_.program.tables[results.table].name});
    return;
  }
  for (const auto& [place, id] : figures) {
    ResultColumn& column = results.columns[place];
    column.part = ResultPart::measure;
    column.decision = DecisionId{static_cast<std::uint32_t>(decision - decisions.begin())};
    column.measure = static_cast<std::uint32_t>(decision->measures.size());
    declarations_[id].used = true;
    decision->measures.push_back({declarations_[id].name, declarations_[id].signature.function});
  }
}

void Checker::lower_roster(const Tree& tree, NodeId node) {
  const auto table = subject_of(tree, node);
  if (!table) return;
  Roster roster;
  roster.title = tree.string_text(tree.first(node));
  roster.table = *table;
  roster.clauses = citations(tree, node, roster.title);
  auto columns = [&](NodeKind kind, std::vector<ColumnIndex>& into) {
    const NodeId list = tree.child(node, kind);
    if (!list.valid()) return;
    for (NodeId name : tree.children(list)) {
      const std::string text(tree.name_text(name));
      if (const auto column = column_named(*table, text)) {
        into.push_back(*column);
        refers_to_column(tree, name, *table, *column);
        continue;
      }
      std::vector<std::string> names;
      for (const Column& one : out_.program.tables[*table].columns) names.push_back(one.name);
      unknown_name(tree, name, text, names);
    }
  };
  columns(NodeKind::roster_headings, roster.headings);
  columns(NodeKind::roster_columns, roster.columns);
  if (const NodeId total = tree.child(node, NodeKind::roster_total); total.valid())
    roster.total = tree.name_text(tree.first(total));
  out_.program.rosters.push_back(std::move(roster));
}

}  // namespace cepol::semantics
