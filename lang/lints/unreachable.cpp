// Lint: cases that can never apply: their conditions contradict each other, an earlier case of a `first that fits`
// covers them, or one that is `over` them does (the priority is reversed). Decided on the lowered cases by facts
// (facts.hpp): no false positives, but cases are missed. Of waivers the priority is looked at by waivers.cpp.
#include <algorithm>
#include <set>

#include "lang/lints/facts.hpp"
#include "lang/lints/lint.hpp"

namespace cepol::lints {

namespace {

// The case before this one, by the order or by `over`, that applies wherever this one does.
std::optional<std::size_t> covered_by(const Cases& cases, const std::vector<Facts>& facts, std::size_t index,
                                      bool priorities) {
  for (std::size_t other = 0; other < facts.size(); ++other) {
    if (other == index || impossible(facts[other]) || !implies(facts[index], facts[other])) continue;
    const auto& over = cases.cases[other].over;
    const bool above = std::find(over.begin(), over.end(), static_cast<std::uint32_t>(index)) != over.end();
    if (cases.first ? other < index : above && priorities) return other;
  }
  return std::nullopt;
}

}  // namespace

void unreachable(const Input& input, Problems& problems) {
  const Program& program = input.checked.program;
  std::set<std::uint32_t> of_waivers;
  for (const AssessmentRules& rules : input.resolution.assessments)
    if (rules.waiver.valid()) of_waivers.insert(rules.waiver.index);
  for (std::uint32_t f = 0; f < program.functions.size(); ++f) {
    const Function& function = program.functions.nodes[f];
    const auto* cases = std::get_if<Cases>(&program.exprs[function.body].term);
    if (cases == nullptr) continue;
    std::vector<Facts> facts;
    for (const Case& one : cases->cases) facts.push_back(facts_of(program, one.guard));
    for (std::size_t i = 0; i < facts.size(); ++i) {
      const Case& one = cases->cases[i];
      const Span span = program.exprs[one.guard].span;
      const Span at = span.source.valid() && span.end > span.begin ? span : function.span;
      if (impossible(facts[i]))
        problems.add(Code::never_holds, at, {one.name});
      else if (const auto other = covered_by(*cases, facts, i, !of_waivers.contains(f)))
        problems.add(Code::case_shadowed, at, {one.name, cases->cases[*other].name});
    }
  }
}

}  // namespace cepol::lints
