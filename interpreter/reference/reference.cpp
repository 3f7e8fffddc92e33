// The reference engine behind the interface of engines, and the rules of evaluation with sets that all files of this
// folder follow.
//
// A set stands for what a term may be under the fillings of the blanks. It never lacks a value that some filling gives;
// it may have more, since the parts of a term are evaluated one by one and not together (x - x over 0..10 is -10..10).
// On complete data every set has one element, and the rules are those of ordinary evaluation.
//
//   Sets. Truths and enumerations: members. Numbers, years, dates: a range, with a mark where all of it is whole.
//   Rows: a
//     range of them. Texts: one, or any. Beside these, "may be none" and "may fail", the latter by kind (conflict,
//     other) and with the first reason. Where several reasons are joined and the result surely fails, the reason is
//     taken from one filling.
//   Ranges. Sums, products, dates moved and so on are computed at the ends, exactly. An end too large to compute
//   becomes
//     infinite and the result may also fail; a single point that cannot be computed fails and nothing else. Infinite
//     ends compare, and a sum or product with one is infinite (0 times it is 0). Numbers inside a range are taken to be
//     computable where its ends are. Dividing by a range with 0 in it gives any number, or a failure.
//   Calendar. Ends outside the years 1 to 9999 are replaced by the first or last day and the result may fail; when all
//     of it is outside, it fails. An amount of calendar units must be whole, likewise what is added to a year.
//   None. Arithmetic and calendar with none are none; a comparison with none is no; a guard that is none does not hold.
//   Failures. Parts are evaluated in the order written. A part that surely fails ends the term, with the failures that
//     came before; after one that may fail, evaluation goes on. A failure of its own (rows that differ) is left out
//     where a part surely fails. Arguments and `let` values fail only where they are
//     read.
//   Guards may hold, may not hold, may fail. and/or: one operand decides, whatever the others do; else the first that
//     fails makes it fail, and failures after one that surely fails are left out. first: cases are evaluated until one
//     surely holds. one: a case is out when one over it surely holds. Two that may be left together, neither over the
//     other, with values not surely equal, may be a conflict; if they are surely left and their values are known, it is
//     one. Values of cases that are out are not evaluated.
//   Folds. A row may count. sum: a row that may not count adds its range joined with 0. minimum, maximum: may be none
//     unless some row surely counts. some, every: decided by one row, like or, and; the others need every row, and a
//     row that surely fails makes them fail. distinct: between what surely differs and what is not surely equal.
//   Years. A window whose ends are not known: each year that may lie in it counts perhaps. When there are many of them,
//     one evaluation for the whole span of years is taken for each of up to 200. Over an end that is none the fold is
//     none.
//   Rows. Through none every column is none and there are no children; through a range of rows the values of all of
//     them are joined.
//   Members of folds. A row whose owner is not sure belongs to each of several, or to nobody, by the cell that links
//   it;
//     a row that is perhaps no record is a truth of its own. Both are split like blanks.
#include "interpreter/reference/reference.hpp"

#include "interpreter/engine/search_bound.hpp"
#include "interpreter/reference/case_splitter.hpp"
#include "interpreter/reference/set_evaluator.hpp"

namespace cepol::reference {

namespace {

class ReferenceEngine final : public engine::Engine {
 public:
  ReferenceEngine(const core::Program& program, const data::Dataset& data, engine::Options options,
                  std::shared_ptr<const ProgramInfo> info)
      : program_(program),
        options_(std::move(options)),
        evaluator_(program, data, options_, std::move(info)),
        bounds_(program, data, options_),
        by_table_(program.tables.size()) {
    for (std::uint32_t i = 0; i < program.decisions.size(); ++i)
      by_table_[program.decisions.nodes[i].table.index].push_back(core::DecisionId{i});
  }

  engine::RowResults decide(core::TableId table, data::RowIndex row) override {
    engine::RowResults results;
    const std::vector<core::DecisionId>& decisions = by_table_[table.index];
    results.decisions.reserve(decisions.size());
    for (core::DecisionId id : decisions) results.decisions.push_back(decided(id, row, true));
    return results;
  }
  engine::RowResults::Decided decide(core::DecisionId decision, data::RowIndex row) override {
    return decided(decision, row, false);
  }
  engine::Outcome outcome(core::DecisionId decision, data::RowIndex row) override {
    return value(program_.decisions[decision].outcome, row, false);
  }
  engine::Outcome value(core::FunctionId function, data::RowIndex row, bool missing) override {
    FunctionOfRow question(evaluator_, function, row);
    return splitter(question).run(missing);
  }
  engine::OutcomeRegions outcome_regions(core::DecisionId decision, data::RowIndex row, std::size_t limit) override {
    FunctionOfRow question(evaluator_, program_.decisions[decision].outcome, row);
    return splitter(question).outcome_regions(limit);
  }
  ValueSet call(core::FunctionId function, std::span<const ValueSet> arguments) override {
    return evaluator_.run(function, arguments);
  }
  ValueSet evaluate(core::FunctionId function, core::ExprId expression, std::span<const ValueSet> frame) override {
    return evaluator_.run(function, expression, frame);
  }
  void watch(engine::CoverageMarks* marks) override { evaluator_.watch(marks); }

 private:
  struct FunctionOfRow final : Question {
    FunctionOfRow(SetEvaluator& by, core::FunctionId of, data::RowIndex of_row)
        : evaluator(by), function(of), row(engine::of_row(of_row)) {}
    ValueSet run() override { return evaluator.run(function, std::span(&row, 1)); }
    ValueSet probe() override { return evaluator.probe(function, std::span(&row, 1)); }

    SetEvaluator& evaluator;
    const core::FunctionId function;
    const ValueSet row;
  };
  CaseSplitter splitter(FunctionOfRow& question) {
    const core::Function& function = program_.functions[question.function];
    return {evaluator_, question, function.result, bounds_.of(function.parameters.front().type.table)};
  }
  engine::RowResults::Decided decided(core::DecisionId id, data::RowIndex row, bool relevance) {
    const core::Decision& decision = program_.decisions[id];
    engine::RowResults::Decided made;
    made.decision = id;
    made.outcome = value(decision.outcome, row, relevance);
    made.measures.reserve(decision.measures.size());
    for (const core::Measure& measure : decision.measures) made.measures.push_back(value(measure.value, row, false));
    return made;
  }

  const core::Program& program_;
  const engine::Options options_;
  SetEvaluator evaluator_;
  engine::SearchBounds bounds_;
  std::vector<std::vector<core::DecisionId>> by_table_;
};

class ReferenceProgram final : public engine::PreparedProgram {
 public:
  ReferenceProgram(const core::Program& program, std::shared_ptr<const ProgramInfo> info)
      : program_(program), info_(std::move(info)) {}
  std::unique_ptr<engine::Engine> on(const data::Dataset& data, const engine::Options& options) const override {
    return std::make_unique<ReferenceEngine>(program_, data, options, info_);
  }

 private:
  const core::Program& program_;
  std::shared_ptr<const ProgramInfo> info_;
};

std::unique_ptr<const engine::PreparedProgram> prepare(const core::Program& program,
                                                       const std::vector<core::Member>& readings) {
  return prepared(program, std::make_shared<const ProgramInfo>(program, readings));
}

}  // namespace

std::unique_ptr<const engine::PreparedProgram> prepared(const core::Program& program,
                                                        std::shared_ptr<const ProgramInfo> info) {
  return std::make_unique<ReferenceProgram>(program, std::move(info));
}

const engine::EngineKind& engine_kind() {
  static constexpr engine::EngineKind kind{"reference", &prepare};
  return kind;
}

}  // namespace cepol::reference
