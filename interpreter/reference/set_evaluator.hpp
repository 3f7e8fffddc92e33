// The walk over core terms with sets of values. Only the reference engine's own files include this header; the rules of
// the sets stand at the top of evaluator.cpp.
#pragma once

#include <array>
#include <deque>
#include <map>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "interpreter/engine/results.hpp"
#include "interpreter/reference/coverage_marks.hpp"
#include "interpreter/reference/program_info.hpp"
#include "interpreter/reference/value_set.hpp"

namespace cepol::reference {

struct Failure {
  bool conflict = false;
  std::string detail;  // conflict: "A / B"; otherwise whose computation failed and why
};

struct Truth {  // a set of truths, where none counts as no
  bool yes = false, no = false;
  std::uint32_t failure = 0;
};

// What is assumed of a text that is not known: beside a single text, "any but these".
struct TextSet {
  std::vector<std::string_view> not_equal, holds, lacks;
};

// A cell that is unknown or known only in part.
struct Blank {
  engine::Cell cell;
  core::Kind kind;
  ValueSet domain;         // all that the column allows; of a partial date its days
  std::int64_t power = 1;  // numbers: values are whole multiples of 1/power
  std::string fresh;       // text: one that no other cell or constant has, or is part of
};
using BlankIndex = std::uint32_t;

// How a blank that left a comparison open is best cut: off the range (or by the text) that it was compared with.
struct Hint {
  enum class Sort : std::uint8_t { nothing, range, equal_text, holds_text } sort = Sort::nothing;
  Exact low = Exact::lowest(), high = Exact::highest();
  std::string_view text;
};
struct Touch {
  BlankIndex blank;
  Hint hint;
};

class SetEvaluator {
 public:
  SetEvaluator(const core::Program& program, const data::Dataset& data, const engine::Options& options,
               std::shared_ptr<const ProgramInfo> prepared);

  // The set of values of a function's result when blanks take any value that their columns allow.
  ValueSet run(core::FunctionId function, std::span<const ValueSet> arguments);

  // The same while the blanks take what is assumed of them, noting those that leave anything open: by a comparison that
  // may turn out either way, a failure that may come, or the result. Blanks are numbered as they are met, from begin()
  // on.
  void begin();
  ValueSet probe(core::FunctionId function, std::span<const ValueSet> arguments);
  const std::vector<Touch>& touched() const { return touched_; }
  bool incomplete() const { return incomplete_; }  // parts were given up for "anything": `touched` may lack blanks
  std::size_t blanks() const { return blanks_.size(); }
  const Blank& blank(BlankIndex index) const { return blanks_[index]; }
  void assume(BlankIndex blank, const ValueSet& value, const TextSet* texts);
  void assume_nothing(BlankIndex blank) { assume(blank, blanks_[blank].domain, nullptr); }

  void watch(CoverageMarks* seen);  // what run() comes across is marked there

  std::uint64_t work() const { return work_; }  // steps taken so far: a measure of time that is the same everywhere
  const Failure& failure(std::uint32_t joined) const { return failures_[(joined >> 2) - 1]; }
  const core::Program& program() const { return program_; }
  const std::vector<std::string_view>& text_constants() const { return prepared_->text_constants; }

 private:
  using Sort = ProgramInfo::Sort;
  using Node = ProgramInfo::Node;
  struct ColumnInfo {
    const data::ColumnData* data;
    core::Kind kind;
    std::int64_t power;  // of the data's scale
    ValueSet domain;
    std::int64_t grid;  // blanks are filled with multiples of 1/grid
  };

  // set_evaluator.cpp
  ValueSet evaluate(core::ExprId id);
  ValueSet evaluate_other(core::ExprId id);
  Truth truth(core::ExprId id);
  // The value of an expression, in place where it has one.
  const ValueSet& operand(core::ExprId id, ValueSet& buffer) {
    const Node& node = nodes_[id.index];
    if (node.sort == Sort::local) return frame_[node.slot];
    if (node.sort == Sort::constant) return constants_[id.index];
    buffer = evaluate(id);
    return buffer;
  }
  ValueSet call(const core::Call& term);
  ValueSet call(core::FunctionId function, std::span<const ValueSet> arguments);
  std::uint32_t fail(core::ExprId at, const char* zh, const char* en);
  std::uint32_t conflict(core::ExprId at, const core::Cases& cases, std::uint32_t first, std::uint32_t second);

  void mark(core::ExprId id, std::uint8_t marks) {
    if (seen_ != nullptr) seen_->marks[id.index] |= marks;
  }
  void mark(core::ExprId id, Truth found) {
    if (seen_ == nullptr || found.yes == found.no || found.failure != 0) return;
    mark(id, CoverageMarks::evaluated | (found.yes ? CoverageMarks::yes : CoverageMarks::no));
  }
  // While what follows is evaluated only because it may be needed.
  class Unmarked {
   public:
    explicit Unmarked(SetEvaluator& machine) : machine_(machine), seen_(std::exchange(machine.seen_, nullptr)) {}
    ~Unmarked() { machine_.seen_ = seen_; }
    Unmarked(const Unmarked&) = delete;
    Unmarked& operator=(const Unmarked&) = delete;

   private:
    SetEvaluator& machine_;
    CoverageMarks* seen_;
  };

  // choices.cpp
  Truth truth_of(core::ExprId id);
  Truth compare(const core::Compare& term);
  Truth compare_texts(const ValueSet& a, const ValueSet& b);
  Truth logic(const core::Logic& term);
  Truth contains(const core::Contains& term);
  ValueSet choose(const core::If& term);
  ValueSet cases(const core::Cases& term, core::ExprId id);
  ValueSet one_of(const core::Cases& term, core::ExprId id);

  // cells.cpp
  void prepare_columns();
  ValueSet column(const core::ColumnOf& term, core::ExprId id);
  ValueSet cell(core::TableId table, data::RowIndex row, core::ColumnIndex column);
  ValueSet domain(const ColumnInfo& info, data::RowIndex row) const;
  ValueSet unknown_cell(core::TableId table, data::RowIndex row, core::ColumnIndex column);
  BlankIndex blank_of(const engine::Cell& cell);
  void note(std::uint64_t blanks) { open_ |= blanks; }
  void note(const ValueSet& a, const ValueSet& b) { open_ |= a.blanks | b.blanks; }
  void hint(std::uint32_t origin, const Hint& hint);
  void hint_compared(core::Relation relation, const ValueSet& a, const ValueSet& b);

  // numbers.cpp
  ValueSet arithmetic(const core::Arithmetic& term, core::ExprId id);
  ValueSet round(const core::Round& term, core::ExprId id);
  ValueSet shift(const core::DateAdd& term, core::ExprId id);
  ValueSet elapsed(const core::DateDiff& term);
  ValueSet part(const core::ExtractDatePart& term);
  ValueSet year_day(const core::YearDay& term, core::ExprId id);

  // folds.cpp
  class Folding;
  ValueSet over_rows(const core::OverRows& term, core::ExprId id);
  ValueSet rows_of(const core::OverRows& term, core::ExprId id);
  ValueSet over_years(const core::OverYears& term, core::ExprId id);
  ValueSet running(const core::YearScan& term, core::ExprId id);
  // One turn: the guard and value with the frame's slot set. False: nothing further can change the fold.
  bool turn(Folding& folding, const std::optional<core::ExprId>& guard, const std::optional<core::ExprId>& value,
            bool sure);

  const core::Program& program_;
  const data::Dataset& data_;
  const engine::Options& options_;

  const std::shared_ptr<const ProgramInfo> prepared_;
  const Node* const nodes_;  // these are parts of it
  const ValueSet* const constants_;
  const std::uint8_t* const memoised_;
  const std::uint32_t* const owner_;
  const std::uint32_t* const whole_numbers_;
  std::vector<std::vector<ColumnInfo>> columns_;
  std::vector<ValueSet> stack_;
  ValueSet* frame_ = nullptr;  // the running function's slots
  ValueSet* top_ = nullptr;
  std::uint64_t work_ = 0;
  CoverageMarks *watched_ = nullptr, *seen_ = nullptr;  // the second while run() is under way

  // Blanks, and what is assumed of them.
  bool probing_ = false, incomplete_ = false;
  std::uint64_t open_ = 0;  // blanks that left a question open, as in ValueSet::blanks
  std::deque<Blank> blanks_;
  std::vector<ValueSet> assumed_;
  std::vector<const TextSet*> texts_;
  std::map<engine::Cell, BlankIndex> blank_numbers_;
  std::vector<std::uint64_t> stamps_;  // by blank: the run that touched it last
  std::vector<std::uint32_t> places_;  // by blank: where it stands in touched_
  std::vector<Touch> touched_;

  // Results of functions by their arguments. Without assumptions they hold as long as the data; a probe forgets them.
  struct Memo {
    std::uint64_t run = 0;
    std::uint32_t function = 0;
    std::array<std::int64_t, ProgramInfo::most_key> key{};
    ValueSet value;
  };
  std::vector<Memo> memo_;
  std::uint64_t run_ = 1, last_run_ = 1;
  // Folds over whole tables that depend on no row: once a run.
  struct Whole {
    std::uint64_t run = 0;
    ValueSet value;
  };
  std::vector<Whole> whole_;  // by ProgramInfo::whole_numbers - 1

  std::vector<Failure> failures_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::string_view>, std::uint32_t> failure_numbers_;
};

}  // namespace cepol::reference
