// Computes an upper bound of the work of a decision on one row, in terms evaluated, from the policy alone. A fold over
// years multiplies by the length of its window (as far as it is constant, else the longest allowed). Engines memoize
// functions by rows, years, truths and members, so such a function counts once for each combination of arguments; any
// other counts at each call. A fold over rows counts once, because the number of rows depends on the data.
#include "lang/semantics/cost.hpp"

#include <algorithm>
#include <map>

#include "lang/core/children.hpp"
#include "lang/semantics/types.hpp"

namespace cepol::semantics {

namespace {

constexpr double most_work = 1e9;  // terms; a second or so

class Cost {
 public:
  explicit Cost(const Program& program)
      : program_(program), at_call_(program.functions.size(), 1), reached_(program.functions.size()) {
    for (std::uint32_t f = 0; f < program.functions.size(); ++f) {
      const Function& function = program.functions.nodes[f];
      under_way_ = &reached_[f];
      const double own = of(function.body);
      if (const auto times = distinct_arguments(function))
        (*under_way_)[f] = own * *times;
      else
        at_call_[f] = own;
    }
  }
  double of_function(FunctionId id) const {
    double sum = at_call_[id.index];
    for (const auto& [function, work] : reached_[id.index]) sum += work;
    return sum;
  }

 private:
  // The number of combinations of arguments for one row; nullopt: not bounded.
  std::optional<double> distinct_arguments(const Function& function) const {
    double times = 1;
    for (const Parameter& parameter : function.parameters) {
      switch (parameter.type.kind) {
        case Kind::row: break;
        case Kind::truth: times *= 2; break;
        case Kind::year: times *= max_years; break;
        case Kind::enumeration:
          times *= static_cast<double>(program_.enumerations[parameter.type.enumeration].members.size());
          break;
        case Kind::number:
        case Kind::date:
        case Kind::text: return std::nullopt;
      }
    }
    if (times > max_years * 64) return std::nullopt;  // more combinations than calls
    return times;
  }

  // The number of years in first..last, where the end is the start and a constant further.
  double years(ExprId first, ExprId last) const {
    const auto offset = [&](ExprId id) -> std::pair<ExprId, double> {
      double sum = 0;
      while (const auto* term = std::get_if<Arithmetic>(&program_.exprs[id].term)) {
        const auto* by = std::get_if<Constant>(&program_.exprs[term->right].term);
        if (by == nullptr || by->is_none ||
            (term->operation != Operation::add && term->operation != Operation::subtract))
          break;
        const double amount = static_cast<double>(by->value.num) / static_cast<double>(by->value.den);
        sum += term->operation == Operation::add ? amount : -amount;
        id = term->left;
      }
      if (const auto* value = std::get_if<Constant>(&program_.exprs[id].term); value != nullptr && !value->is_none)
        return {ExprId{}, sum + static_cast<double>(value->value.num)};
      return {id, sum};
    };
    const auto [from, first_offset] = offset(first);
    const auto [to, last_offset] = offset(last);
    const bool known = (!from.valid() && !to.valid()) || from == to;
    return known ? std::clamp(last_offset - first_offset + 1, 1.0, static_cast<double>(max_years)) : max_years;
  }

  double of(ExprId id) {
    const Term& term = program_.exprs[id].term;
    double sum = 1;
    if (const auto* over = std::get_if<OverYears>(&term)) {
      double body = 0;
      for (const auto& part : {over->guard, over->value})
        if (part) body += of(*part);
      return sum + of(over->from) + of(over->to) + years(over->from, over->to) * body;
    }
    if (const auto* over = std::get_if<YearScan>(&term)) {
      double body = 0;
      for (const YearScan::State& state : over->states) {
        sum += of(state.initial);
        body += of(state.next);
      }
      return sum + of(over->from) + of(over->to) + years(over->from, over->to) * body;
    }
    if (const auto* called = std::get_if<Call>(&term)) {
      sum += at_call_[called->function.index];
      for (const auto& [function, work] : reached_[called->function.index]) (*under_way_)[function] = work;
    }
    for_each_child(term, [&](ExprId child) { sum += of(child); });
    return sum;
  }

  const Program& program_;
  std::vector<double> at_call_;                           // by function: the work of one call
  std::vector<std::map<std::uint32_t, double>> reached_;  // by function: memoized functions it calls, with total work
  std::map<std::uint32_t, double>* under_way_ = nullptr;
};

}  // namespace

void check_cost(const Program& program, Problems& problems) {
  const Cost cost(program);
  for (const Decision& decision : program.decisions.nodes) {
    double most = cost.of_function(decision.outcome);
    for (const Measure& measure : decision.measures) most = std::max(most, cost.of_function(measure.value));
    if (most > most_work) problems.add(Code::too_much_work, decision.span, {decision.name});
  }
}

}  // namespace cepol::semantics
