// The impact of changed rules: the rows with different results under two policies (or two readings of one) and their
// causes. Undoing a cause, a set of changes, in the new policy restores the old result. Tried are single changes, in
// the order of the notice; else all relevant changes, reduced one by one to a minimal set; if that has three or more
// members, all pairs. So a cause of one or two changes is a smallest one; a larger one is minimal.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/engine/engine.hpp"
#include "lang/base/parallel.hpp"

namespace cepol::diff {

struct EvaluationInput {  // what an engine needs to decide the rows of one side
  const core::Program* program = nullptr;
  const data::Dataset* data = nullptr;
  engine::Options options;
  const engine::EngineKind* engine = nullptr;
};

// A decision that both sides have, with its corresponding outcomes and figures.
struct Pair {
  core::TableId before_table, after_table;
  core::DecisionId before, after;
  std::vector<std::optional<core::Member>> member;               // by old outcome: the new one; nullopt: there is none
  std::vector<std::pair<std::uint32_t, std::uint32_t>> figures;  // old and new measures that correspond
};

// Variants of the new policy in which sets of changes are undone. Thread-safe.
class Variants {
 public:
  virtual ~Variants() = default;
  virtual std::size_t units() const = 0;                         // single changes, in the notice's order
  virtual bool matters(std::size_t unit, std::size_t pair) = 0;  // can it change that decision?
  struct Variant {
    EvaluationInput input;
    std::vector<std::optional<core::DecisionId>> decisions;  // by pair
    // The variant's row for a row of the new side; empty: the same row, since both read the same data.
    std::function<std::optional<data::RowIndex>(core::TableId, data::RowIndex)> row_of;
  };
  // nullptr: the policy without these changes has errors.
  virtual const Variant* without(const std::vector<std::size_t>& units) = 0;
};

struct OutcomeKey {  // the key by which outcomes are counted
  engine::Status status = engine::Status::undetermined;
  core::Member member = 0;  // given
  friend auto operator<=>(const OutcomeKey&, const OutcomeKey&) = default;
};
using OutcomeCounts = std::map<std::pair<OutcomeKey, OutcomeKey>, std::uint64_t>;  // old and new: rows

struct Result {  // of one decision, one side
  engine::Status status = engine::Status::undetermined;
  core::Member member = 0;                    // given
  std::vector<std::optional<Exact>> figures;  // by Pair::figures; none: no value
};
struct Cause {
  std::vector<std::size_t> units;  // empty: no change explains it (the two sides read the data differently)
  bool smallest = true;            // false: minimal, but a smaller set was not ruled out
  friend auto operator<=>(const Cause&, const Cause&) = default;
};
struct Difference {
  std::uint32_t pair;
  data::RowIndex before_row, after_row;
  Result before, after;
  std::uint32_t cause;  // Impact::causes
  bool outcome;         // the outcome differs, not only figures
};

struct Impact {
  std::vector<Pair> pairs;
  std::vector<OutcomeCounts> matrix;  // by pair
  std::vector<Cause> causes;
  std::vector<Difference> differences;  // by pair, in the order of the new side's rows
  struct Alone {                        // rows that only one side has (a key changed, a row left out)
    core::TableId table;
    std::vector<data::RowIndex> before, after;
  };
  std::vector<Alone> alone;
  std::uint64_t rows = 0, same = 0, different = 0, newly_undetermined = 0;  // of rows, over all their decisions
};

// Maps names of the old side to those of the new side.
struct NewNames {
  std::function<std::string(const std::string& table)> table;
  std::function<std::string(const std::string&table, const std::string&name)> decision, outcome;
};

// The decisions that both sides have.
std::vector<Pair> pairs_of(const core::Program& before, const core::Program& after, const NewNames& names);
// Rows are matched by their key, else by their number in the file. The result does not depend on `parallel`.
Impact impact(const EvaluationInput& before, const EvaluationInput& after, std::vector<Pair> pairs, Variants& variants,
              const Parallel& parallel);

// For each row of a table the row of another side's table with its key, or with its number in the file where the table
// has no key; of several with one key the first belongs to the first, and so on.
std::vector<std::optional<data::RowIndex>> rows_by_key(const EvaluationInput& of, core::TableId table,
                                                       const EvaluationInput& in, core::TableId other_table);

// A digest of what a decision and its figures compute (core::digests_of).
std::uint64_t decision_digest(const core::Program& program, const std::vector<std::uint64_t>& functions,
                              core::DecisionId id);
std::string row_key(const core::Program& program, const data::Dataset& data, core::TableId table, data::RowIndex row);

}  // namespace cepol::diff
