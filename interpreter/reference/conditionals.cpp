// `if` and cases, where guards may be open.
#include "interpreter/reference/lazy_terms.hpp"
#include "interpreter/reference/set_evaluator.hpp"

namespace cepol::reference {

using namespace core;

std::uint32_t SetOperations::conflicts_of(const Cases& term, ExprId at, const std::vector<Candidate>& candidates,
                                          bool& certain) {
  std::uint32_t failure = 0;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    for (std::size_t j = i + 1; j < candidates.size(); ++j) {
      const Candidate &a = candidates[i], &b = candidates[j];
      if (is_over(term, a.which, b.which) || is_over(term, b.which, a.which)) continue;
      const TruthSet same = are_equal(a.value, b.value);
      if (!same.no) continue;
      if (same.yes) note_open(a.value, b.value);
      failure = join_failures(failure, conflict(at, term, a.which, b.which));
      certain = !same.yes && a.surely && b.surely;
      if (certain) return failure;
    }
  }
  return failure;
}

TrackedSet SetEvaluator::if_term(const If& term) {
  return if_of(
      truth(term.condition), nodes_[term.yes.index].shape, [&](bool sure) { return evaluate_if(sure, term.yes); },
      [&](bool sure) { return evaluate_if(sure, term.no); });
}

TrackedSet SetEvaluator::cases(const Cases& term, ExprId id) {
  struct Parts {
    SetEvaluator& evaluator;
    const Cases& term;
    TruthSet guard(std::size_t i, bool sure) const {
      std::optional<Unmarked> unmarked;
      if (!sure) unmarked.emplace(evaluator);
      return evaluator.truth(term.cases[i].guard);
    }
    TrackedSet value(std::size_t i, bool sure) const { return evaluator.evaluate_if(sure, term.cases[i].value); }
    TrackedSet otherwise(bool sure) const { return evaluator.evaluate_if(sure, *term.otherwise); }
  };
  const Shape shape = nodes_[id.index].shape;
  return term.first ? first_of(term, shape, Parts{*this, term}) : one_of(*this, term, id, shape, Parts{*this, term});
}

}  // namespace cepol::reference
