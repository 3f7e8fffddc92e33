#include "interpreter/explain/account.hpp"

#include <bit>

namespace cepol::explain {

const core::Step* chosen_option(const Subject& subject, const core::Step& cases) {
  const Ask ask(subject);
  const reference::Value value = ask(cases.value);
  if (!reference::is_single(value)) return nullptr;
  const core::Choice& choice = subject.program.choices[subject.program.functions[cases.value].result.choice];
  const std::string& name = choice.members[static_cast<std::size_t>(std::countr_zero(value.members))];
  const core::Step* otherwise = nullptr;
  const core::Step* holding = nullptr;
  for (core::StepId id : cases.steps) {
    const core::Step& option = subject.program.steps[id];
    if (!option.value.valid()) {
      otherwise = &option;
    } else if (ask.mark(option.value) == Mark::holds) {
      if (option.label == name) return &option;
      if (holding == nullptr) holding = &option;
    }
  }
  return holding != nullptr ? holding : otherwise;
}

}  // namespace cepol::explain
