// Runs the stages of checking in order: resolution, the bound on the cost of decisions, lints, suppression of known
// warnings. Later stages that need an error-free program are skipped if resolution reported an error.
#include "lang/check/check.hpp"

#include "lang/check/suppressions.hpp"
#include "lang/lints/lints.hpp"
#include "lang/semantics/cost.hpp"
#include "lang/semantics/resolve.hpp"

namespace cepol::check {

semantics::Checked check(const Sources& sources, const std::vector<semantics::Module>& modules,
                         const notice::Notice* notice, const std::vector<semantics::OtherNotice>& others) {
  semantics::Checked checked;
  if (modules.empty()) return checked;
  const semantics::Resolution resolution = semantics::resolve(sources, modules, notice, others, checked);
  const bool sound = !checked.problems.any_error();
  if (sound) semantics::check_cost(checked.program, checked.problems);
  lints::run({sources, modules, notice, others, checked, resolution}, sound, checked.problems);
  std::vector<const syntax::Tree*> trees;
  for (const semantics::Module& module : modules) trees.push_back(&module.parsed->tree);
  silence(checked, trees, checked.problems);
  return checked;
}

}  // namespace cepol::check
