// Members of an enumeration that no case treats: every case of a decision (every requirement of an assessment, every
// row of a table) asks the same column for some of its members, nothing is said of all others, and some member is named
// by none of them. Whoever has it is not covered, which the notice may mean or the policy may have forgotten. A member
// is thought of where a case names it in a `not`, or where an example of the policy expects that it is not covered.
#include <algorithm>

#include "lang/semantics/facts.hpp"

namespace cepol::semantics {

namespace {

// What every case asks for, with all the members that one of them names.
Facts asked_by_all(const Program& program, const Cases& cases) {
  Facts asked = facts_of(program, cases.cases.front().guard);
  for (const Case& one : cases.cases) {
    const Facts facts = facts_of(program, one.guard);
    for (auto known = asked.begin(); known != asked.end();) {
      const auto found = facts.find(known->first);
      if (found == facts.end()) {
        known = asked.erase(known);
        continue;
      }
      known->second.members |= found->second.members;
      known->second.denied |= found->second.denied;
      ++known;
    }
  }
  return asked;
}

using Place = std::pair<TableId, ColumnIndex>;

std::optional<Place> column_at(const Program& program, ExprId id) {
  const auto* column = std::get_if<ColumnOf>(&program.exprs[id].term);
  if (column == nullptr) return std::nullopt;
  return Place(program.exprs[column->row].type.table, column->column);
}

// Is the table asked for the value of a column that nothing restricts before? Not where the policy provides for its
// having no value, nor where it asks elsewhere what the column has: then those members may never come here.
bool asked_freely(const Program& program, FunctionId table, Slot parameter) {
  std::set<Place> asked, tested;
  for (const Expr& expr : program.exprs.nodes) {
    if (const auto* call = std::get_if<Call>(&expr.term); call != nullptr && call->function == table) {
      if (const auto column = column_at(program, call->arguments[parameter])) asked.insert(*column);
    } else if (const auto* compare = std::get_if<Compare>(&expr.term)) {
      for (const ExprId side : {compare->left, compare->right})
        if (const auto column = column_at(program, side)) tested.insert(*column);
    } else if (const auto* absent = std::get_if<IsNone>(&expr.term)) {
      const auto* tried = std::get_if<Call>(&program.exprs[absent->operand].term);
      if (tried != nullptr && tried->function == table) return false;
    }
  }
  return std::any_of(asked.begin(), asked.end(), [&](const Place& column) { return tested.count(column) == 0; });
}

// The members that a row of an example has where the decision is expected to cover nobody.
std::uint64_t expected_uncovered(const Checked& checked, DecisionId decision, const Place& column) {
  const Column& asked = checked.program.tables[column.first].columns[column.second];
  const std::vector<std::string>& members = checked.program.enumerations[asked.type.enumeration].members;
  std::uint64_t found = 0;
  for (const Example& example : checked.examples) {
    const auto uncovered = [&](const Expectation& one) {
      return one.what == Expected::outcome && one.decision == decision &&
             (one.text == "未规定" || one.text == "not covered");
    };
    if (std::none_of(example.expectations.begin(), example.expectations.end(), uncovered)) continue;
    for (const ExampleTable& table : example.tables) {
      const auto at = std::find(table.columns.begin(), table.columns.end(), asked.name);
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

}  // namespace

void Checker::untreated_of(const std::string& name, FunctionId function, DecisionId decision, Span span,
                           const std::string& of) {
  const Program& program = out_.program;
  const auto* cases = std::get_if<Cases>(&program.exprs[program.functions[function].body].term);
  if (cases == nullptr || cases->otherwise || cases->cases.empty()) return;
  for (const auto& [key, fact] : asked_by_all(program, *cases)) {
    const Expr& term = program.exprs[fact.term];
    if (term.type.kind != Kind::enumeration) continue;
    std::string asks;
    std::uint64_t treated = fact.members | fact.denied;
    if (const auto column = column_at(program, fact.term)) {
      asks = program.tables[column->first].columns[column->second].name;
      if (decision.valid()) treated |= expected_uncovered(out_, decision, *column);
    } else if (const auto* given = std::get_if<Local>(&term.term);
               given && asked_freely(program, function, given->slot)) {
      asks = program.functions[function].parameters[given->slot].name;
    } else {
      continue;
    }
    const std::vector<std::string>& members = program.enumerations[term.type.enumeration].members;
    std::vector<std::string> untreated;
    for (std::size_t i = 0; i < members.size(); ++i)
      if ((treated >> i & 1) == 0) untreated.push_back(members[i]);
    if (!untreated.empty()) problems_.add(Code::member_not_treated, span, {name, asks, quoted_in_both(untreated), of});
  }
}

void Checker::check_untreated() {
  const Tree& main = modules_.back().parsed->tree;
  const bool module = main.child(main.root, NodeKind::module).valid();  // its assessments may get more requirements
  for (std::uint32_t i = 0; i < declarations_.size(); ++i) {
    const Declaration& declaration = declarations_.nodes[i];
    switch (declaration.kind) {
      case DeclarationKind::define:
        if (declaration.tree->kind(declaration.node) == NodeKind::table)
          untreated_of(declaration.name, declaration.signature.function, {}, declaration.span,
                       in_both("每一行", "row"));
        break;
      case DeclarationKind::decision:
        untreated_of(declaration.name, declaration.signature.function, decision_of_.at(i), declaration.span,
                     in_both("每种情形", "case"));
        break;
      case DeclarationKind::assessment:
        if (!module)
          untreated_of(declaration.name, requirement_of_.at(decision_of_.at(i).index), decision_of_.at(i),
                       declaration.span, in_both("每条要求", "requirement"));
        break;
      default: break;
    }
  }
}

}  // namespace cepol::semantics
