// Each mutation is checked with check_edited() and tried on one thread; examples that evaluated the mutated place run
// first, and the first that fails ends the trial.
#include "interpreter/authoring/mutation_run.hpp"

#include <algorithm>
#include <numeric>

#include "lang/core/digest.hpp"

namespace cepol::authoring {

namespace {

// What the decisions, definitions and credits compute, whatever reading is in force.
std::vector<std::uint64_t> computed_by(const core::Program& program) {
  std::vector<std::uint64_t> found;
  const auto functions = core::digests_of(program, {});
  for (const core::Decision& decision : program.decisions.nodes) {
    found.push_back(functions[decision.outcome.index]);
    for (const core::Measure& measure : decision.measures) found.push_back(functions[measure.value.index]);
  }
  for (std::size_t i = 0; i < functions.size(); ++i)
    if (program.functions.nodes[i].told != core::Told::in_place) found.push_back(functions[i]);
  return found;
}

class MutationTrial {
 public:
  MutationTrial(const semantics::CheckedPolicy& policy, const engine::EngineKind& kind, const Coverage& coverage)
      : policy_(policy), kind_(kind), coverage_(coverage), computed_(computed_by(policy.program())) {}

  MutantStatus status_of(const Mutation& mutation) const {
    std::vector<check::Edit> edits = mutation.renamed_uses;
    edits.push_back(mutation.edit);
    std::sort(edits.begin(), edits.end(),
              [](const check::Edit& a, const check::Edit& b) { return a.span.begin < b.span.begin; });
    const auto changed = check::check_edited(policy_, edits);
    if (changed == nullptr) return MutantStatus::invalid;
    const std::vector<semantics::Example>& examples = changed->checked.examples;
    if (examples.size() != coverage_.holds.size()) return MutantStatus::detected;  // an example has errors now
    engine::LoadedProgram loaded(kind_, changed->checked.program);
    for (std::size_t i : examples_by_relevance(mutation))
      if (coverage_.holds[i] && !holds(loaded, examples[i])) return MutantStatus::detected;
    const bool same = !mutation.beyond_functions && computed_by(changed->checked.program) == computed_;
    return same ? MutantStatus::unchanged : MutantStatus::undetected;
  }

 private:
  // Indices of the examples, those that evaluated the mutated place first.
  std::vector<std::size_t> examples_by_relevance(const Mutation& mutation) const {
    const core::Program& program = policy_.program();
    std::vector<std::uint32_t> near;
    for (std::uint32_t i = 0; i < program.exprs.size(); ++i) {
      const Span span = program.exprs.nodes[i].span;
      if (span.source == mutation.shown.source && span.begin >= mutation.shown.begin && span.end <= mutation.shown.end)
        near.push_back(i);
    }
    std::vector<std::size_t> order(coverage_.holds.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_partition(order.begin(), order.end(), [&](std::size_t example) {
      return std::any_of(near.begin(), near.end(),
                         [&](std::uint32_t expr) { return coverage_.seen[example].marks[expr] != 0; });
    });
    return order;
  }

  const semantics::CheckedPolicy& policy_;
  const engine::EngineKind& kind_;
  const Coverage& coverage_;
  const std::vector<std::uint64_t> computed_;
};

}  // namespace

std::vector<MutantStatus> run_mutations(const semantics::CheckedPolicy& policy, const engine::EngineKind& kind,
                                        const std::vector<Mutation>& mutations, const Coverage& coverage,
                                        const Parallel& parallel, const std::function<void()>& advance) {
  std::vector<MutantStatus> statuses(mutations.size(), MutantStatus::detected);
  const MutationTrial trial(policy, kind, coverage);
  parallel.run(mutations.size(), [&](std::size_t i) {
    statuses[i] = trial.status_of(mutations[i]);
    if (advance) advance();
  });
  return statuses;
}

}  // namespace cepol::authoring
