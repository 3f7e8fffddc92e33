// Asking the lines of an account: what a step's function gives on the row. Only interpreter/explain includes this.
#pragma once

#include "interpreter/explain/explain.hpp"
#include "interpreter/explain/words.hpp"

namespace cepol::explain {

// Where a step is asked: the subject row, and below a `years` or `rows` line its year or row.
class Ask {
 public:
  explicit Ask(const Subject& subject) : subject_(subject), arguments_{reference::of_row(subject.row)} {}
  Ask with(reference::Value value) const {
    Ask inner = *this;
    inner.arguments_.push_back(value);
    return inner;
  }
  reference::Value operator()(core::FunctionId function) const { return subject_.evaluator.call(function, arguments_); }
  std::string text(core::FunctionId function) const {
    const reference::Value value = (*this)(function);
    const core::Type& type = subject_.program.functions[function].result;
    return with_unit(subject_.program, type, set_text(subject_.program, type, value, subject_.program.english));
  }
  Mark mark(core::FunctionId function) const {
    const reference::Value value = (*this)(function);
    const bool yes = reference::may_hold(value), no = reference::may_not_hold(value);
    return yes == no ? Mark::open : yes ? Mark::holds : Mark::fails;
  }

 private:
  const Subject& subject_;
  std::vector<reference::Value> arguments_;
};

// Of a `cases` step: the option that gives its value, when that is certain.
const core::Step* chosen_option(const Subject& subject, const core::Step& cases);

}  // namespace cepol::explain
