#include "interpreter/reference/evaluator.hpp"

#include "interpreter/reference/complete.hpp"
#include "interpreter/reference/machine.hpp"

namespace cepol::reference {

struct Evaluator::Impl {
  const core::Program& program;
  results::Options options;
  Machine machine;
  std::vector<std::vector<core::DecisionId>> by_table;

  Impl(const core::Program& p, const tables::Dataset& data, const results::Options& o)
      : program(p), options(o), machine(p, data, options), by_table(p.tables.size()) {
    for (std::uint32_t i = 0; i < p.decisions.size(); ++i)
      by_table[p.decisions.nodes[i].table.index].push_back(core::DecisionId{i});
  }
};

Evaluator::Evaluator(const core::Program& program, const tables::Dataset& data, const results::Options& options)
    : impl_(std::make_unique<Impl>(program, data, options)) {}
Evaluator::~Evaluator() = default;

results::RowResults Evaluator::decide(core::TableId table, tables::RowIndex row) {
  results::RowResults results;
  for (core::DecisionId id : impl_->by_table[table.index]) {
    const core::Decision& decision = impl_->program.decisions[id];
    results::RowResults::Decided decided;
    decided.decision = id;
    decided.outcome = Completion(impl_->machine, decision.outcome, table, row, impl_->options.search_bound).run(true);
    for (const core::Measure& measure : decision.measures)
      decided.measures.push_back(Completion(impl_->machine, measure.value, table, row, impl_->options.search_bound).run(false));
    results.decisions.push_back(std::move(decided));
  }
  return results;
}

Value Evaluator::call(core::FunctionId function, std::span<const Value> arguments) {
  static const Box nothing_assumed;
  return impl_->machine.run(function, arguments, nothing_assumed);
}

Evaluator::Ways Evaluator::ways(core::DecisionId decision, tables::RowIndex row, std::size_t limit) {
  const core::Decision& decided = impl_->program.decisions[decision];
  return Completion(impl_->machine, decided.outcome, decided.table, row, impl_->options.search_bound).ways(limit);
}

}  // namespace cepol::reference
