// Computes an upper bound of the work of a decision on one row, in terms evaluated, from the policy alone. A fold over
// years multiplies by the length of its window (as far as it is constant, else the longest allowed). Engines keep the
// results of a function for few combinations of arguments: a function of at most `kept_results` combinations of rows,
// truths and members counts once for each, any other (of years above all, which have up to max_years values) at each
// call. A fold over rows counts once, because the number of rows depends on the data.
#include "lang/semantics/cost.hpp"

#include <algorithm>

#include "lang/core/children.hpp"
#include "lang/semantics/types.hpp"

namespace cepol::semantics {

namespace {

constexpr double most_work = 1e9;    // terms; some seconds
constexpr double kept_results = 64;  // of a function, for one row

class Cost {
 public:
  explicit Cost(const Program& program)
      : program_(program),
        of_term_(program.exprs.size(), 0),
        at_call_(program.functions.size(), 1),
        once_(program.functions.size(), 0),
        visited_(program.functions.size(), 0),
        called_(program.functions.size()) {
    // Every term after its children, every function before the calls of it.
    std::vector<std::uint32_t> bodies(program.functions.size());
    for (std::uint32_t f = 0; f < bodies.size(); ++f) bodies[f] = f;
    std::stable_sort(bodies.begin(), bodies.end(), [&](std::uint32_t a, std::uint32_t b) {
      return program.functions.nodes[a].body < program.functions.nodes[b].body;
    });
    auto body = bodies.begin();
    for (std::uint32_t id = 0; id < program.exprs.size(); ++id) {
      of_term_[id] = of(program.exprs.nodes[id].term);
      for (; body != bodies.end() && program.functions.nodes[*body].body.index == id; ++body) settle(*body);
    }
    find_calls();
  }

  double of_function(FunctionId id) {
    ++run_;
    std::vector<std::uint32_t> open;
    double sum = at_call_[id.index];
    const auto visit = [&](std::uint32_t f) {
      if (visited_[f] == run_) return;
      visited_[f] = run_;
      sum += once_[f];
      open.push_back(f);
    };
    visit(id.index);
    while (!open.empty()) {
      const std::uint32_t f = open.back();
      open.pop_back();
      for (std::uint32_t called : called_[f]) visit(called);
    }
    return sum;
  }
  // Of all functions together: no decision takes more.
  double of_all() const {
    double sum = 0, most = 0;
    for (std::size_t f = 0; f < once_.size(); ++f) {
      sum += once_[f];
      most = std::max(most, at_call_[f]);
    }
    return sum + most;
  }

  // Where within the function is the bound exceeded? The innermost term that takes too much.
  Span place(FunctionId id) const {
    FunctionId function = id;
    for (std::uint32_t f : reached_from(id))  // the oldest that is too much by itself
      if (std::max(once_[f], at_call_[f]) > most_work) function = std::min(function, FunctionId{f});
    ExprId at = program_.functions[function].body;
    for (bool deeper = true; deeper;) {
      deeper = false;
      for_each_child(program_.exprs[at].term, [&](ExprId child) {
        if (deeper || of_term_[child.index] <= most_work) return;
        at = child;
        deeper = true;
      });
    }
    return program_.exprs[at].span;
  }

 private:
  void settle(std::uint32_t f) {
    const Function& function = program_.functions.nodes[f];
    const double own = of_term_[function.body.index];
    if (const auto times = distinct_arguments(function))
      once_[f] = own * *times;
    else
      at_call_[f] = own;
  }

  void find_calls() {
    std::vector<std::uint32_t> met(program_.exprs.size(), UINT32_MAX);
    std::vector<ExprId> open;
    for (std::uint32_t f = 0; f < program_.functions.size(); ++f) {
      open.assign(1, program_.functions.nodes[f].body);
      while (!open.empty()) {
        const ExprId id = open.back();
        open.pop_back();
        if (met[id.index] == f) continue;
        met[id.index] = f;
        const Term& term = program_.exprs[id].term;
        if (const auto* call = std::get_if<Call>(&term)) called_[f].push_back(call->function.index);
        for_each_child(term, [&](ExprId child) { open.push_back(child); });
      }
      std::sort(called_[f].begin(), called_[f].end());
      called_[f].erase(std::unique(called_[f].begin(), called_[f].end()), called_[f].end());
    }
  }

  std::vector<std::uint32_t> reached_from(FunctionId id) const {
    std::vector<bool> met(called_.size(), false);
    std::vector<std::uint32_t> reached{id.index};
    met[id.index] = true;
    for (std::size_t i = 0; i < reached.size(); ++i)
      for (std::uint32_t called : called_[reached[i]])
        if (!met[called]) {
          met[called] = true;
          reached.push_back(called);
        }
    return reached;
  }

  // The number of combinations of arguments for one row; nullopt: not bounded, or more than an engine keeps.
  std::optional<double> distinct_arguments(const Function& function) const {
    double times = 1;
    for (const Parameter& parameter : function.parameters) {
      switch (parameter.type.kind) {
        case Kind::row: break;
        case Kind::truth: times *= 2; break;
        case Kind::enumeration:
          times *= static_cast<double>(program_.enumerations[parameter.type.enumeration].members.size());
          break;
        case Kind::year:
        case Kind::number:
        case Kind::date:
        case Kind::text: return std::nullopt;
      }
    }
    if (times > kept_results) return std::nullopt;
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

  double at(ExprId id) const { return of_term_[id.index]; }
  double of(const Term& term) const {
    double sum = 1;
    if (const auto* over = std::get_if<OverYears>(&term)) {
      double body = 0;
      for (const auto& part : {over->guard, over->value})
        if (part) body += at(*part);
      return sum + at(over->from) + at(over->to) + years(over->from, over->to) * body;
    }
    if (const auto* over = std::get_if<YearScan>(&term)) {
      double body = 0;
      for (const YearScan::State& state : over->states) {
        sum += at(state.initial);
        body += at(state.next);
      }
      return sum + at(over->from) + at(over->to) + years(over->from, over->to) * body;
    }
    if (const auto* called = std::get_if<Call>(&term)) sum += at_call_[called->function.index];
    for_each_child(term, [&](ExprId child) { sum += at(child); });
    return sum;
  }

  const Program& program_;
  std::vector<double> of_term_;                     // by term
  std::vector<double> at_call_;                     // by function: the work of one call
  std::vector<double> once_;                        // by function whose results are kept: all its work for one row
  std::vector<std::uint32_t> visited_;              // by function: the last run of of_function() that met it
  std::vector<std::vector<std::uint32_t>> called_;  // by function
  std::uint32_t run_ = 0;
};

}  // namespace

void check_cost(const Program& program, Problems& problems) {
  Cost cost(program);
  if (cost.of_all() <= most_work) return;
  for (const Decision& decision : program.decisions.nodes) {
    FunctionId costly = decision.outcome;
    double most = cost.of_function(costly);
    for (const Measure& measure : decision.measures)
      if (const double work = cost.of_function(measure.value); work > most) {
        costly = measure.value;
        most = work;
      }
    if (most > most_work)
      problems.add(Code::too_much_work, decision.span, {decision.name})
          .also(cost.place(costly), "最费时的在这里", "most of it is here");
  }
}

}  // namespace cepol::semantics
