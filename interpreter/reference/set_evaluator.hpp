// SetEvaluator: evaluates core terms with sets of values, on one set of data. Only the reference engine's own files
// include this header; the rules of evaluation are listed at the top of reference.cpp.
#pragma once

#include <array>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "interpreter/engine/coverage_marks.hpp"
#include "interpreter/reference/fold_index.hpp"
#include "interpreter/reference/set_operations.hpp"

namespace cepol::reference {

class FoldState;
struct YearWindow;

class SetEvaluator : public SetOperations {
 public:
  SetEvaluator(const core::Program& program, const data::Dataset& data, const engine::Options& options,
               std::shared_ptr<const ProgramInfo> info);

  // The set of values of a function's result when blanks take any value that their columns allow.
  ValueSet run(core::FunctionId function, std::span<const ValueSet> arguments);
  // Of an expression in its body, whose frame holds these values.
  ValueSet run(core::FunctionId function, core::ExprId expression, std::span<const ValueSet> frame);
  // The same while the blanks take what is assumed of them.
  ValueSet probe(core::FunctionId function, std::span<const ValueSet> arguments);

  void watch(engine::CoverageMarks* marks);  // run() marks there what it reaches

 private:
  using Node = ProgramInfo::Node;

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

  // set_evaluator.cpp: operands, then the operation. Each has a frame of its own (noinline): what evaluate_term() takes
  // of the stack is taken for every term, one within another.
  template <class Failed, class Operation>
  auto of_operands(core::ExprId left, core::ExprId right, Failed&& failed, Operation&& operation);
  [[gnu::noinline]] TruthSet compare(const core::Compare& term);
  [[gnu::noinline]] TruthSet contains(const core::Contains& term);
  [[gnu::noinline]] TruthSet logic(const core::Logic& term);
  [[gnu::noinline]] TrackedSet arithmetic(const core::Arithmetic& term, core::ExprId id);
  void mark_chosen(const core::Arithmetic& term, core::ExprId id, const TrackedSet& a, const TrackedSet& b);
  [[gnu::noinline]] TrackedSet date_add(const core::DateAdd& term, core::ExprId id);
  [[gnu::noinline]] TrackedSet date_diff(const core::DateDiff& term);
  [[gnu::noinline]] TrackedSet column(const core::ColumnOf& term);
  [[gnu::noinline]] TrackedSet round(const core::Round& term, core::ExprId id);
  [[gnu::noinline]] TrackedSet date_part(const core::ExtractDatePart& term);
  [[gnu::noinline]] TrackedSet year_day(const core::YearDay& term, core::ExprId id);
  [[gnu::noinline]] TrackedSet truth_as_value(core::ExprId id);
  [[gnu::noinline]] TrackedSet let(const core::Let& term);
  [[gnu::noinline]] TrackedSet failure(const core::Fail& term, core::ExprId id);

  // conditionals.cpp
  TrackedSet if_term(const core::If& term);
  TrackedSet cases(const core::Cases& term, core::ExprId id);
  TrackedSet evaluate_if(bool sure, core::ExprId id) {  // marked only where it is surely needed
    if (sure) return evaluate(id);
    const Unmarked unmarked(*this);
    return evaluate(id);
  }

  // row_folds.cpp
  TrackedSet over_rows(const core::OverRows& term, core::ExprId id);
  TrackedSet fold_rows(const core::OverRows& term, core::ExprId id);
  TrackedSet fold_children(const core::OverRows& term, core::ExprId id, data::RowIndex parent);
  void fold_table(FoldState& fold, const core::OverRows& term);
  std::uint32_t failures_of_any(const core::OverRows& term, core::ExprId id);
  TrackedSet fold_of_any(const core::OverRows& term, core::ExprId id);
  std::optional<TrackedSet> beyond_work(const core::OverRows& term, core::ExprId id);
  // One row or year, bound to the frame's slot: its guard and value. False: nothing further can change the fold.
  bool fold_one(FoldState& fold, const std::optional<core::ExprId>& guard, const std::optional<core::ExprId>& value,
                const Membership& member);

  // indexed_folds.cpp
  Membership row_of_table(core::TableId table, data::RowIndex row);
  // nullopt where rows are to be folded one by one
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
  std::optional<YearWindow> window_of(core::ExprId from, core::ExprId to, core::ExprId id, TrackedSet& instead);
  TrackedSet over_years(const core::OverYears& term, core::ExprId id);
  TrackedSet year_scan(const core::YearScan& term, core::ExprId id);

  const Node* const nodes_;  // these are parts of info_
  const TrackedSet* const constants_;
  const std::uint8_t* const memoised_;
  const std::uint32_t* const table_fold_numbers_;
  std::vector<TrackedSet> stack_;
  TrackedSet* frame_ = nullptr;  // the running function's slots
  TrackedSet* top_ = nullptr;
  engine::CoverageMarks *watched_ = nullptr, *marks_ = nullptr;  // the second while run() is under way

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
  // Folds over whole tables that read no local: once a run.
  struct TableFold {
    std::uint64_t run = 0;
    TrackedSet value;
  };
  std::vector<TableFold> table_folds_;   // by ProgramInfo::table_fold_numbers - 1
  std::vector<KeptIndex> kept_indexes_;  // by ProgramInfo::fold_plan_numbers - 1
  std::vector<PlainValue> fixed_values_;
};

}  // namespace cepol::reference
