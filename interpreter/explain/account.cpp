// Which options of a `cases` step may apply on a row: evaluates their conditions and the precedence between cases.
#include "interpreter/explain/account.hpp"

#include <algorithm>
#include <bit>

namespace cepol::explain {

namespace {

// The cases of the core that a step's options were made from: one for each option with a condition, in the same order.
// nullptr: the step was not made from cases.
const core::Cases* cases_of(const core::Program& program, const core::Step& step) {
  const auto* cases = std::get_if<core::Cases>(&program.exprs[program.functions[step.value].body].term);
  const auto with_condition = std::count_if(step.steps.begin(), step.steps.end(),
                                            [&](core::StepId id) { return program.steps[id].value.valid(); });
  return cases != nullptr && cases->cases.size() == static_cast<std::size_t>(with_condition) ? cases : nullptr;
}

struct Alternative {
  const core::Step* option;
  LineMark mark;
};

}  // namespace

std::vector<const core::Step*> possible_options(const Subject& subject, const core::Step& step) {
  const core::Program& program = subject.program;
  const core::Cases* cases = cases_of(program, step);
  const AccountReader read(subject);
  std::vector<Alternative> alternatives;
  const core::Step* otherwise = nullptr;
  for (core::StepId id : step.steps) {
    const core::Step& option = program.steps[id];
    if (option.value.valid())
      alternatives.push_back({&option, read.mark(option.value)});
    else
      otherwise = &option;
  }
  std::vector<const core::Step*> possible;
  bool some_holds = false;
  for (std::size_t i = 0; i < alternatives.size(); ++i) {
    if (alternatives[i].mark == LineMark::fails) continue;
    bool yields = some_holds && cases != nullptr && cases->first;
    for (std::size_t j = 0; cases != nullptr && !cases->first && j < alternatives.size(); ++j) {
      const auto& over = cases->cases[j].over;
      yields =
          yields || (alternatives[j].mark == LineMark::holds && std::find(over.begin(), over.end(), i) != over.end());
    }
    if (!yields) possible.push_back(alternatives[i].option);
    some_holds = some_holds || alternatives[i].mark == LineMark::holds;
  }
  if (otherwise != nullptr && !some_holds) possible.push_back(otherwise);
  return possible;
}

const core::Step* chosen_option(const Subject& subject, const core::Step& step) {
  const AccountReader read(subject);
  if (!read.is_single(step.value)) return nullptr;
  const auto possible = possible_options(subject, step);
  if (possible.size() == 1) return possible.front();
  // Several may hold and give the same value: the first that certainly holds.
  for (const core::Step* option : possible)
    if (option->value.valid() && read.mark(option->value) == LineMark::holds) return option;
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

bool has_member(const engine::Outcome& outcome, std::int64_t member) {
  return outcome.status == engine::Status::given && outcome.value.number == Exact(member);
}

std::optional<YearWindow> years_of(const AccountReader& read, const core::Step& years) {
  const engine::ValueSet from = read(years.from), to = read(years.to);
  if (!engine::is_single(from) || !engine::is_single(to) || from.shape() != engine::Shape::range) return std::nullopt;
  const Exact first = from.range().low, last = to.range().low;
  if (!first.whole() || !last.whole() || last.num - first.num >= core::max_years) return std::nullopt;
  return YearWindow{first.num, last.num};
}

}  // namespace cepol::explain
