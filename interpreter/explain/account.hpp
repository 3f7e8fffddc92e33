// Evaluates an account (core::Step) on one row: the values of its steps, and which options apply. Only
// interpreter/explain includes this header.
#pragma once

#include "interpreter/explain/explain.hpp"
#include "interpreter/explain/phrases.hpp"
#include "interpreter/explain/shown_ranges.hpp"

namespace cepol::explain {

// Evaluates the functions of steps. Their arguments are the subject row and, below a `years` or `rows` step, a year or
// row.
class AccountReader {
 public:
  explicit AccountReader(const Subject& subject) : subject_(subject), arguments_{engine::of_row(subject.row)} {}
  AccountReader with(engine::ValueSet value) const {
    AccountReader inner = *this;
    inner.arguments_.push_back(value);
    return inner;
  }
  AccountReader in_year(std::int64_t year) const { return with(engine::of_range(year, year, true)); }
  const std::vector<engine::ValueSet>& arguments() const { return arguments_; }
  engine::ValueSet operator()(core::FunctionId function) const {
    if (subject_.log != nullptr) subject_.log->complete = false;
    return value(function);
  }
  LineMark mark(core::FunctionId function) const {
    constexpr LineMark marks[] = {LineMark::open, LineMark::holds, LineMark::fails};
    return marks[logged({Read::mark, function})];
  }
  // Is one value certain?
  bool is_single(core::FunctionId function) const { return logged({Read::single, function}) != 0; }
  std::uint8_t answer(const Read& read) const {
    const engine::ValueSet found = value(read.function);
    if (read.kind == Read::single) return engine::is_single(found) ? 1 : 0;
    const bool yes = engine::may_hold(found), no = engine::may_not_hold(found);
    return yes == no || found.failure != 0 ? 0 : yes ? 1 : 2;
  }
  // The value with its unit, without its label.
  std::string text(core::FunctionId function) const {
    const core::Type& type = subject_.program.functions[function].result;
    engine::ValueSet value = (*this)(function);
    if (auto shown = without_far_bounds(type, value))
      value = *shown;
    else
      value.values = engine::NumberRange{value.range().low, Exact::highest()};
    return set_text(subject_.program, subject_.data, type, value);
  }
  // An amount with its label: 应修170学时.
  std::string figure(const core::Step& amount) const {
    const core::Type& type = subject_.program.functions[amount.value].result;
    const auto shown = without_far_bounds(type, (*this)(amount.value));
    return shown ? explain::figure(subject_.program, subject_.data, amount.label, type, *shown)
                 : amount.label + std::string(Phrasebook{subject_.program.english}("：", ": ")) + not_certain();
  }

 private:
  std::string not_certain() const {
    return std::string(Phrasebook{subject_.program.english}("还不能确定", "not certain"));
  }
  engine::ValueSet value(core::FunctionId function) const { return subject_.evaluator.call(function, arguments_); }
  std::uint8_t logged(Read read) const {
    const std::uint8_t found = answer(read);
    if (subject_.log == nullptr) return found;
    if (arguments_.size() > 1) subject_.log->complete = false;  // of one of the row's years, say
    if (subject_.log->complete) subject_.log->reads.emplace_back(read, found);
    return found;
  }

  const Subject& subject_;
  std::vector<engine::ValueSet> arguments_;
};

// Of a `cases` step: the option that gives its value; nullptr: not certain.
const core::Step* chosen_option(const Subject& subject, const core::Step& cases);
// The options that may give its value: those whose condition may hold, unless an option with precedence certainly
// holds.
std::vector<const core::Step*> possible_options(const Subject& subject, const core::Step& cases);

// Of a `cases` step: the option made from the case of that name; nullptr: there is none.
const core::Step* option_of_case(const core::Program& program, const core::Step& cases, const std::string& name);

// The outcomes of an assessment (a decision whose alternatives are rules, not outcomes) are, in this order: met, unmet,
// waived.
constexpr std::int64_t unmet = 1, waived = 2;
// The outcome of a warning that does not apply.
constexpr std::int64_t no_warning = 1;
bool has_member(const engine::Outcome& outcome, std::int64_t member);

// Is the step a `must` of a requirement, with its conditions below it?
inline bool is_must(const core::Step& step) {
  return step.kind == core::StepKind::condition && !step.steps.empty() && !step.any;
}

struct YearWindow {  // both ends included; known, and short enough to be listed
  std::int64_t from, to;
};
std::optional<YearWindow> years_of(const AccountReader& read, const core::Step& years);

}  // namespace cepol::explain
