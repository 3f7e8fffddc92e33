// The interface of all engines: a program is loaded, an engine is created for data, and it decides rows.
//
//   EngineKind      one engine of the tool: its name and how it prepares a program. Each engine's folder defines one.
//   LoadedProgram   a program that an engine has accepted, with what the engine prepares once a selection of readings.
//   Engine          one program, one set of data, one selection of readings: decides rows, calls functions.
//
// Explanations, comparisons and coverage use engines only through this interface. All engines give the same results;
// they differ in speed.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "interpreter/engine/coverage_marks.hpp"
#include "interpreter/engine/results.hpp"
#include "interpreter/engine/value_set.hpp"

namespace cepol::engine {

// How an undetermined outcome depends on the blanks: a region is a set of values for each blank that matters, on which
// the outcome is the same. Regions do not overlap.
struct OutcomeRegion {
  std::vector<std::pair<BlankCell, ValueSet>> blanks;
  Outcome outcome;
};
struct OutcomeRegions {
  std::vector<OutcomeRegion> regions;  // in the order of outcomes, then of values
  bool truncated = false;              // more regions exist than `limit` or the search bound allows
};

// Used by one thread at a time. The program and the data must outlive it.
class Engine {
 public:
  virtual ~Engine() = default;

  // Of the table these rows will be asked for, ascending, and few others: they may be decided together.
  virtual void expect(core::TableId, std::vector<data::RowIndex>) {}
  // Every decision of the row's table.
  virtual RowResults decide(core::TableId table, data::RowIndex row) = 0;
  // The same in place of other results, whose memory may be used again.
  virtual void decide_into(RowResults& results, core::TableId table, data::RowIndex row) {
    results = decide(table, row);
  }
  // One decision with its figures, or its outcome only. Outcome::missing is left empty.
  virtual RowResults::Decided decide(core::DecisionId decision, data::RowIndex row) = 0;
  virtual Outcome outcome(core::DecisionId decision, data::RowIndex row) = 0;
  // The value of a function that takes a row and nothing else, as a decision's outcome and its figures are. `missing`:
  // with the blanks that it depends on where it is undetermined.
  virtual Outcome value(core::FunctionId function, data::RowIndex row, bool missing) = 0;
  // The regions of an undetermined outcome, at most `limit`; none where the outcome is certain.
  virtual OutcomeRegions outcome_regions(core::DecisionId decision, data::RowIndex row, std::size_t limit) = 0;

  // Evaluates a function on value sets. The result contains every value that some filling of the blanks gives. For
  // explanations.
  virtual ValueSet call(core::FunctionId function, std::span<const ValueSet> arguments) = 0;
  // The same of an expression in the body of a function whose frame holds these values; of slots that are not bound,
  // any.
  virtual ValueSet evaluate(core::FunctionId function, core::ExprId expression, std::span<const ValueSet> frame) = 0;
  // The value of a function that takes a row and nothing else, where it is a truth or a member and known without
  // further work; nullopt: `call` tells.
  virtual std::optional<core::Member> known_member(core::FunctionId, data::RowIndex) { return std::nullopt; }
  // From now on `call` records the expressions that it evaluates in `marks`; nullptr ends this.
  virtual void watch(CoverageMarks* marks) = 0;
};

// What an engine computes from a program and a selection of readings before it has data. Immutable: engines on several
// threads may share it. The program must outlive it.
class PreparedProgram {
 public:
  virtual ~PreparedProgram() = default;
  // The engine may outlive the PreparedProgram.
  virtual std::unique_ptr<Engine> on(const data::Dataset& data, const Options& options) const = 0;
};

struct EngineKind {
  std::string_view name;
  std::unique_ptr<const PreparedProgram> (*prepare)(const core::Program& program,
                                                    const std::vector<core::Member>& readings);
};

// Every program enters an engine here. In builds with assertions the program is verified (core::verify); a program that
// violates an invariant of the core is a bug of the lowering: the process aborts and prints the violation.
// Used by one thread at a time. The program must outlive it, and its engines.
class LoadedProgram {
 public:
  LoadedProgram(const EngineKind& kind, const core::Program& program);

  const core::Program& program() const { return program_; }
  // Prepares the program at the first use of a selection of readings and caches the result.
  std::unique_ptr<Engine> on(const data::Dataset& data, const Options& options);

 private:
  const EngineKind& kind_;
  const core::Program& program_;
  std::map<std::vector<core::Member>, std::unique_ptr<const PreparedProgram>> by_readings_;
};

// For one set of data and one selection of readings.
std::unique_ptr<Engine> load(const EngineKind& kind, const core::Program& program, const data::Dataset& data,
                             const Options& options);

}  // namespace cepol::engine
