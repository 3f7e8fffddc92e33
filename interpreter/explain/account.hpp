// Asking the lines of an account: what a step's function gives on the row. Only interpreter/explain and those who count
// which alternatives were reached include this.
#pragma once

#include "interpreter/explain/explain.hpp"
#include "interpreter/explain/words.hpp"

namespace cepol::explain {

// Where a step is asked: the subject row, and below a `years` or `rows` line its year or row.
class Ask {
 public:
  explicit Ask(const Subject& subject) : subject_(subject), arguments_{reference::of_row(subject.row)} {}
  Ask with(reference::ValueSet value) const {
    Ask inner = *this;
    inner.arguments_.push_back(value);
    return inner;
  }
  Ask in_year(std::int64_t year) const { return with(reference::of_range(year, year, true)); }
  reference::ValueSet operator()(core::FunctionId function) const {
    return subject_.evaluator.call(function, arguments_);
  }
  Mark mark(core::FunctionId function) const {
    const reference::ValueSet value = (*this)(function);
    const bool yes = reference::may_hold(value), no = reference::may_not_hold(value);
    return yes == no || value.failure != 0 ? Mark::open : yes ? Mark::holds : Mark::fails;
  }
  // The value with its unit, without its label.
  std::string text(core::FunctionId function) const {
    return set_text(subject_.program, subject_.program.functions[function].result, (*this)(function));
  }
  // An amount with its label: 应修170学时.
  std::string figure(const core::Step& amount) const {
    return explain::figure(subject_.program, amount.label, subject_.program.functions[amount.value].result,
                           (*this)(amount.value));
  }

 private:
  const Subject& subject_;
  std::vector<reference::ValueSet> arguments_;
};

// Of a `cases` step: the option that gives its value, when that is certain.
const core::Step* chosen_option(const Subject& subject, const core::Step& cases);
// The options that may give it, as far as can be told: those whose condition may hold and that yield to none that does.
std::vector<const core::Step*> possible_options(const Subject& subject, const core::Step& cases);

// Of a `cases` step: the option that is the case of that name in the core; nullptr: none is.
const core::Step* option_of_case(const core::Program& program, const core::Step& cases, const std::string& name);

// Of an assessment (a decision whose alternatives are rules and not its outcomes) the outcomes are, in this order: met,
// unmet, waived.
constexpr std::int64_t unmet = 1, waived = 2;
// Of a warning: the one that is no news.
constexpr std::int64_t fine = 1;
bool came_out(const engine::Outcome& outcome, std::int64_t member);

struct Years {  // a window that is certain, short enough to be listed
  std::int64_t from, to;
};
std::optional<Years> years_of(const Ask& ask, const core::Step& years);

}  // namespace cepol::explain
