// Lint: cases that can never apply, because their conditions contradict each other or an earlier case of a `first that
// fits` covers them. Decided on the lowered cases by facts (facts.hpp): no false positives, but cases are missed.
#include "lang/lints/facts.hpp"
#include "lang/lints/lint.hpp"

namespace cepol::lints {

void unreachable(const Input& input, Problems& problems) {
  const Program& program = input.checked.program;
  for (const Function& function : program.functions.nodes) {
    const auto* cases = std::get_if<Cases>(&program.exprs[function.body].term);
    if (cases == nullptr) continue;
    std::vector<Facts> earlier;
    for (const Case& one : cases->cases) {
      const Facts facts = facts_of(program, one.guard);
      const Span span = program.exprs[one.guard].span;
      const Span at = span.source.valid() && span.end > span.begin ? span : function.span;
      if (impossible(facts)) {
        problems.add(Code::never_holds, at, {one.name});
      } else if (cases->first) {
        for (std::size_t i = 0; i < earlier.size(); ++i)
          if (implies(facts, earlier[i])) {
            problems.add(Code::case_shadowed, at, {one.name, cases->cases[i].name});
            break;
          }
      }
      earlier.push_back(facts);
    }
  }
}

}  // namespace cepol::lints
