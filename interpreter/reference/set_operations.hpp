// SetOperations: what the operations of the core give on sets of values, on one set of data; the blanks among the
// cells, and what is assumed of them. An evaluator applies these operations in the order of its terms: SetEvaluator
// that of the program's expressions, the columnar engine that of what its plan left open. The rules are listed at the
// top of reference.cpp.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "interpreter/reference/column_hulls.hpp"
#include "interpreter/reference/program_info.hpp"

namespace cepol::reference {

struct FailureReason {
  bool conflict = false;
  std::string detail;  // conflict: "A / B"; otherwise the function that failed and why
};

struct TruthSet {  // a set of truths in which none counts as no
  bool yes = false, no = false;
  std::uint32_t failure = 0;  // as in ValueSet
};

// What is assumed of a text that is not known beside the single texts it was split off from: it differs from all of
// `not_equal`, contains all of `contained` and none of `not_contained`.
struct TextConstraints {
  std::vector<std::string_view> not_equal, contained, not_contained;
};

// A cell that is not known or known only in part, and how it may be filled; or whether a row is a record, as a truth.
struct BlankInfo {
  engine::BlankCell cell;
  core::Kind kind;
  ValueSet domain;         // all that the column allows; of a partial date its days; of a listed cell its candidates
  std::int64_t power = 1;  // numbers: values are whole multiples of 1/power
  std::string fresh;       // text: one that no other cell or constant is, or is part of
  BlankIndex unit = 0;     // the first blank of its column where that is unknown as a whole; else itself
  std::vector<ValueSet> candidates = {};  // of a listed cell, unless a set of members holds them; ascending, disjoint
};

// Where to split the values of a blank so that a comparison that it left open is decided: at the range, or by the text,
// that it was compared with.
struct SplitPoint {
  enum class By : std::uint8_t { nothing, range, equal_text, contained_text } by = By::nothing;
  Exact low = Exact::lowest(), high = Exact::highest();
  std::string_view text;
};
struct ReadBlank {  // a blank that an evaluation read and that left something open
  BlankIndex blank;
  SplitPoint split;
};

class SetOperations {
 public:
  SetOperations(const core::Program& program, const data::Dataset& data, const engine::Options& options,
                std::shared_ptr<const ProgramInfo> info);

  const core::Program& program() const { return program_; }
  const data::Dataset& data() const { return data_; }
  const std::vector<std::string_view>& text_constants() const { return info_->text_constants; }
  const FailureReason& reason(std::uint32_t failure) const { return reasons_[(failure >> engine::reason_shift) - 1]; }

  // ---- blanks, numbered as they are met, from forget_blanks() on
  void forget_blanks();
  std::size_t blank_count() const { return blanks_.size(); }
  const BlankInfo& blank(BlankIndex index) const { return blanks_[index]; }
  bool is_unknown_column(const engine::BlankCell& cell) const {
    return cell.column != engine::whole_row && data_[cell.table].columns[cell.column].unknown;
  }
  void assume(BlankIndex blank, const ValueSet& value, const TextConstraints* constraints);
  void assume_nothing(BlankIndex blank) { assume(blank, blanks_[blank].domain, nullptr); }

  // ---- probes: evaluations while the blanks take what is assumed of them. They record the blanks that leave anything
  // open: by a comparison that may turn out either way, a possible failure, or the result.
  void begin_probe();
  void end_probe(const TrackedSet& value);
  void begin_run() { probing_ = false, run_ = 1; }  // blanks take any value that their columns allow
  const std::vector<ReadBlank>& read_blanks() const { return read_blanks_; }
  bool incomplete() const { return incomplete_; }  // a part was taken for "any value": `read_blanks` may lack blanks
  void note_incomplete() { incomplete_ = true; }
  std::uint64_t run_number() const { return run_; }  // differs from probe to probe

  std::uint64_t work() const { return work_; }  // steps so far: a measure of time that is the same on every machine
  void add_work(std::uint64_t steps) { work_ += steps; }
  // From now on so much work may be done. Where blanks were read, a fold over rows is past it taken for "any value";
  // where none was, a fold fails past a larger bound.
  void allow_work();

  // ---- operations; `at` is the expression that is named where one fails
  void note_open(std::uint64_t blanks) { open_blanks_ |= blanks; }
  void note_open(const TrackedSet& a, const TrackedSet& b) { open_blanks_ |= a.open_blanks | b.open_blanks; }
  std::uint32_t fail(core::ExprId at, const char* zh, const char* en);
  std::uint32_t conflict(core::ExprId at, const core::Cases& cases, std::uint32_t first, std::uint32_t second);
  std::uint32_t differing_values(core::Fold fold, core::ExprId at);  // the failure; 0 but for `unique`
  std::uint32_t sum_too_large(core::ExprId at);

  TrackedSet cell(core::TableId table, data::RowIndex row, core::ColumnIndex column);
  TrackedSet column_of(core::TableId table, const TrackedSet& row, core::ColumnIndex column);

  TrackedSet arithmetic_of(core::Operation operation, core::Kind kind, core::ExprId at, const TrackedSet& a,
                           const TrackedSet& b);
  TrackedSet rounded(Exact step, Rounding mode, core::ExprId at, TrackedSet value);
  TrackedSet moved_date(core::Calendar unit, core::ExprId at, const TrackedSet& date, const TrackedSet& amount);
  TrackedSet time_between(core::Calendar unit, const TrackedSet& from, const TrackedSet& to);
  TrackedSet part_of_date(core::DatePart part, TrackedSet date);
  TrackedSet day_of_year(bool last, core::ExprId at, TrackedSet year);

  TruthSet compared(core::Relation relation, const TrackedSet& a, const TrackedSet& b);
  TruthSet compare_values(core::Relation relation, const TrackedSet& a, const TrackedSet& b);  // which both have
  TruthSet contains_text(const TrackedSet& text, const TrackedSet& part);
  TruthSet is_none(const TrackedSet& value);
  TruthSet as_truth(const TrackedSet& value);  // where a truth is needed as yes or no
  TruthSet are_equal(const TrackedSet& a, const TrackedSet& b);

  struct Candidate {  // a case that may give the value
    std::uint32_t which;
    bool surely;  // holds and is not overruled, in every filling in which no guard fails
    TrackedSet value;
  };
  // The conflicts between candidates of which neither is over the other. `certain`: two of them conflict in every
  // filling; the search ends there.
  std::uint32_t conflicts_of(const core::Cases& term, core::ExprId at, const std::vector<Candidate>& candidates,
                             bool& certain);

  struct Membership {  // is a row one of those that a fold is over?
    bool yes = true, no = false;
    std::uint64_t open_blanks = 0;
  };
  Membership child_of(core::TableId table, data::RowIndex row, data::RowIndex parent);
  Membership record_of(core::TableId table, data::RowIndex row);

 protected:
  struct ColumnInfo {
    const data::ColumnData* data;
    core::Kind kind;
    std::int64_t power;  // of the data's scale
    ValueSet domain;
    std::int64_t grid;  // blanks are filled with multiples of 1/grid
  };

  // cells.cpp
  void prepare_columns();
  ValueSet known_cell(const ColumnInfo& info, data::RowIndex row) const;
  TrackedSet cell_of_rows(core::TableId table, RowSet rows, core::ColumnIndex column);
  ValueSet domain(const ColumnInfo& info, data::RowIndex row) const;
  ValueSet candidate(const ColumnInfo& info, const data::CellValue& value) const;
  TrackedSet unknown_cell(const engine::BlankCell& cell);
  BlankIndex blank_of(const engine::BlankCell& cell);
  void suggest_split(const TrackedSet& of, const SplitPoint& split);
  void suggest_split_at(core::Relation relation, const TrackedSet& a, const NumberRange& a_range, const TrackedSet& b,
                        const NumberRange& b_range);
  Membership records_of(core::TableId table, const RowSet& rows);

  // text_comparisons.cpp
  TruthSet compare_texts(const TrackedSet& a, const TrackedSet& b);
  bool split_into_candidates(const TrackedSet& text);
  TruthSet contains_open(const TrackedSet& text, const TrackedSet& part);
  const TextConstraints* constraints_of(const TrackedSet& text) const;

  // numbers.cpp
  void arithmetic_of_points(core::Operation operation, core::Kind kind, core::ExprId at, Exact a, Exact b,
                            TrackedSet& result);
  void arithmetic_of_ranges(core::Operation operation, core::Kind kind, core::ExprId at, const NumberRange& a,
                            const NumberRange& b, TrackedSet& result);

  const core::Program& program_;
  const data::Dataset& data_;
  const engine::Options& options_;
  const std::shared_ptr<const ProgramInfo> info_;
  std::uint64_t work_ = 0, most_work_ = UINT64_MAX, most_work_on_blanks_ = UINT64_MAX;
  std::uint64_t allowed_at_ = 0;  // the blanks read until allow_work()
  // How often a blank was read, or rows of which some may be blank were taken together. What is computed without that
  // holds in every run.
  std::uint64_t blank_reads_ = 0;
  std::uint64_t run_ = 1, last_run_ = 1;
  bool probing_ = false, incomplete_ = false;

 private:
  std::vector<std::vector<ColumnInfo>> columns_;
  std::vector<std::vector<ColumnHulls>> column_hulls_;  // by table and column, of those of which many rows were read
  std::uint64_t open_blanks_ = 0;                       // blanks that left anything open, as in TrackedSet
  std::deque<BlankInfo> blanks_;
  std::vector<ValueSet> assumed_;                    // by blank
  std::vector<const TextConstraints*> constraints_;  // by blank
  struct BlankHash {
    std::size_t operator()(const engine::BlankCell& cell) const {
      std::uint64_t hash = cell.row * 0x9E3779B97F4A7C15u;
      hash = (hash ^ (hash >> 29) ^ cell.table.index) * 0x9E3779B97F4A7C15u;
      hash = (hash ^ (hash >> 29) ^ cell.column) * 0x9E3779B97F4A7C15u;
      return static_cast<std::size_t>(hash ^ (hash >> 32));
    }
  };
  std::unordered_map<engine::BlankCell, BlankIndex, BlankHash> blank_numbers_;
  std::map<std::pair<core::TableId, core::ColumnIndex>, BlankIndex> unknown_columns_;  // their first blanks
  std::vector<std::uint64_t> last_read_;      // by blank: the run that read it last
  std::vector<std::uint32_t> read_position_;  // by blank: its index in read_blanks_
  std::vector<ReadBlank> read_blanks_;

  std::vector<FailureReason> reasons_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::string_view>, std::uint32_t> failure_numbers_;
};

// A value of which a case splitter asks whether it is certain: of a function for a row.
class Question {
 public:
  virtual ~Question() = default;
  virtual ValueSet run() = 0;    // when blanks take any value that their columns allow
  virtual ValueSet probe() = 0;  // when they take what is assumed of them
};

}  // namespace cepol::reference
