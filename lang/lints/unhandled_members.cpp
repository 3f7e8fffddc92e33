// Lint: members of an enumeration that no case handles. Every case of a decision (every requirement of an assessment,
// every row of a table) tests the same column for some of its members, there is no `otherwise`, and no case names some
// member: a row with that member is not covered. A member counts as handled where a case names it in a `not`, or where
// an example expects that it is not covered.
#include <algorithm>
#include <set>

#include "lang/core/status_words.hpp"
#include "lang/lints/facts.hpp"
#include "lang/lints/lint.hpp"

namespace cepol::lints {

namespace {

// The columns and members that every case tests, with all the members that one of them names.
Facts tested_by_all(const Program& program, const Cases& cases) {
  Facts tested = facts_of(program, cases.cases.front().guard);
  for (const Case& one : cases.cases) {
    const Facts facts = facts_of(program, one.guard);
    for (auto known = tested.begin(); known != tested.end();) {
      const auto found = facts.find(known->first);
      if (found == facts.end()) {
        known = tested.erase(known);
        continue;
      }
      known->second.members |= found->second.members;
      known->second.denied |= found->second.denied;
      ++known;
    }
  }
  return tested;
}

using ColumnOfTable = std::pair<TableId, ColumnIndex>;

std::optional<ColumnOfTable> column_at(const Program& program, ExprId id) {
  const auto* column = std::get_if<ColumnOf>(&program.exprs[id].term);
  if (column == nullptr) return std::nullopt;
  return ColumnOfTable(program.exprs[column->row].type.table, column->column);
}

// Is the table called with a column's value that nothing restricts before? Not where the policy handles the absence of
// a value, nor where it tests the column elsewhere: then those members may never occur here.
bool tested_freely(const Program& program, FunctionId table, Slot parameter) {
  std::set<ColumnOfTable> passed, tested;
  for (const Expr& expr : program.exprs.nodes) {
    if (const auto* call = std::get_if<Call>(&expr.term); call != nullptr && call->function == table) {
      if (const auto column = column_at(program, call->arguments[parameter])) passed.insert(*column);
    } else if (const auto* compare = std::get_if<Compare>(&expr.term)) {
      for (const ExprId side : {compare->left, compare->right})
        if (const auto column = column_at(program, side)) tested.insert(*column);
    } else if (const auto* absent = std::get_if<IsNone>(&expr.term)) {
      const auto* tried = std::get_if<Call>(&program.exprs[absent->operand].term);
      if (tried != nullptr && tried->function == table) return false;
    }
  }
  return std::any_of(passed.begin(), passed.end(),
                     [&](const ColumnOfTable& column) { return tested.count(column) == 0; });
}

// The members in the rows of examples that expect the row not to be covered by the decision.
std::uint64_t expected_uncovered(const Checked& checked, DecisionId decision, const ColumnOfTable& column) {
  const Column& tested = checked.program.tables[column.first].columns[column.second];
  const std::vector<std::string>& members = checked.program.enumerations[tested.type.enumeration].members;
  std::uint64_t found = 0;
  for (const Example& example : checked.examples) {
    const auto uncovered = [&](const Expectation& one) {
      return one.what == Expected::outcome && one.decision == decision && core::not_covered_word.is(one.text);
    };
    if (std::none_of(example.expectations.begin(), example.expectations.end(), uncovered)) continue;
    for (const ExampleTable& table : example.tables) {
      const auto at = std::find(table.columns.begin(), table.columns.end(), tested.name);
      if (table.table != column.first || at == table.columns.end()) continue;
      for (const auto& row : table.rows) {
        const std::string& text = row[static_cast<std::size_t>(at - table.columns.begin())].text;
        const auto member = std::find(members.begin(), members.end(), text);
        if (member != members.end()) found |= std::uint64_t{1} << (member - members.begin());
      }
    }
  }
  return found;
}

// `cases_called`: what its cases are called, in both languages.
void check_members(const Input& input, const Declaration& declaration, FunctionId function, DecisionId decision,
                   const std::string& cases_called, Problems& problems) {
  const Program& program = input.checked.program;
  const auto* cases = std::get_if<Cases>(&program.exprs[program.functions[function].body].term);
  if (cases == nullptr || cases->otherwise || cases->cases.empty()) return;
  for (const auto& [key, fact] : tested_by_all(program, *cases)) {
    const Expr& term = program.exprs[fact.term];
    if (term.type.kind != Kind::enumeration) continue;
    std::string tested;
    std::uint64_t handled = fact.members | fact.denied;
    if (const auto column = column_at(program, fact.term)) {
      tested = program.tables[column->first].columns[column->second].name;
      if (decision.valid()) handled |= expected_uncovered(input.checked, decision, *column);
    } else if (const auto* given = std::get_if<Local>(&term.term);
               given && tested_freely(program, function, given->slot)) {
      tested = program.functions[function].parameters[given->slot].name;
    } else {
      continue;
    }
    const std::vector<std::string>& members = program.enumerations[term.type.enumeration].members;
    std::vector<std::string> unhandled;
    for (std::size_t i = 0; i < members.size(); ++i)
      if ((handled >> i & 1) == 0) unhandled.push_back(members[i]);
    if (!unhandled.empty())
      problems.add(Code::member_not_treated, declaration.span,
                   {declaration.name, tested, quoted_in_both(unhandled), cases_called});
  }
}

}  // namespace

void unhandled_members(const Input& input, Problems& problems) {
  const Resolution& resolution = input.resolution;
  const bool module = is_module(input);  // its assessments may get more requirements
  for (std::uint32_t i = 0; i < resolution.declarations.size(); ++i) {
    const Declaration& declaration = resolution.declarations.nodes[i];
    if (declaration.kind == DeclarationKind::define && declaration.tree->kind(declaration.node) == NodeKind::table)
      check_members(input, declaration, declaration.signature.function, {}, in_both("每一行", "row"), problems);
    if (declaration.kind == DeclarationKind::decision)
      check_members(input, declaration, declaration.signature.function, resolution.decision_of.at(i),
                    in_both("每种情形", "case"), problems);
    if (declaration.kind == DeclarationKind::assessment && !module) {
      const DecisionId decision = resolution.decision_of.at(i);
      const AssessmentRules& rules = resolution.assessments[resolution.rules_of.at(decision.index)];
      check_members(input, declaration, rules.requirement, decision, in_both("每条要求", "requirement"), problems);
    }
  }
}

}  // namespace cepol::lints
