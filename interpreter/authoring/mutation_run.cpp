#include "interpreter/authoring/mutation_run.hpp"

#include <algorithm>
#include <numeric>

namespace cepol::authoring {

namespace {

class Trials {
 public:
  Trials(const semantics::CheckedPolicy& policy, const engine::EngineKind& kind, const Coverage& coverage)
      : policy_(policy), kind_(kind), coverage_(coverage) {}

  MutantStatus status(const RuleChange& change) const {
    std::vector<check::Edit> edits = change.also;
    edits.push_back(change.edit);
    std::sort(edits.begin(), edits.end(),
              [](const check::Edit& a, const check::Edit& b) { return a.span.begin < b.span.begin; });
    const auto changed = check::check_edited(policy_, edits);
    if (changed == nullptr) return MutantStatus::refused;
    const std::vector<semantics::Example>& examples = changed->checked.examples;
    if (examples.size() != coverage_.holds.size()) return MutantStatus::noticed;  // one can no longer be said
    engine::LoadedProgram loaded(kind_, changed->checked.program);
    for (std::size_t i : likely_first(change))
      if (coverage_.holds[i] && !holds(loaded, examples[i])) return MutantStatus::noticed;
    return MutantStatus::unnoticed;
  }

 private:
  // Those that went through the changed place before all others.
  std::vector<std::size_t> likely_first(const RuleChange& change) const {
    const core::Program& program = policy_.program();
    std::vector<std::uint32_t> near;
    for (std::uint32_t i = 0; i < program.exprs.size(); ++i) {
      const Span span = program.exprs.nodes[i].span;
      if (span.source == change.shown.source && span.begin >= change.shown.begin && span.end <= change.shown.end)
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
};

}  // namespace

std::vector<MutantStatus> try_changes(const semantics::CheckedPolicy& policy, const engine::EngineKind& kind,
                                      const std::vector<RuleChange>& changes, const Coverage& coverage,
                                      const Parallel& parallel, const std::function<void()>& advance) {
  std::vector<MutantStatus> statuses(changes.size(), MutantStatus::noticed);
  const Trials trials(policy, kind, coverage);
  parallel.run(changes.size(), [&](std::size_t i) {
    statuses[i] = trials.status(changes[i]);
    if (advance) advance();
  });
  return statuses;
}

}  // namespace cepol::authoring
