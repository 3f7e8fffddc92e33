// The rules of evaluation with sets. They hold throughout this folder.
//
// A set stands for what a term may be under the fillings of the blanks. It never lacks a value that some filling gives;
// it may have more, since the parts of a term are looked at one by one and not together (x - x over 0..10 is -10..10).
// On complete data every set is one thing, and the rules are those of ordinary evaluation.
//
//   Sets. Truths and choices: members. Numbers, years, dates: an interval, with a mark where all of it is whole. Texts,
//     rows: one, or any. Beside these, "may be none" and "may fail", the latter by kind (conflict, other) and with the
//     first reason.
//   Intervals. Sums, products, shifts and so on are computed at the ends, exactly. An end too large to compute becomes
//     infinite and the result may also fail; a single point that cannot be computed fails and nothing else. Infinite
//     ends compare, and a sum or product with one is infinite (0 times it is 0). Numbers inside an interval are taken
//     to be computable where its ends are. Dividing by an interval with 0 in it gives any number, or a failure.
//   Calendar. Ends that leave the years 1 to 9999 stop there and the result may fail; when all of it leaves, it fails.
//     An amount of calendar units must be whole, likewise what is added to a year.
//   None. Arithmetic and calendar with none are none; a comparison with none is no; a guard that is none does not hold.
//   Failures. Parts are evaluated in the order written. A part that surely fails ends the term, with the failures that
//     came before; one that may fail is gone on after. Arguments and `let` values fail only where they are read.
//   Guards may hold, may not hold, may fail. and/or: one operand decides, whatever the others do; else one that fails
//     makes it fail. first: cases are looked at until one surely holds. one: a case is out when one over it surely
//     holds. Two that may be left together, neither over the other, with values not surely equal, may be a conflict; if
//     they are surely left and their values are known, it is one. Values of cases that are out are not evaluated.
//   Folds. A row may count. sum: a row that may not count adds its interval joined with 0. minimum, maximum: may be
//     none unless some row surely counts. some, every: decided by one row, like or, and; the others need every row, and
//     a row that surely fails makes them fail. distinct: between what surely differs and what is not surely equal.
//   Years. A window whose ends are not known: each year that may lie in it counts perhaps. When there are many of them,
//     one turn for the whole span of years is taken for each of up to 200. Over an end that is none the fold is none.
//   Rows. Through none or a dangling reference every column is none and there are no children.
#include "interpreter/reference/evaluator.hpp"

#include "interpreter/reference/case_splitter.hpp"
#include "interpreter/reference/set_evaluator.hpp"

namespace cepol::reference {

struct Evaluator::Impl {
  const core::Program& program;
  engine::Options options;
  SetEvaluator machine;
  std::vector<std::vector<core::DecisionId>> by_table;

  Impl(const core::Program& p, const data::Dataset& data, const engine::Options& o,
       std::shared_ptr<const ProgramInfo> prepared)
      : program(p), options(o), machine(p, data, options, std::move(prepared)), by_table(p.tables.size()) {
    for (std::uint32_t i = 0; i < p.decisions.size(); ++i)
      by_table[p.decisions.nodes[i].table.index].push_back(core::DecisionId{i});
  }
  engine::RowResults::Decided decide(core::DecisionId id, data::RowIndex row, bool relevance);
};

engine::RowResults::Decided Evaluator::Impl::decide(core::DecisionId id, data::RowIndex row, bool relevance) {
  const core::Decision& decision = program.decisions[id];
  auto complete = [&](core::FunctionId function, bool name_blanks) {
    return CaseSplitter(machine, function, row, options.search_bound).run(name_blanks);
  };
  engine::RowResults::Decided decided;
  decided.decision = id;
  decided.outcome = complete(decision.outcome, relevance);
  decided.measures.reserve(decision.measures.size());
  for (const core::Measure& measure : decision.measures) decided.measures.push_back(complete(measure.value, false));
  return decided;
}

Evaluator::Evaluator(const core::Program& program, const data::Dataset& data, const engine::Options& options,
                     std::shared_ptr<const ProgramInfo> prepared)
    : impl_(std::make_unique<Impl>(
          program, data, options,
          prepared != nullptr ? std::move(prepared) : std::make_shared<const ProgramInfo>(program, options.readings))) {
}
Evaluator::~Evaluator() = default;

void Evaluator::watch(CoverageMarks* seen) { impl_->machine.watch(seen); }

engine::RowResults Evaluator::decide(core::TableId table, data::RowIndex row) {
  engine::RowResults results;
  const std::vector<core::DecisionId>& decisions = impl_->by_table[table.index];
  results.decisions.reserve(decisions.size());
  for (core::DecisionId id : decisions) results.decisions.push_back(impl_->decide(id, row, true));
  return results;
}

engine::RowResults::Decided Evaluator::decide(core::DecisionId decision, data::RowIndex row) {
  return impl_->decide(decision, row, false);
}

engine::Outcome Evaluator::outcome(core::DecisionId decision, data::RowIndex row) {
  return CaseSplitter(impl_->machine, impl_->program.decisions[decision].outcome, row, impl_->options.search_bound)
      .run(false);
}

ValueSet Evaluator::call(core::FunctionId function, std::span<const ValueSet> arguments) {
  return impl_->machine.run(function, arguments);
}

Evaluator::Ways Evaluator::ways(core::DecisionId decision, data::RowIndex row, std::size_t limit) {
  return CaseSplitter(impl_->machine, impl_->program.decisions[decision].outcome, row, impl_->options.search_bound)
      .ways(limit);
}

}  // namespace cepol::reference
