#include "interpreter/symbolic/account_parts.hpp"

#include <algorithm>

#include "interpreter/symbolic/formulas.hpp"

namespace cepol::symbolic {

using namespace core;

namespace {

class PartCollector {
 public:
  PartCollector(const Program& program, const Decision& decision) : program_(program), decision_(decision) {
    std::vector<FunctionId> roots{decision.outcome};
    for (const Measure& measure : decision.measures) roots.push_back(measure.value);
    used_ = functions_of(program, roots);
  }

  std::vector<AccountPart> run() {
    std::vector<AccountPart> parts;
    for (const StepId step : decision_.account) collect(step, false, parts);
    for (const CreditWords& words : program_.credit_words)
      if (words.limit) add_limit(words, parts);
    return parts;
  }

 private:
  bool first_use(FunctionId function) {
    if (!function.valid() || used_.count(function) == 0) return false;
    // `when yes` is the author's way to say that it is always so.
    const std::vector<ExprId> body = expressions_of(program_, function);
    const auto reads = [&](ExprId id) {
      const core::Term& term = program_.exprs[id].term;
      return std::holds_alternative<Local>(term) || std::holds_alternative<ReadingOption>(term) ||
             std::holds_alternative<OverRows>(term) || std::holds_alternative<Call>(term);
    };
    return std::any_of(body.begin(), body.end(), reads) && program_.functions[function].result.kind == Kind::truth &&
           seen_.insert(function).second;
  }

  // `one_is_enough`: among alternatives; a condition is left out of these by saying no, else by saying yes.
  void collect(StepId id, bool one_is_enough, std::vector<AccountPart>& parts) {
    const Step& step = program_.steps[id];
    const bool option = step.kind == StepKind::option;
    std::vector<AccountPart>* below = &parts;
    if ((option || step.kind == StepKind::condition) && first_use(step.value)) {
      AccountPart part{option ? AccountPart::Kind::option : AccountPart::Kind::condition, id, step.label, step.span,
                       step.value};
      part.without.truths.emplace(step.value, !option && !one_is_enough);
      parts.push_back(std::move(part));
      if (option) below = &parts.back().parts;
    }
    for (const StepId child : step.steps) collect(child, step.kind == StepKind::condition && step.any, *below);
  }

  void add_limit(const CreditWords& words, std::vector<AccountPart>& parts) const {
    AccountPart part{AccountPart::Kind::limit, {}, words.label, words.span};
    for (const FunctionId function : used_)
      for (const ExprId id : expressions_of(program_, function)) {
        const Expr& expr = program_.exprs[id];
        const auto* least = std::get_if<Arithmetic>(&expr.term);
        if (least != nullptr && least->operation == Operation::minimum && expr.span == words.span)
          part.without.expressions.emplace(id, least->left);
      }
    if (!part.without.expressions.empty()) parts.push_back(std::move(part));
  }

  const Program& program_;
  const Decision& decision_;
  std::set<FunctionId> used_, seen_;
};

}  // namespace

std::vector<AccountPart> account_parts(const Program& program, const Decision& decision) {
  return PartCollector(program, decision).run();
}

}  // namespace cepol::symbolic
