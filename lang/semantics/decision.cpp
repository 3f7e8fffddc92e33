// Decisions by cases: exactly one must fit, or the first that fits; and precedence among cases.
#include <algorithm>
#include <bitset>

#include "lang/base/text.hpp"
#include "lang/semantics/checker.hpp"

namespace cepol::semantics {

void Checker::close_over(std::vector<Case>& cases, Span span) {
  const std::size_t n = cases.size();
  using Row = std::bitset<max_cases>;
  if (std::all_of(cases.begin(), cases.end(), [](const Case& one) { return one.over.empty(); })) return;
  std::vector<Row> over(n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::uint32_t j : cases[i].over) over[i].set(j);
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t i = 0; i < n; ++i)
      if (over[i][k]) over[i] |= over[k];
  for (std::size_t i = 0; i < n; ++i) {
    if (over[i][i]) {
      problems_.add(Code::over_cycle, span, {cases[i].name});
      return;
    }
    cases[i].over.clear();
    for (std::size_t j = 0; j < n; ++j)
      if (over[i][j]) cases[i].over.push_back(static_cast<std::uint32_t>(j));
  }
}

bool Checker::few_cases(const std::string& name, std::size_t count, Span span) {
  if (count > max_cases)
    problems_.add(Code::too_many_cases, span, {name, std::to_string(count), std::to_string(max_cases)});
  return count <= max_cases;
}

void Checker::lower_decision(Declaration& declaration) {
  const Tree& tree = *declaration.tree;
  const NodeId node = declaration.node;
  const Span at = declaration.span;
  if (!declaration.table) {
    declaration.stage = Declaration::Stage::broken;
    return;
  }
  const TableId table = *declaration.table;
  const std::vector<Parameter> of_row{{out_.program.tables[table].name, row_type(table)}};
  const Scope scope{&tree, {{table, 0, {}}}, {}, 1};

  std::vector<std::string> outcomes;
  std::set<std::string> known;
  std::vector<Span> spans;
  for (NodeId outcome : tree.children_of(node, NodeKind::outcome)) {
    std::string text(tree.name_text(tree.first(outcome)));
    if (!known.insert(text).second)
      problems_.add(Code::declared_twice, tree.span(outcome), {text});
    else {
      outcomes.push_back(std::move(text));
      spans.push_back(tree.span(tree.first(outcome)));
    }
  }
  const Type type = choice_type(add_enumeration(declaration.name, outcomes, at, spans));
  const std::vector<NodeId> case_nodes = tree.children_of(node, NodeKind::decision_case);
  if (outcomes.size() > max_members || !few_cases(declaration.name, case_nodes.size(), at)) {
    declaration.stage = Declaration::Stage::broken;
    return;
  }
  Decision decision;
  decision.name = declaration.name;
  decision.table = table;
  decision.outcomes = type.enumeration;
  decision.span = at;
  decision.clauses = citations(tree, node, declaration.name);

  Cases cases;
  cases.first = tree.child(node, NodeKind::first_fit).valid();
  Step account;
  account.kind = StepKind::cases;
  account.label = declaration.name;
  account.clauses = decision.clauses;
  account.span = at;
  std::vector<std::map<std::string, Span>> over_names;  // by case: with the place of each
  std::vector<bool> reached(outcomes.size(), false);
  bool good = true;
  for (NodeId case_node : case_nodes) {
    const NodeId name = tree.first(case_node);
    const std::string text(tree.name_text(name));
    const auto member = std::find(outcomes.begin(), outcomes.end(), text);
    if (member == outcomes.end()) {
      auto& problem =
          problems_.add(Code::unknown_member, tree.span(name), {text, declaration.name, listed_in_both(outcomes)});
      if (auto near = nearest_name(text, outcomes)) problem.suggest(*near);
      good = false;
      continue;
    }
    reached[static_cast<std::size_t>(member - outcomes.begin())] = true;
    refers_to_member(tree, name, type.enumeration, text);
    const ExprId value = constant(static_cast<std::int64_t>(member - outcomes.begin()), type, tree.span(name));
    Step option;
    option.kind = StepKind::option;
    option.label = text;
    option.span = tree.span(case_node);
    option.clauses = citations(tree, case_node, declaration.name);
    if (const NodeId note = tree.child(case_node, NodeKind::string); note.valid()) {
      option.label = tree.string_text(note);
      option.worded = true;
    }
    if (cases.otherwise) {
      problems_.add(Code::case_after_otherwise, tree.span(case_node), {text});
      good = false;
    }
    const NodeId when = tree.child(case_node, NodeKind::when);
    if (!when.valid()) {
      cases.otherwise = value;
    } else {
      const Conditions held = conditions(tree, when, declaration.name + std::string(colon()) + text, of_row, scope);
      if (!held.holds.valid()) {
        good = false;
        continue;
      }
      option.value = held.holds;
      option.steps = held.steps;
      Case one;
      one.guard = call_function(held.holds, {local(0, row_type(table), at)}, tree.span(case_node));
      one.value = value;
      one.name = text;
      std::map<std::string, Span> names;
      if (const NodeId over = tree.child(case_node, NodeKind::over); over.valid())
        for (NodeId yields : tree.children(over)) {
          const std::string other(tree.name_text(yields));
          names.emplace(other, tree.span(yields));
          refers_to_member(tree, yields, type.enumeration, other);
        }
      over_names.push_back(std::move(names));
      cases.cases.push_back(std::move(one));
    }
    account.steps.push_back(step(option));
  }
  for (std::size_t i = 0; i < cases.cases.size(); ++i)
    for (const auto& [yields, place] : over_names[i]) {
      bool found = !good;  // a case that is broken may be the one
      for (std::size_t j = 0; j < cases.cases.size(); ++j)
        if (cases.cases[j].name == yields && i != j) {
          cases.cases[i].over.push_back(static_cast<std::uint32_t>(j));
          found = true;
        }
      if (found) continue;
      problems_.add(Code::unknown_rule, place, {yields});
      good = false;
    }
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    if (!reached[i] && good) problems_.add(Code::outcome_never_given, at, {outcomes[i], declaration.name});
  if (!good || account.steps.empty()) {
    declaration.stage = Declaration::Stage::broken;
    return;
  }
  close_over(cases.cases, at);
  decision.outcome = add_function(declaration.name, of_row, emit(std::move(cases), type, at), 1, at);
  account.value = decision.outcome;
  decision.account.push_back(step(account));
  declaration.signature.type = type;
  declaration.signature.function = decision.outcome;
  declaration.index = out_.program.decisions.add(std::move(decision)).index;
}

// A warning is a decision of two outcomes, warned or not, that nothing else depends on.
void Checker::lower_warning(Declaration& declaration) {
  const Tree& tree = *declaration.tree;
  const NodeId node = declaration.node;
  const Span at = declaration.span;
  if (!declaration.table) {
    declaration.stage = Declaration::Stage::broken;
    return;
  }
  const TableId table = *declaration.table;
  const std::vector<Parameter> of_row{{out_.program.tables[table].name, row_type(table)}};
  const Scope scope{&tree, {{table, 0, {}}}, {}, 1};
  const bool english = out_.program.english;
  const Type type =
      choice_type(add_enumeration(declaration.name, {english ? "warned" : "提示", english ? "fine" : "正常"}, at));
  Decision decision;
  decision.name = declaration.name;
  decision.table = table;
  decision.outcomes = type.enumeration;
  decision.span = at;
  decision.warning = true;
  decision.clauses = citations(tree, node, declaration.name);
  const Conditions held = conditions(tree, tree.child(node, NodeKind::when), declaration.name, of_row, scope);
  if (!held.holds.valid()) {
    declaration.stage = Declaration::Stage::broken;
    return;
  }
  const auto& members = out_.program.enumerations[type.enumeration].members;
  Step account, warned, fine;
  account.kind = StepKind::cases;
  account.label = declaration.name;
  account.clauses = decision.clauses;
  account.span = at;
  warned.kind = fine.kind = StepKind::option;
  warned.span = fine.span = at;
  warned.label = members[0];
  fine.label = members[1];
  if (const NodeId note = tree.child(node, NodeKind::string); note.valid()) {
    warned.label = tree.string_text(note);
    warned.worded = true;
  }
  warned.value = held.holds;
  warned.steps = held.steps;
  account.steps = {step(warned), step(fine)};
  Case one;
  one.guard = call_function(held.holds, {local(0, row_type(table), at)}, at);
  one.value = constant(0, type, at);
  one.name = members[0];
  const ExprId otherwise = constant(1, type, at);
  decision.outcome = add_function(declaration.name, of_row, emit(Cases{true, {one}, otherwise}, type, at), 1, at);
  account.value = decision.outcome;
  decision.account.push_back(step(account));
  declaration.signature.type = type;
  declaration.signature.function = decision.outcome;
  declaration.index = out_.program.decisions.add(std::move(decision)).index;
}

}  // namespace cepol::semantics
