// Finds thresholds among the expressions that outcomes and figures depend on (a traversal of the call graph from their
// functions).
#include "interpreter/authoring/thresholds.hpp"

#include <map>

#include "lang/core/children.hpp"

namespace cepol::authoring {

using core::ExprId;
using core::Kind;

namespace {

// The operands of a threshold; nullopt: the term is none.
std::optional<std::pair<ExprId, ExprId>> operands_of(const core::Program& program, const core::Expr& expr) {
  if (const auto* compare = std::get_if<core::Compare>(&expr.term)) {
    const Kind kind = program.exprs[compare->left].type.kind;
    const bool ordered = kind == Kind::number || kind == Kind::year || kind == Kind::date;
    if (ordered && compare->relation != core::Relation::equal) return std::pair(compare->left, compare->right);
  } else if (const auto* term = std::get_if<core::Arithmetic>(&expr.term)) {
    if (term->operation == core::Operation::minimum || term->operation == core::Operation::maximum)
      return std::pair(term->left, term->right);
  }
  return std::nullopt;
}

// By expression: does the result of a decision depend on it? What only explanations evaluate is no threshold.
std::vector<bool> evaluated_for_results(const core::Program& program) {
  std::vector<bool> all(program.exprs.size(), false);
  std::vector<ExprId> todo;
  const auto add = [&](ExprId id) {
    if (!all[id.index]) todo.push_back(id);
    all[id.index] = true;
  };
  for (const core::Decision& decision : program.decisions.nodes) {
    add(program.functions[decision.outcome].body);
    for (const core::Measure& measure : decision.measures) add(program.functions[measure.value].body);
  }
  while (!todo.empty()) {
    const core::Term& term = program.exprs[todo.back()].term;
    todo.pop_back();
    core::for_each_child(term, add);
    if (const auto* call = std::get_if<core::Call>(&term)) add(program.functions[call->function].body);
  }
  return all;
}

}  // namespace

Thresholds::Thresholds(const semantics::CheckedPolicy& policy)
    : numbers_(policy.program().exprs.size(), 0), kinds_(policy.program().exprs.size(), Kind::text) {
  const core::Program& program = policy.program();
  const SourceId source = policy.modules->back().source, own = syntax::own_source(*policy.sources, policy.tree());
  const std::vector<bool> evaluated = evaluated_for_results(program);
  std::map<std::tuple<std::uint32_t, std::uint32_t, core::TermKind, core::TermKind>, std::uint32_t> known;
  for (std::uint32_t i = 0; i < program.exprs.size(); ++i) {
    const core::Expr& expr = program.exprs.nodes[i];
    if (!evaluated[i] || expr.span.source != source || !written_in(*policy.sources, expr.span, own)) continue;
    const auto operands = operands_of(program, expr);
    if (!operands) continue;
    const core::TermKind left = core::kind_of(program.exprs[operands->first].term),
                         right = core::kind_of(program.exprs[operands->second].term);
    kinds_[i] = program.exprs[operands->first].type.kind;
    const auto [at, is_new] = known.try_emplace({expr.span.begin, expr.span.end, left, right}, size() + 1);
    if (is_new) spans_.push_back(expr.span);
    numbers_[i] = at->second;
  }
}

}  // namespace cepol::authoring
