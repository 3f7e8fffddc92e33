// Who comes out differently under two policies (or two readings of one), and the change that did it.
//
// Both sides decide every row. For a row that comes out differently, changes are taken back one set after another, in
// the new policy's own text, until the old result is there again: the smallest set that does it is the cause. Single
// changes are tried in the notice's order; where none does it alone, all that matter are taken back and one after the
// other left as it is, which gives a set of which none can be left out; of three or more, all pairs are tried first.
// So a cause of one or two changes is always a smallest one; a larger one is minimal (none of it can be left out).
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

struct EvaluationInput {  // one side, ready to decide
  const core::Program* program = nullptr;
  const data::Dataset* data = nullptr;
  engine::Options options;
  const engine::EngineKind* engine = nullptr;
};

// A decision that both sides have, and what of it corresponds.
struct Pair {
  core::TableId before_table, after_table;
  core::DecisionId before, after;
  std::vector<std::optional<core::Member>> member;  // of the old outcome: the new one's, if there still is one
  std::vector<std::pair<std::uint32_t, std::uint32_t>> figures;  // old and new measures that correspond
};

// Sets of changes taken back. Safe to ask from several threads.
class Variants {
 public:
  virtual ~Variants() = default;
  virtual std::size_t units() const = 0;                         // single changes, in the notice's order
  virtual bool matters(std::size_t unit, std::size_t pair) = 0;  // can it change that decision at all?
  struct Variant {
    EvaluationInput world;
    std::vector<std::optional<core::DecisionId>> decisions;  // by pair
    // The variant's row of a row of the new side; empty: the same, since both read the same data.
    std::function<std::optional<data::RowIndex>(core::TableId, data::RowIndex)> row_of;
  };
  // Null: what is left does not make a policy.
  virtual const Variant* without(const std::vector<std::size_t>& units) = 0;
};

struct Result {  // of one decision, one side
  engine::Status status = engine::Status::undetermined;
  core::Member member = 0;                    // given
  std::vector<std::optional<Exact>> figures;  // by Pair::figures; none: no value
};
struct Cause {
  std::vector<std::size_t> units;  // empty: no change of the policies that could be found (the data are read otherwise)
  bool smallest = true;            // false: none can be left out, but a smaller set was not ruled out
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
  std::vector<std::map<std::pair<std::string, std::string>, std::uint64_t>> matrix;  // by pair: outcomes as printed
  std::vector<Cause> causes;
  std::vector<Difference> differences;  // by pair, in the order of the new side's rows
  struct Alone {                        // rows that one side alone has (a key changed, a row left out)
    core::TableId table;
    std::vector<data::RowIndex> before, after;
  };
  std::vector<Alone> alone;
  std::uint64_t rows = 0, same = 0, different = 0, newly_undetermined = 0;  // of rows, over all their decisions
};

// The new names of what the old side calls so.
struct NewNames {
  std::function<std::string(const std::string& table)> table;
  std::function<std::string(const std::string&table, const std::string&name)> decision, outcome;
};

// The decisions that both sides have.
std::vector<Pair> pairs_of(const core::Program& before, const core::Program& after, const NewNames& names);
// Rows are matched by their key, else by their number in the file. The result does not depend on `parallel`.
Impact impact(const EvaluationInput& before, const EvaluationInput& after, std::vector<Pair> pairs, Variants& variants,
              const Parallel& parallel);

// What a decision and its figures compute, as core::digests_of tells it.
std::uint64_t decision_digest(const core::Program& program, const std::vector<std::uint64_t>& functions,
                              core::DecisionId id);
// Are the same cells and rows unreadable on both? Then the two programs read the data alike.
bool read_alike(const data::Dataset& one, const data::Dataset& other);
std::string row_key(const core::Program& program, const data::Dataset& data, core::TableId table, data::RowIndex row);

}  // namespace cepol::diff
