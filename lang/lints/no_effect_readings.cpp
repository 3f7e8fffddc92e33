// Lint: readings that change nothing, i.e. with every option, every decision, figure and reason is computed by the same
// terms (equal digests). Each option is tried with the other readings at their defaults, and with each other option of
// one of them. No false positives: different terms with equal values count as a difference.
#include <set>

#include "lang/core/digest.hpp"
#include "lang/lints/lint.hpp"

namespace cepol::lints {

namespace {

// The functions whose values are visible: outcomes, figures, lines of accounts, expectations of examples.
class VisibleFunctions {
 public:
  explicit VisibleFunctions(const Checked& checked) : program_(checked.program) {
    for (const Decision& decision : program_.decisions.nodes) {
      add(decision.outcome);
      for (const Measure& measure : decision.measures) add(measure.value);
      for (StepId step : decision.account) add(step);
    }
    for (const Example& example : checked.examples)
      for (const Expectation& expectation : example.expectations) add(expectation.function);
  }
  bool any() const { return !functions_.empty(); }
  bool same(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) const {
    for (std::uint32_t index : functions_)
      if (a[index] != b[index]) return false;
    return true;
  }

 private:
  void add(FunctionId id) {
    if (id.valid()) functions_.insert(id.index);
  }
  void add(StepId id) {
    if (!steps_.insert(id.index).second) return;
    const Step& step = program_.steps[id];
    for (FunctionId function : {step.value, step.from, step.to}) add(function);
    for (StepId inner : step.steps) add(inner);
    for (StepId value : step.values) add(value);
  }

  const Program& program_;
  std::set<std::uint32_t> functions_, steps_;
};

}  // namespace

void no_effect_readings(const Input& input, Problems& problems) {
  const Program& program = input.checked.program;
  const VisibleFunctions visible(input.checked);
  if (program.readings.nodes.empty() || program.decisions.nodes.empty() || !visible.any()) return;
  std::vector<Member> chosen;
  for (const Reading& reading : program.readings.nodes) chosen.push_back(reading.default_option);
  const ReadingDigests digests(program, chosen);
  // Does some option of the reading give other digests than its default, with the other readings as in `chosen`?
  const auto differs = [&](std::uint32_t reading, const std::vector<std::uint64_t>& with_default) {
    const Member before = chosen[reading];
    bool found = false;
    for (Member option = 0; option < program.readings.nodes[reading].options.size() && !found; ++option) {
      if (option == before) continue;
      chosen[reading] = option;
      found = !visible.same(with_default, digests.with(chosen));
    }
    chosen[reading] = before;
    return found;
  };
  for (const Declaration& declaration : input.resolution.declarations.nodes) {
    if (declaration.kind != DeclarationKind::reading || !declaration.from_policy || !declaration.used) continue;
    const std::uint32_t reading = declaration.index;
    bool matters = differs(reading, digests.base());
    for (std::uint32_t other = 0; other < chosen.size() && !matters; ++other) {
      const Member before = chosen[other];
      for (Member option = 0; option < program.readings.nodes[other].options.size() && !matters; ++option) {
        if (other == reading || option == before) continue;
        chosen[other] = option;
        matters = differs(reading, digests.with(chosen));
      }
      chosen[other] = before;
    }
    if (!matters) problems.add(Code::reading_changes_nothing, declaration.span, {declaration.name});
  }
}

}  // namespace cepol::lints
