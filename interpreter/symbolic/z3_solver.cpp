// Terms as terms of Z3. Exceptions of the library end here: what it cannot do is `unknown`.
#include <z3++.h>

#include <algorithm>

#include "interpreter/symbolic/dates.hpp"
#include "interpreter/symbolic/solver.hpp"
#include "lang/base/date.hpp"

namespace cepol::symbolic {

namespace {

class Z3Solver final : public Solver {
 public:
  Z3Solver(const Terms& terms, const SolverLimits& limits) : terms_(terms), limits_(limits) {}

  // Each check has a solver of its own, which hears of these formulas alone: what earlier checks asked would stay in
  // its search.
  Answer check(std::span<const Term> formulas) override {
    Answer answer = Answer::unknown;
    guarded([&] {
      z3::solver solver(context_);
      z3::params params(context_);
      params.set("rlimit", limits_.steps);
      params.set("timeout", limits_.milliseconds);
      params.set("random_seed", 1u);
      solver.set(params);
      solver.push();  // Z3 then takes its incremental core, which is much faster on these formulas
      model_.reset();
      for (const Term term : formulas) solver.add(translated(term));
      needed_ = terms_.reached(formulas);
      for (const std::uint32_t one : needed_)
        if (const auto facts = facts_.find(one); facts != facts_.end())
          for (const z3::expr& fact : facts->second) solver.add(fact);
      switch (solver.check()) {
        case z3::sat:
          model_ = std::make_unique<z3::model>(solver.get_model());
          answer = Answer::satisfiable;
          break;
        case z3::unsat: answer = Answer::unsatisfiable; break;
        case z3::unknown: break;
      }
    });
    return broken_ ? Answer::unknown : answer;
  }

  std::optional<Exact> value(Term term) override {
    std::optional<Exact> found;
    guarded([&] {
      if (!model_) return;
      const bool spoken_of = std::binary_search(needed_.begin(), needed_.end(), term.index);
      if (terms_[term].op == Op::variable && !spoken_of) return;
      const z3::expr value = model_->eval(translated(term), true);
      if (value.is_bool()) {
        found = Exact(value.is_true() ? 1 : 0);
        return;
      }
      std::int64_t num = 0, den = 1;
      if (value.is_int() ? value.is_numeral_i64(num)
                         : value.is_numeral() && Z3_get_numeral_rational_int64(context_, value, &num, &den))
        found = Exact::ratio(num, den);
    });
    return found;
  }

 private:
  // After an exception the solver answers nothing any more: what was required may be missing.
  template <class Work>
  void guarded(Work&& work) {
    if (broken_) return;
    try {
      work();
    } catch (const z3::exception&) {
      broken_ = true;
    }
  }

  z3::expr number(Exact value, bool whole) {
    if (whole) return context_.int_val(value.num);
    return context_.real_val((std::to_string(value.num) + "/" + std::to_string(value.den)).c_str());
  }
  const z3::expr& of(Term term) { return *done_[term.index]; }
  z3::expr real(Term term) { return of(term).is_int() ? z3::to_real(of(term)) : of(term); }
  // Both as whole numbers, where both are.
  std::pair<z3::expr, z3::expr> alike(Term a, Term b) {
    if (of(a).is_int() && of(b).is_int()) return {of(a), of(b)};
    return {real(a), real(b)};
  }

  // Arguments have smaller ids, so no recursion.
  z3::expr translated(Term term) {
    done_.resize(terms_.size());
    if (done_[term.index]) return of(term);
    const std::vector<std::uint32_t> needed = terms_.reached(std::span(&term, 1));
    for (const std::uint32_t one : needed)
      if (!done_[one]) done_[one] = std::make_unique<z3::expr>(made(terms_[Term{one}], one));
    return of(term);
  }

  z3::expr made(const TermNode& node, std::uint32_t id) {
    const auto& arguments = node.arguments;
    switch (node.op) {
      case Op::truth: return context_.bool_val(node.constant == Exact(1));
      case Op::number: return number(node.constant, node.whole);
      case Op::all:
      case Op::any: {
        z3::expr_vector all(context_);
        for (const Term argument : arguments) all.push_back(of(argument));
        return node.op == Op::all ? z3::mk_and(all) : z3::mk_or(all);
      }
      case Op::negation: return !of(arguments[0]);
      case Op::at_most: {
        const auto [a, b] = alike(arguments[0], arguments[1]);
        return a <= b;
      }
      case Op::equal: {
        const auto [a, b] = alike(arguments[0], arguments[1]);
        return a == b;
      }
      case Op::same: return of(arguments[0]) == of(arguments[1]);
      case Op::overflow: return context_.bool_const(("o" + std::to_string(id)).c_str());
      case Op::contains: {
        const z3::func_decl holds =
            context_.function("contains", context_.int_sort(), context_.int_sort(), context_.bool_sort());
        return holds(of(arguments[0]), of(arguments[1]));
      }
      case Op::sum: return sum(node);
      case Op::product: {
        const auto [a, b] = alike(arguments[0], arguments[1]);
        return a * b;
      }
      case Op::quotient: return real(arguments[0]) / real(arguments[1]);
      case Op::floor: return z3::expr(context_, Z3_mk_real2int(context_, real(arguments[0])));
      case Op::day_number: {
        const TermNode& year = terms_[arguments[0]];
        return day_number(of(arguments[0]), of(arguments[1]), of(arguments[2]),
                          year.low > Exact(1900) && year.high < Exact(2100));
      }
      case Op::civil_year: return civil(arguments[0], id)[0];
      case Op::civil_month: return civil(arguments[0], id)[1];
      case Op::civil_day: return civil(arguments[0], id)[2];
      case Op::variable: return variable(node.variable, id);
      case Op::choice: {
        if (node.truth) return z3::ite(of(arguments[0]), of(arguments[1]), of(arguments[2]));
        const auto [a, b] = alike(arguments[1], arguments[2]);
        return z3::ite(of(arguments[0]), a, b);
      }
    }
    return context_.bool_val(false);
  }

  z3::expr sum(const TermNode& node) {
    bool whole = node.constant.whole();
    for (std::size_t i = 0; i < node.arguments.size(); ++i)
      whole = whole && node.coefficients[i].whole() && of(node.arguments[i]).is_int();
    z3::expr_vector parts(context_);
    for (std::size_t i = 0; i < node.arguments.size(); ++i) {
      const z3::expr one = whole ? of(node.arguments[i]) : real(node.arguments[i]);
      parts.push_back(node.coefficients[i] == Exact(1) ? one : number(node.coefficients[i], whole) * one);
    }
    if (node.constant != Exact(0) || parts.empty()) parts.push_back(number(node.constant, whole));
    return z3::sum(parts);
  }

  z3::expr variable(Variable variable, std::uint32_t id) {
    const VariableNode& node = terms_.variable(variable);
    const std::string name = "v" + std::to_string(variable.index);
    if (node.truth) return context_.bool_const(name.c_str());
    const z3::expr made = node.whole ? context_.int_const(name.c_str()) : context_.real_const(name.c_str());
    if (!node.low.infinite()) facts_[id].push_back(made >= number(node.low, node.whole));
    if (!node.high.infinite()) facts_[id].push_back(made <= number(node.high, node.whole));
    return made;
  }

  // `near`: the year lies between 1901 and 2099, where every fourth has a leap day.
  z3::expr leap(const z3::expr& year, bool near) {
    const z3::expr fourth = z3::mod(year, 4) == 0;
    return near ? fourth : fourth && (z3::mod(year, 100) != 0 || z3::mod(year, 400) == 0);
  }
  z3::expr days_in_month(const z3::expr& year, const z3::expr& month) {
    return z3::ite(
        month == 2, z3::ite(leap(year, false), context_.int_val(29), context_.int_val(28)),
        z3::ite(month == 4 || month == 6 || month == 9 || month == 11, context_.int_val(30), context_.int_val(31)));
  }
  // Days since 1970-01-01 of a day of the calendar.
  z3::expr day_number(const z3::expr& year, const z3::expr& month, const z3::expr& day, bool near) {
    const z3::expr before = year - 1;
    const z3::expr centuries = near ? context_.int_val(-15) : before / 400 - before / 100;
    z3::expr months = context_.int_val(334);
    constexpr int days_before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304};
    for (int i = 10; i >= 0; --i) months = z3::ite(month == i + 1, context_.int_val(days_before[i]), months);
    const z3::expr leap_day = z3::ite(month > 2 && leap(year, near), context_.int_val(1), context_.int_val(0));
    return 365 * before + before / 4 + centuries + months + leap_day + day - 1 + first_day();
  }
  // Year, month and day of a day number: unknowns that make it, where it is a day of the calendar.
  const z3::expr_vector& civil(Term number, std::uint32_t id) {
    auto& parts = civil_[number.index];
    if (!parts) {
      parts = std::make_unique<z3::expr_vector>(context_);
      for (const char* name : {"y", "m", "d"})
        parts->push_back(context_.int_const((name + std::to_string(number.index)).c_str()));
    }
    const z3::expr year = (*parts)[0], month = (*parts)[1], day = (*parts)[2];
    const z3::expr& of_number = of(number);
    facts_[id].push_back(year >= first_year && year <= last_year && month >= 1 && month <= 12 && day >= 1 &&
                         day <= days_in_month(year, month) &&
                         z3::implies(of_number >= first_day() && of_number <= last_day(),
                                     day_number(year, month, day, false) == of_number));
    return *parts;
  }

  const Terms& terms_;
  const SolverLimits limits_;
  z3::context context_;
  std::unique_ptr<z3::model> model_;
  std::vector<std::uint32_t> needed_;                                          // the terms of the last check, ascending
  std::vector<std::unique_ptr<z3::expr>> done_;                                // by term
  std::unordered_map<std::uint32_t, std::vector<z3::expr>> facts_;             // by term: what holds of it by itself
  std::unordered_map<std::uint32_t, std::unique_ptr<z3::expr_vector>> civil_;  // by day number
  bool broken_ = false;
};

}  // namespace

std::unique_ptr<Solver> make_solver(const Terms& terms, const SolverLimits& limits) {
  try {
    return std::make_unique<Z3Solver>(terms, limits);
  } catch (const z3::exception&) {
    return nullptr;
  }
}
bool has_solver() { return true; }

}  // namespace cepol::symbolic
