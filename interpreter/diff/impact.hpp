// The impact of changed rules: the rows with different results under two policies (or two readings of one) and their
// causes. Undoing a cause, a set of changes, in the new policy restores the old result (causes.hpp).
//
// A row is different exactly where `cepol eval` with the two policies shows another outcome or another figure. Rows are
// decided on both sides; the only pairs of decisions that are decided once are those for which both sides read the same
// data (same_data) and compute the same (digests of what the decision and its figures call).
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

// A figure that both sides have. Figures of a table's results belong to the first decision of the table, which may be
// another one on the other side.
struct FigurePair {
  std::string before_label, label;  // in the old policy, in the new one
  core::FunctionId before, after;
};
// A decision that both sides have, with its corresponding outcomes and figures.
struct Pair {
  core::TableId before_table, after_table;
  core::DecisionId before, after;
  std::vector<std::optional<core::Member>> member;  // by old outcome: the new one; nullopt: there is none
  std::vector<FigurePair> figures;
};

// Variants of the new policy in which sets of changes are undone. Thread-safe.
class Variants {
 public:
  virtual ~Variants() = default;
  virtual std::size_t units() const = 0;  // single changes, in the notice's order
  struct Variant {
    EvaluationInput input;                   // `data` is set by read()
    bool reads_anew = false;                 // its tables differ from those of the new policy
    std::vector<std::optional<Pair>> pairs;  // by pair: the old decision and that of the variant
    // By pair: does it certainly give the new policy's outcome (first), and each of its figures (Pair::figures)?
    std::vector<std::vector<bool>> as_new;
    // The variant's row for a row of the new side; empty: the same row, since both read the same data.
    std::function<std::optional<data::RowIndex>(core::TableId, data::RowIndex)> row_of;
  };
  // nullptr: the policy without these changes has errors, or too many variants were asked for.
  virtual const Variant* without(const std::vector<std::size_t>& units) = 0;
  // The variant with its data, which are read when they are first needed.
  virtual const Variant& read(const Variant& variant) { return variant; }
};

struct OutcomeKey {  // the key by which outcomes are counted
  engine::Status status = engine::Status::undetermined;
  core::Member member = 0;  // given
  friend auto operator<=>(const OutcomeKey&, const OutcomeKey&) = default;
};
using OutcomeCounts = std::map<std::pair<OutcomeKey, OutcomeKey>, std::uint64_t>;  // old and new: rows

struct Figure {
  std::optional<engine::ResultValue> given;  // nullopt: no value, or none that is certain; `eval` shows a blank
  std::string compared;                      // the same in a policy of either language
  std::optional<Exact> amount;               // of a number
  friend bool operator==(const Figure& a, const Figure& b) { return a.compared == b.compared; }
};
struct Result {  // of one decision, one side
  engine::Status status = engine::Status::undetermined;
  core::Member member = 0;      // given
  std::vector<Figure> figures;  // by Pair::figures
};
struct Cause {
  std::vector<std::size_t> units;  // empty: the policies have no change that could explain it
  bool smallest = true;            // false: minimal, but a smaller set was not ruled out
  // Undone with them, since the rest has errors without; they change nothing of what differs.
  std::vector<std::size_t> along = {};
  friend auto operator<=>(const Cause&, const Cause&) = default;
};
struct Difference {
  std::uint32_t pair;
  data::RowIndex before_row, after_row;
  Result before, after;
  bool outcome;  // the outcome differs, not only figures
  // Impact::causes. What differs of a row may have different causes: a figure is not explained by that of the outcome.
  std::optional<std::uint32_t> outcome_cause = {};
  std::vector<std::optional<std::uint32_t>> figure_causes = {};  // by Pair::figures; nullopt: it is the same

  bool outcome_by(std::uint32_t cause) const { return outcome_cause == std::optional(cause); }
  bool figure_by(std::size_t figure, std::uint32_t cause) const {
    return figure_causes[figure] == std::optional(cause);
  }
  std::vector<std::uint32_t> causes() const;  // each once: of the outcome, then of figures
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
  struct QuotaLine {  // of a quota that both sides have, where the two differ
    std::string quota, member;
    // How many rows, how many places, how many are free, as `eval` shows them; empty: the side has no such member.
    std::vector<std::string> before, after;
    std::uint32_t cause;  // causes
  };
  std::vector<QuotaLine> quotas;
  struct RosterLines {  // of a printed form that both sides have: the lines that only one of them has
    std::string title;
    std::vector<std::string> before, after;
  };
  std::vector<RosterLines> rosters;
  std::uint64_t rows = 0, same = 0, different = 0, newly_undetermined = 0;  // of rows, over all their decisions
};

// Maps names of the old side to those of the new side.
struct NewNames {
  std::function<std::string(const std::string& table)> table;
  std::function<std::string(const std::string&table, const std::string&name)> decision, outcome;
};

// The decisions that both sides have.
std::vector<Pair> pairs_of(const core::Program& before, const core::Program& after, const NewNames& names);
// The old decision and the one of that table and name in a variant, in which some names may be old ones; nullopt: the
// variant has none.
std::optional<Pair> pair_in(const core::Program& before, core::DecisionId old_one, const core::Program& variant,
                            const std::string& table, const std::string& name, const NewNames& names);
// Rows are matched by their key, else by their number in the file. The result does not depend on `parallel`.
Impact impact(const EvaluationInput& before, const EvaluationInput& after, std::vector<Pair> pairs, Variants& variants,
              const Parallel& parallel);

// For each row of a table the row of another side's table with its key, or with its number in the file where the table
// has no key; of several with one key the first belongs to the first, and so on.
std::vector<std::optional<data::RowIndex>> rows_by_key(const EvaluationInput& of, core::TableId table,
                                                       const EvaluationInput& in, core::TableId other_table);

// The result of the pair's old or new decision.
Result result_of(engine::Engine& engine, const EvaluationInput& input, const Pair& pair, bool before,
                 data::RowIndex row);
bool same_outcome(const Pair& pair, const Result& before, const Result& now);
// Where the pair has the other pair's figure; nullopt: it has none of that name.
std::optional<std::size_t> figure_in(const Pair& pair, const FigurePair& figure);

// Digests of what the pair's old or new decision and each of its figures compute (core::digests_of), the outcome first.
std::vector<std::uint64_t> pair_digests(const core::Program& program, const std::vector<std::uint64_t>& functions,
                                        const Pair& pair, bool before);
std::string row_key(const core::Program& program, const data::Dataset& data, core::TableId table, data::RowIndex row);

}  // namespace cepol::diff
