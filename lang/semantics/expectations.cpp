// Resolves the expectations of examples to quotas, decisions, measures, columns of missing data, or truths.
#include "lang/semantics/example_reader.hpp"

#include <algorithm>

#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"
#include "lang/core/status_words.hpp"
#include "lang/semantics/declare.hpp"
#include "lang/semantics/emit.hpp"
#include "lang/semantics/expressions.hpp"
#include "lang/semantics/lookup.hpp"
#include "lang/semantics/names.hpp"
#include "lang/semantics/references.hpp"

namespace cepol::semantics {

// A truth is evaluated for the first row of the example's first table.
void ExampleReader::expect_truth(NodeId one) {
  Scope scope{&tree_, {}, {}, 0};
  std::vector<Parameter> of_row;
  Expectation expectation;
  if (!example_.tables.empty()) {
    expectation.table = example_.tables.front().table;
    scope.rows.push_back({expectation.table, scope.fresh(), {}});
    of_row.push_back({program().tables[expectation.table].name, row_type(expectation.table)});
  }
  const Typed value = truth_expression(context_, tree_.first(one), scope);
  if (!value.valid) return;
  expectation.what = Expected::truth;
  expectation.span = tree_.span(one);
  expectation.text = on_one_line(tree_.without_comments(tree_.first(one)));
  expectation.function = add_function(context_, expectation.text, of_row, value.expr, scope.slots, expectation.span);
  example_.expectations.push_back(std::move(expectation));
}

// Resolves a name to, in this order: a quota; a decision or measure; the column of missing data. Without a qualifier
// the tables of the example are searched in their order.
void ExampleReader::expect_result(NodeId one) {
  const NodeId qualifier = tree_.child(one, NodeKind::qualifier), name = tree_.child(one, NodeKind::name),
               cell = tree_.child(one, NodeKind::cell);
  Expectation expectation;
  expectation.span = tree_.span(one);
  if (cell.valid()) expectation.text = tree_.cell_text(cell);
  const std::string text(tree_.name_text(name));
  std::vector<TableId> tables;
  if (qualifier.valid()) {
    const auto only = resolve_table(context_, tree_, tree_.first(qualifier));
    if (!only) return;
    tables.push_back(*only);
  } else {
    for (const ExampleTable& table : example_.tables) tables.push_back(table.table);
  }
  if (is_quota(one, text, expectation)) return;
  std::vector<std::string> names;
  for (TableId table : tables) {
    expectation.table = table;
    if (!is_decision(text, cell, expectation, names) && !is_missing(text, expectation, names)) continue;
    if (expectation.what == Expected::missing && cell.valid()) add_missing_references(context_, tree_, cell, table);
    const bool labelled = expectation.what == Expected::measure || expectation.what == Expected::missing;
    example_.expectations.push_back(std::move(expectation));
    if (labelled && add_label_reference(context_, tree_, name, table)) return;
    if (const auto id = find_in_record(context_, table, text))
      add_reference(context_, tree_, name, context_.declarations[*id].span);
    return;
  }
  const bool broken = std::any_of(tables.begin(), tables.end(),
                                  [&](TableId table) { return find_in_record(context_, table, text).has_value(); });
  if (!broken)
    report_unknown_name(context_, tree_, name, text, [&] { return names; });  // a declaration in error was reported
}

bool ExampleReader::is_quota(NodeId one, const std::string& name, Expectation& expectation) {
  const NodeId argument = tree_.child(one, NodeKind::argument);
  if (!argument.valid()) return false;
  for (std::size_t i = 0; i < program().quotas.size(); ++i) {
    const Quota& quota = program().quotas[i];
    if (quota.name != name) continue;
    const EnumerationId choice = program().tables[quota.table].columns[quota.column].type.enumeration;
    const std::string member_text(tree_.name_text(tree_.first(argument)));
    const auto member = find_member(context_.program, choice, member_text);
    if (!member) {
      report_unknown_name(context_, tree_, tree_.first(argument), member_text,
                          [&] { return program().enumerations[choice].members; });
      return true;
    }
    add_member_reference(context_, tree_, tree_.first(argument), choice, member_text);
    add_global_reference(context_, tree_, tree_.child(one, NodeKind::name), name);
    expectation.what = Expected::quota_state;
    expectation.table = quota.table;
    expectation.quota = static_cast<std::uint32_t>(i);
    expectation.member = *member;
    example_.expectations.push_back(expectation);
    return true;
  }
  return false;
}

bool ExampleReader::is_decision(const std::string& name, NodeId cell, Expectation& expectation,
                                std::vector<std::string>& names) {
  for (std::uint32_t i = 0; i < program().decisions.size(); ++i) {
    const Decision& decision = program().decisions.nodes[i];
    if (decision.table != expectation.table) continue;
    names.push_back(decision.name);
    expectation.decision = DecisionId{i};
    if (decision.name == name) {
      expectation.what = Expected::outcome;
      if (cell.valid()) add_member_reference(context_, tree_, cell, decision.outcomes, expectation.text);
      if (cell.valid()) check_outcome(cell, decision, expectation.text);
      return true;
    }
    for (std::size_t m = 0; m < decision.measures.size(); ++m) {
      names.push_back(decision.measures[m].label);
      if (decision.measures[m].label != name) continue;
      expectation.what = Expected::measure;
      expectation.measure = static_cast<std::uint32_t>(m);
      if (cell.valid()) check_figure(cell, decision.measures[m], expectation.text);
      return true;
    }
  }
  return false;
}

// An outcome of the decision, or a word for that there is none.
void ExampleReader::check_outcome(NodeId cell, const Decision& decision, const std::string& text) {
  const std::string wanted = folded(text);
  std::vector<std::string> known = program().enumerations[decision.outcomes].members;
  for (const core::StatusWord& word : core::status_words) {
    known.emplace_back(program().english ? word.en : word.zh);
    if (word.is(wanted)) return;
  }
  if (std::any_of(known.begin(), known.end(), [&](const std::string& one) { return folded(one) == wanted; })) return;
  auto& problem =
      context_.problems.add(Code::unknown_member, tree_.span(cell), {text, decision.name, listed_in_both(known)});
  if (auto near = nearest_name(text, known)) problem.suggest(*near);
}

// A figure is compared as a number: what is expected of it must be one, or blank.
void ExampleReader::check_figure(NodeId cell, const Measure& figure, const std::string& text) {
  if (program().functions[figure.value].result.kind != Kind::number || text.empty() || parse_exact(text)) return;
  context_.problems.add(Code::example_expects_number, tree_.span(cell), {figure.label, on_one_line(text)});
}

bool ExampleReader::is_missing(const std::string& name, Expectation& expectation,
                               std::vector<std::string>& names) const {
  for (const ResultTable& results : program().results) {
    if (results.table != expectation.table) continue;
    for (const ResultColumn& column : results.columns) {
      if (column.part != ResultPart::missing) continue;
      names.push_back(column.label);
      if (column.label != name) continue;
      expectation.what = Expected::missing;
      return true;
    }
  }
  return false;
}

}  // namespace cepol::semantics
