#include "interpreter/explain/account.hpp"

#include <algorithm>
#include <bit>

namespace cepol::explain {

namespace {

// The options of a step beside the cases of the core that they were made from: one for each option with a condition, in
// the same order.
const core::Cases* cases_of(const core::Program& program, const core::Step& step) {
  const auto* cases = std::get_if<core::Cases>(&program.exprs[program.functions[step.value].body].term);
  const auto with_condition = std::count_if(step.steps.begin(), step.steps.end(),
                                            [&](core::StepId id) { return program.steps[id].value.valid(); });
  return cases != nullptr && cases->cases.size() == static_cast<std::size_t>(with_condition) ? cases : nullptr;
}

struct Alternative {
  const core::Step* option;
  Mark mark;
};

}  // namespace

std::vector<const core::Step*> possible_options(const Subject& subject, const core::Step& step) {
  const core::Program& program = subject.program;
  const core::Cases* cases = cases_of(program, step);
  const Ask ask(subject);
  std::vector<Alternative> alternatives;
  const core::Step* otherwise = nullptr;
  for (core::StepId id : step.steps) {
    const core::Step& option = program.steps[id];
    if (option.value.valid())
      alternatives.push_back({&option, ask.mark(option.value)});
    else
      otherwise = &option;
  }
  std::vector<const core::Step*> possible;
  bool some_holds = false;
  for (std::size_t i = 0; i < alternatives.size(); ++i) {
    if (alternatives[i].mark == Mark::fails) continue;
    bool yields = some_holds && cases != nullptr && cases->first;
    for (std::size_t j = 0; cases != nullptr && !cases->first && j < alternatives.size(); ++j) {
      const auto& over = cases->cases[j].over;
      yields = yields || (alternatives[j].mark == Mark::holds && std::find(over.begin(), over.end(), i) != over.end());
    }
    if (!yields) possible.push_back(alternatives[i].option);
    some_holds = some_holds || alternatives[i].mark == Mark::holds;
  }
  if (otherwise != nullptr && !some_holds) possible.push_back(otherwise);
  return possible;
}

const core::Step* chosen_option(const Subject& subject, const core::Step& step) {
  const Ask ask(subject);
  const reference::ValueSet value = ask(step.value);
  if (!reference::is_single(value)) return nullptr;
  const auto possible = possible_options(subject, step);
  if (possible.size() == 1) return possible.front();
  // Several may hold and give the same: the ones that surely do.
  for (const core::Step* option : possible)
    if (option->value.valid() && ask.mark(option->value) == Mark::holds) return option;
  return nullptr;
}

const core::Step* option_of_case(const core::Program& program, const core::Step& step, const std::string& name) {
  const core::Cases* cases = cases_of(program, step);
  std::size_t index = 0;
  for (core::StepId id : step.steps) {
    const core::Step& option = program.steps[id];
    if (!option.value.valid()) continue;
    if (cases != nullptr && cases->cases[index].name == name) return &option;
    ++index;
  }
  return nullptr;
}

bool came_out(const engine::Outcome& outcome, std::int64_t member) {
  return outcome.status == engine::Status::given && outcome.value.number == Exact(member);
}

std::optional<Years> years_of(const Ask& ask, const core::Step& years) {
  const reference::ValueSet from = ask(years.from), to = ask(years.to);
  if (!reference::is_single(from) || !reference::is_single(to) || from.shape != reference::Shape::range)
    return std::nullopt;
  if (!from.low.whole() || !to.low.whole() || to.low.num - from.low.num >= core::max_years) return std::nullopt;
  return Years{from.low.num, to.low.num};
}

}  // namespace cepol::explain
