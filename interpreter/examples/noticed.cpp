#include "interpreter/examples/noticed.hpp"

#include <algorithm>
#include <atomic>
#include <numeric>
#include <thread>

namespace cepol::examples {

namespace {

class Trials {
 public:
  explicit Trials(const Tested& policy)
      : policy_(policy), coverage_(coverage(policy.sources, policy.modules.back().parsed->tree, policy.checked)) {
    for (const semantics::Example& example : policy.checked.examples)
      held_.push_back(holds(policy.checked.program, example));
  }

  Fate fate(const RuleChange& change) const {
    const auto changed = semantics::check_edited(policy_.sources, policy_.modules, {change.edit});
    if (changed == nullptr) return Fate::refused;
    core::Program& program = changed->checked.program;
    const core::Program& original = policy_.checked.program;
    for (std::size_t t = 0; t < program.tables.size() && t < original.tables.size(); ++t)
      program.tables.nodes[t].beside = original.tables.nodes[t].beside;
    const std::vector<semantics::Example>& examples = changed->checked.examples;
    if (examples.size() != held_.size()) return Fate::noticed;  // one can no longer be said
    for (std::size_t i : likely_first(change))
      if (held_[i] && !holds(program, examples[i])) return Fate::noticed;
    return Fate::unnoticed;
  }

 private:
  // Those that went through the changed place before all others.
  std::vector<std::size_t> likely_first(const RuleChange& change) const {
    const core::Program& program = policy_.checked.program;
    std::vector<std::uint32_t> near;
    for (std::uint32_t i = 0; i < program.exprs.size(); ++i) {
      const Span span = program.exprs.nodes[i].span;
      if (span.source == change.shown.source && span.begin >= change.shown.begin && span.end <= change.shown.end)
        near.push_back(i);
    }
    std::vector<std::size_t> order(held_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_partition(order.begin(), order.end(), [&](std::size_t example) {
      return std::any_of(near.begin(), near.end(),
                         [&](std::uint32_t expr) { return coverage_.seen[example].marks[expr] != 0; });
    });
    return order;
  }

  const Tested& policy_;
  Coverage coverage_;
  std::vector<bool> held_;
};

}  // namespace

std::vector<Trial> try_changes(const Tested& policy, unsigned threads, const std::function<void()>& advance) {
  std::vector<Trial> trials;
  for (RuleChange& change : changes_of(policy.sources, policy.modules, policy.checked.references))
    trials.push_back({std::move(change), Fate::noticed});
  const Trials all(policy);
  std::atomic<std::size_t> next = 0;
  {
    std::vector<std::jthread> running;
    for (unsigned t = 0; t < std::max(1U, threads); ++t)
      running.emplace_back([&] {
        for (std::size_t i = next++; i < trials.size(); i = next++) {
          trials[i].fate = all.fate(trials[i].change);
          if (advance) advance();
        }
      });
  }
  return trials;
}

}  // namespace cepol::examples
