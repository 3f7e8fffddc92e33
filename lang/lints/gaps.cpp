// Lint: gaps between the cases of a decision or the requirements of an assessment. Between ranges: `< 18` and `> 18`
// leave 18 itself, `<= 17` and `>= 18` leave 17.5, where every case bounds the term. And rows without children, where
// every case bounds a `most` or `least`, which is none for them. Only where there is no `otherwise`; not where an
// example expects that somebody is not covered.
#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/core/status_words.hpp"
#include "lang/lints/facts.hpp"
#include "lang/lints/lint.hpp"

namespace cepol::lints {

namespace {

const Column* column_of(const Program& program, ExprId id) {
  const auto* column = std::get_if<ColumnOf>(&program.exprs[id].term);
  return column == nullptr ? nullptr : &program.tables[program.exprs[column->row].type.table].columns[column->column];
}

ExprId behind_definitions(const Program& program, ExprId id) {
  while (const auto* call = std::get_if<Call>(&program.exprs[id].term)) id = program.functions[call->function].body;
  return id;
}

// Has the term whole values alone: years, days, full years between two dates, a column without decimal places?
bool whole_values(const Program& program, ExprId id) {
  const Expr& expr = program.exprs[behind_definitions(program, id)];
  const Column* column = column_of(program, behind_definitions(program, id));
  return expr.type.kind != Kind::number || std::holds_alternative<DateDiff>(expr.term) ||
         (column != nullptr && column->places == 0);
}

// The gap between a range and the next; nullopt: they meet.
std::optional<Fact> gap_between(const Fact& below, const Fact& above, bool whole) {
  Fact gap;
  gap.low = below.high;
  gap.low_open = !below.high_open;
  gap.high = above.low;
  gap.high_open = !above.low_open;
  if (gap.impossible()) return std::nullopt;
  if (!whole) return gap;
  if (gap.low_open) gap.low = plus(gap.low, 1).value_or(gap.low);
  if (gap.high_open) gap.high = minus(gap.high, 1).value_or(gap.high);
  gap.low_open = gap.high_open = false;
  return gap.low > gap.high ? std::nullopt : std::optional(gap);
}

// The gaps of the term between the cases, all of which bound it.
std::vector<Fact> gaps_of(std::vector<Fact> ranges, bool whole) {
  std::sort(ranges.begin(), ranges.end(),
            [](const Fact& a, const Fact& b) { return a.low != b.low ? a.low < b.low : !a.low_open && b.low_open; });
  std::vector<Fact> gaps;
  Fact reached = ranges.front();
  for (const Fact& next : ranges) {
    if (const auto gap = gap_between(reached, next, whole)) gaps.push_back(*gap);
    if (next.high > reached.high || (next.high == reached.high && !next.high_open)) {
      reached.high = next.high;
      reached.high_open = next.high_open;
    }
  }
  return gaps;
}

bool expects_not_covered(const Checked& checked, DecisionId decision) {
  return std::any_of(checked.examples.begin(), checked.examples.end(), [&](const Example& example) {
    return std::any_of(example.expectations.begin(), example.expectations.end(), [&](const Expectation& one) {
      return one.what == Expected::outcome && one.decision == decision && core::not_covered_word.is(one.text);
    });
  });
}

std::string term_name(const Input& input, const Function& function, ExprId id) {
  const Program& program = input.checked.program;
  if (const Column* column = column_of(program, id)) return column->name;
  const Term& term = program.exprs[id].term;
  if (const auto* call = std::get_if<Call>(&term)) return program.functions[call->function].name;
  if (const auto* given = std::get_if<Local>(&term)) return function.parameters[given->slot].name;
  return on_one_line(text_of(input.sources, program.exprs[id].span));
}

// The `most` or `least` of rows that the facts bound.
std::optional<ExprId> bounded_fold(const Program& program, const Facts& facts) {
  for (const auto& [key, fact] : facts) {
    const auto* fold = std::get_if<OverRows>(&program.exprs[behind_definitions(program, fact.term)].term);
    if (fold != nullptr && fact.ranges() && (fold->fold == Fold::minimum || fold->fold == Fold::maximum))
      return fact.term;
  }
  return std::nullopt;
}

void check_gaps(const Input& input, const Declaration& declaration, FunctionId id, DecisionId decision,
                Problems& problems) {
  const Program& program = input.checked.program;
  const Function& function = program.functions[id];
  const auto* cases = std::get_if<Cases>(&program.exprs[function.body].term);
  if (cases == nullptr || cases->otherwise || cases->cases.size() < 2) return;
  if (expects_not_covered(input.checked, decision)) return;
  std::vector<Facts> facts;
  for (const Case& one : cases->cases) facts.push_back(facts_of(program, one.guard));
  if (std::all_of(facts.begin(), facts.end(), [&](const Facts& one) { return bounded_fold(program, one); })) {
    const ExprId fold = *bounded_fold(program, facts.front());
    problems.add(Code::fold_of_nothing, program.exprs[fold].span, {term_name(input, function, fold)});
  }
  for (const auto& [key, first] : facts.front()) {
    const Kind kind = program.exprs[first.term].type.kind;
    if (kind != Kind::number && kind != Kind::year && kind != Kind::date) continue;
    std::vector<Fact> ranges;
    for (const Facts& one : facts) {
      const auto found = one.find(key);
      if (found == one.end() || !found->second.ranges()) break;
      ranges.push_back(found->second);
    }
    if (ranges.size() != facts.size()) continue;
    const std::string name = term_name(input, function, first.term);
    for (const Fact& gap : gaps_of(ranges, whole_values(program, first.term))) {
      const std::string range = range_words(gap, kind);
      const auto with_name = [&](Language language) { return name + " " + std::string(in_language(range, language)); };
      problems.add(Code::gap_between, declaration.span,
                   {declaration.name, in_both(with_name(Language::zh), with_name(Language::en))});
    }
  }
}

}  // namespace

void gaps(const Input& input, Problems& problems) {
  const Resolution& resolution = input.resolution;
  const bool module = is_module(input);  // its assessments may get more requirements
  for (std::uint32_t i = 0; i < resolution.declarations.size(); ++i) {
    const Declaration& declaration = resolution.declarations.nodes[i];
    if (declaration.kind == DeclarationKind::decision)
      check_gaps(input, declaration, declaration.signature.function, resolution.decision_of.at(i), problems);
    if (declaration.kind == DeclarationKind::assessment && !module) {
      const DecisionId decision = resolution.decision_of.at(i);
      const AssessmentRules& rules = resolution.assessments[resolution.rules_of.at(decision.index)];
      check_gaps(input, declaration, rules.requirement, decision, problems);
    }
  }
}

}  // namespace cepol::lints
