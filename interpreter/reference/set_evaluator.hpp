// SetEvaluator: evaluates core terms with sets of values, on one set of data. Only the reference engine's own files
// include this header; the rules of evaluation are listed at the top of reference.cpp.
#pragma once

#include <array>
#include <deque>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "interpreter/engine/coverage_marks.hpp"
#include "interpreter/reference/column_hulls.hpp"
#include "interpreter/reference/fold_index.hpp"
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

class FoldState;

class SetEvaluator {
 public:
  SetEvaluator(const core::Program& program, const data::Dataset& data, const engine::Options& options,
               std::shared_ptr<const ProgramInfo> info);

  // The set of values of a function's result when blanks take any value that their columns allow.
  ValueSet run(core::FunctionId function, std::span<const ValueSet> arguments);

  // The same while the blanks take what is assumed of them. Records the blanks that leave anything open: by a
  // comparison that may turn out either way, a possible failure, or the result. Blanks are numbered as they are met,
  // from forget_blanks() on.
  void forget_blanks();
  ValueSet probe(core::FunctionId function, std::span<const ValueSet> arguments);
  const std::vector<ReadBlank>& read_blanks() const { return read_blanks_; }
  bool incomplete() const { return incomplete_; }  // a part was taken for "any value": `read_blanks` may lack blanks
  std::size_t blank_count() const { return blanks_.size(); }
  const BlankInfo& blank(BlankIndex index) const { return blanks_[index]; }
  bool is_unknown_column(const engine::BlankCell& cell) const {
    return cell.column != engine::whole_row && data_[cell.table].columns[cell.column].unknown;
  }
  void assume(BlankIndex blank, const ValueSet& value, const TextConstraints* constraints);
  void assume_nothing(BlankIndex blank) { assume(blank, blanks_[blank].domain, nullptr); }

  void watch(engine::CoverageMarks* marks);  // run() marks there what it reaches

  std::uint64_t work() const { return work_; }  // steps so far: a measure of time that is the same on every machine
  const FailureReason& reason(std::uint32_t failure) const { return reasons_[(failure >> engine::reason_shift) - 1]; }
  const core::Program& program() const { return program_; }
  const data::Dataset& data() const { return data_; }
  const std::vector<std::string_view>& text_constants() const { return info_->text_constants; }

 private:
  friend class FoldState;  // compares values and notes blanks
  using Node = ProgramInfo::Node;
  struct ColumnInfo {
    const data::ColumnData* data;
    core::Kind kind;
    std::int64_t power;  // of the data's scale
    ValueSet domain;
    std::int64_t grid;  // blanks are filled with multiples of 1/grid
  };

  template <class T>
  const T& term(core::ExprId id) const {
    return *std::get_if<T>(&program_.exprs[id].term);
  }

  // set_evaluator.cpp
  TrackedSet evaluate(core::ExprId id);
  TrackedSet evaluate_term(core::ExprId id);
  TruthSet truth(core::ExprId id);
  TruthSet truth_of_term(core::ExprId id);
  // The value of an expression, in place where it has one.
  const TrackedSet& operand(core::ExprId id, TrackedSet& buffer) {
    const Node& node = nodes_[id.index];
    if (node.kind == core::TermKind::Local) return frame_[node.slot];
    if (node.kind == core::TermKind::Constant || node.kind == core::TermKind::ReadingOption)
      return constants_[id.index];
    buffer = evaluate(id);
    return buffer;
  }
  TrackedSet call(const core::Call& term);
  TrackedSet call(core::FunctionId function, std::span<const ValueSet> arguments);
  std::uint32_t fail(core::ExprId at, const char* zh, const char* en);
  std::uint32_t conflict(core::ExprId at, const core::Cases& cases, std::uint32_t first, std::uint32_t second);

  void mark(core::ExprId id, std::uint8_t bits) {
    if (marks_ != nullptr) marks_->marks[id.index] |= bits;
  }
  void mark(core::ExprId id, TruthSet found) {
    using engine::CoverageMarks;
    if (marks_ == nullptr || found.yes == found.no || found.failure != 0) return;
    mark(id, CoverageMarks::evaluated | (found.yes ? CoverageMarks::yes : CoverageMarks::no));
  }
  // While it lives nothing is marked: what is evaluated only because it may be needed.
  class Unmarked {
   public:
    explicit Unmarked(SetEvaluator& evaluator)
        : evaluator_(evaluator), marks_(std::exchange(evaluator.marks_, nullptr)) {}
    ~Unmarked() { evaluator_.marks_ = marks_; }
    Unmarked(const Unmarked&) = delete;
    Unmarked& operator=(const Unmarked&) = delete;

   private:
    SetEvaluator& evaluator_;
    engine::CoverageMarks* marks_;
  };

  // comparisons.cpp
  TruthSet compare(const core::Compare& term);
  TruthSet compare_values(core::Relation relation, const TrackedSet& a, const TrackedSet& b);
  TruthSet logic(const core::Logic& term);

  // text_comparisons.cpp
  TruthSet compare_texts(const TrackedSet& a, const TrackedSet& b);
  bool split_into_candidates(const TrackedSet& text);
  TruthSet contains(const core::Contains& term);
  TruthSet contains_open(const TrackedSet& text, const TrackedSet& part);
  const TextConstraints* constraints_of(const TrackedSet& text) const;

  // conditionals.cpp
  TrackedSet if_term(const core::If& term);
  TrackedSet cases(const core::Cases& term, core::ExprId id);
  TrackedSet one_of(const core::Cases& term, core::ExprId id);
  struct Candidate;
  TruthSet are_equal(const TrackedSet& a, const TrackedSet& b);
  std::uint32_t conflicts_of(const core::Cases& term, core::ExprId id, const std::vector<Candidate>& candidates,
                             bool& certain);

  // cells.cpp
  void prepare_columns();
  TrackedSet column(const core::ColumnOf& term, core::ExprId id);
  TrackedSet cell(core::TableId table, data::RowIndex row, core::ColumnIndex column);
  ValueSet known_cell(const ColumnInfo& info, data::RowIndex row) const;
  TrackedSet cell_of_rows(core::TableId table, RowSet rows, core::ColumnIndex column);
  ValueSet domain(const ColumnInfo& info, data::RowIndex row) const;
  ValueSet candidate(const ColumnInfo& info, const data::CellValue& value) const;
  TrackedSet unknown_cell(const engine::BlankCell& cell);
  BlankIndex blank_of(const engine::BlankCell& cell);
  void note_open(std::uint64_t blanks) { open_blanks_ |= blanks; }
  void note_open(const TrackedSet& a, const TrackedSet& b) { open_blanks_ |= a.open_blanks | b.open_blanks; }
  void suggest_split(const TrackedSet& of, const SplitPoint& split);
  void suggest_split_at(core::Relation relation, const TrackedSet& a, const NumberRange& a_range, const TrackedSet& b,
                        const NumberRange& b_range);

  // numbers.cpp
  TrackedSet arithmetic(const core::Arithmetic& term, core::ExprId id);
  void arithmetic_of_points(const core::Arithmetic& term, core::ExprId id, Exact a, Exact b, TrackedSet& result);
  void arithmetic_of_ranges(const core::Arithmetic& term, core::ExprId id, const NumberRange& a, const NumberRange& b,
                            TrackedSet& result);
  TrackedSet round(const core::Round& term, core::ExprId id);

  // calendar.cpp
  TrackedSet date_add(const core::DateAdd& term, core::ExprId id);
  TrackedSet date_diff(const core::DateDiff& term);
  TrackedSet date_part(const core::ExtractDatePart& term);
  TrackedSet year_day(const core::YearDay& term, core::ExprId id);

  // row_folds.cpp
  TrackedSet over_rows(const core::OverRows& term, core::ExprId id);
  TrackedSet fold_rows(const core::OverRows& term, core::ExprId id);
  TrackedSet fold_children(const core::OverRows& term, core::ExprId id, data::RowIndex parent);
  void fold_table(FoldState& fold, const core::OverRows& term);
  std::uint32_t failures_of_any(const core::OverRows& term, core::ExprId id);
  struct Membership {  // is a row one of those that a fold is over?
    bool yes = true, no = false;
    std::uint64_t open_blanks = 0;
  };
  Membership child_of(core::TableId table, data::RowIndex row, data::RowIndex parent);
  Membership record_of(core::TableId table, data::RowIndex row);
  Membership records_of(core::TableId table, const RowSet& rows);
  // One row or year, bound to the frame's slot: its guard and value. False: nothing further can change the fold.
  bool fold_one(FoldState& fold, const std::optional<core::ExprId>& guard, const std::optional<core::ExprId>& value,
                const Membership& member);
  TrackedSet finish(FoldState& fold, core::ExprId id);
  Membership row_of_table(core::TableId table, data::RowIndex row);
  std::uint32_t differing_values(core::Fold fold, core::ExprId id);  // the failure; 0 but for `unique`
  std::uint32_t sum_too_large(core::ExprId id);

  // indexed_folds.cpp: nullopt where rows are to be folded one by one
  std::optional<TrackedSet> fold_by_index(const core::OverRows& term, core::ExprId id,
                                          std::optional<data::RowIndex> parent);
  const FoldIndex* index_for(const core::OverRows& term, std::uint32_t plan_number,
                             std::optional<data::RowIndex> parent);
  bool fill_index(FoldIndex& index, const FoldPlan& plan, const core::OverRows& term,
                  std::optional<data::RowIndex> parent);
  void add_to_index(FoldIndex& index, const FoldPlan& plan, const core::OverRows& term, data::RowIndex row);
  bool total_of_row(FoldIndex& index, const FoldPlan& plan, core::Fold fold, FoldTotal& total);
  struct WantedOfFold {
    std::array<PlainValue, FoldPlan::most_keys> key;
    std::optional<PlainValue> excepted;
    std::array<RangeTotals::Wanted, FoldPlan::most_ranges> ranges;
    std::array<std::optional<PlainValue>, FoldPlan::most_ranges> texts;
    bool none = false;  // something is none: no row fits
  };
  bool find_wanted(const FoldPlan& plan, WantedOfFold& wanted);

  // year_folds.cpp
  struct Window;
  std::optional<Window> window_of(core::ExprId from, core::ExprId to, core::ExprId id, TrackedSet& instead);
  TrackedSet over_years(const core::OverYears& term, core::ExprId id);
  TrackedSet over_span(const core::OverYears& term, core::ExprId id, const Window& window);
  TrackedSet year_scan(const core::YearScan& term, core::ExprId id);

  const core::Program& program_;
  const data::Dataset& data_;
  const engine::Options& options_;

  const std::shared_ptr<const ProgramInfo> info_;
  const Node* const nodes_;  // these are parts of it
  const TrackedSet* const constants_;
  const std::uint8_t* const memoised_;
  const std::uint32_t* const owner_;
  const std::uint32_t* const table_fold_numbers_;
  std::vector<std::vector<ColumnInfo>> columns_;
  std::vector<std::vector<ColumnHulls>> column_hulls_;  // by table and column, of those of which many rows were read
  std::vector<TrackedSet> stack_;
  TrackedSet* frame_ = nullptr;  // the running function's slots
  TrackedSet* top_ = nullptr;
  std::uint64_t work_ = 0;
  engine::CoverageMarks *watched_ = nullptr, *marks_ = nullptr;  // the second while run() is under way

  // Blanks, and what is assumed of them.
  bool probing_ = false, incomplete_ = false;
  std::uint64_t open_blanks_ = 0;  // blanks that left anything open, as in TrackedSet
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

  // How often a blank was read, or rows of which some may be blank were taken together. What is computed without that
  // holds in every run.
  std::uint64_t blank_reads_ = 0;
  // Results of functions by their arguments. Without assumptions they hold as long as the data; a probe has its own.
  // A result that took more work than another for the same place stays, until it has gone unused long enough: so what
  // is computed for each of many rows does not displace what is computed once for all of them.
  struct Memo {
    std::uint64_t run = 0;
    std::uint64_t work = 0, kept_for = 0;
    std::uint32_t function = 0;
    std::array<std::int64_t, ProgramInfo::most_key> key{};
    TrackedSet value;
  };
  std::vector<Memo> memo_;
  std::uint64_t run_ = 1, last_run_ = 1;
  // Folds over whole tables that read no local: once a run.
  struct TableFold {
    std::uint64_t run = 0;
    TrackedSet value;
  };
  std::vector<TableFold> table_folds_;   // by ProgramInfo::table_fold_numbers - 1
  std::vector<KeptIndex> kept_indexes_;  // by ProgramInfo::fold_plan_numbers - 1
  std::vector<PlainValue> fixed_values_;

  std::vector<FailureReason> reasons_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::string_view>, std::uint32_t> failure_numbers_;
};

}  // namespace cepol::reference
