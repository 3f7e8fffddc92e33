// Cases that can never be the one chosen: their conditions contradict each other, or an earlier case of a `first that
// fits` takes all of theirs. Judged on the lowered cases by simple facts alone (facts.hpp), so a warning is always
// right, and a case that only deeper reasoning shows to be impossible gets none.
#include "lang/semantics/facts.hpp"

namespace cepol::semantics {

void Checker::check_unreachable() {
  for (const Function& function : out_.program.functions.nodes) {
    const auto* cases = std::get_if<Cases>(&out_.program.exprs[function.body].term);
    if (cases == nullptr) continue;
    std::vector<Facts> earlier;
    for (const Case& one : cases->cases) {
      const Facts facts = facts_of(out_.program, one.guard);
      const Span span = out_.program.exprs[one.guard].span;
      const Span at = span.source.valid() && span.end > span.begin ? span : function.span;
      if (impossible(facts)) {
        problems_.add(Code::never_holds, at, {one.name});
      } else if (cases->first) {
        for (std::size_t i = 0; i < earlier.size(); ++i)
          if (implies(facts, earlier[i])) {
            problems_.add(Code::case_shadowed, at, {one.name, cases->cases[i].name});
            break;
          }
      }
      earlier.push_back(facts);
    }
  }
}

}  // namespace cepol::semantics
