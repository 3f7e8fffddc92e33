// Opens values: what the value of a function rests on, as lines. It goes through the terms of the function's body with
// the values that its frame holds; each is evaluated by the engine, as the decision does. Told are the definitions
// that it calls, each opened in turn, the cells that these read, the branches that are taken, the rows and years of
// folds, the states of `running`, the rows and limits of credits. Only interpreter/explain includes this header.
//
// A set of values is told as such, so nothing is certain here that is not. A definition of the same arguments is opened
// once. Depth, lines and evaluations are bounded; where lines are left out, a line says how many.
#pragma once

#include <map>
#include <set>

#include "interpreter/explain/explain.hpp"
#include "interpreter/explain/phrases.hpp"

namespace cepol::explain {

struct SpanTerms;

class Opening {
 public:
  using Lines = std::vector<ExplanationLine>;

  explicit Opening(const Subject& subject);

  // Of a condition or an amount of an account; `arguments`: the row, and a year or a row of a child table.
  // `tells_cells`: also those that it reads itself.
  // `known`: of a condition, whether it holds, where that is known from elsewhere.
  Lines of(core::FunctionId function, const std::vector<engine::ValueSet>& arguments, bool tells_cells,
           LineMark known = LineMark::plain);
  // A function that has a name of its own, as a line.
  ExplanationLine named(core::FunctionId function, const std::vector<engine::ValueSet>& arguments);

 private:
  struct Frame {
    core::FunctionId function;
    std::vector<engine::ValueSet> slots;
    bool tells_cells = true;
    std::vector<core::TableId> quiet = {};            // whose cells a line around has
    std::map<core::Slot, core::ExprId> pending = {};  // values bound by Let that are not told yet
    Span fold = {};                                   // whose rows are told
  };
  struct Member {  // a row or year of a fold
    std::uint32_t row = 0;
    std::int64_t year = 0;
    LineMark mark = LineMark::holds;  // does it count; of some and every: does it hold
    engine::ValueSet value = {};
    bool sure = true;        // surely one of those that the fold is over
    bool elsewhere = false;  // not of the time, category or group asked
    bool joined = false;     // counts with another row
  };

  engine::ValueSet value(core::ExprId id, const Frame& frame);
  bool is_credit(const Frame& frame) const;
  bool is_synthetic(core::ExprId id, const Frame& frame) const;
  std::string word(std::string_view zh, std::string_view en) const { return std::string(phrases_(zh, en)); }
  std::string told(core::ExprId id, const engine::ValueSet& found) const;
  void add(ExplanationLine line, Lines& lines) const;
  // Where it is known from the line above whether the condition that is opened next holds, that; else `found`.
  LineMark known_or(LineMark found) {
    const LineMark known = std::exchange(known_, LineMark::plain);
    return found == LineMark::open && (known == LineMark::holds || known == LineMark::fails) ? known : found;
  }
  bool is_spent() const { return budget_ == 0 || depth_ >= most_depth; }

  // opening.cpp
  void open(core::ExprId id, Frame& frame, Lines& lines);
  void open_term(core::ExprId id, Frame& frame, Lines& lines);
  void children(core::ExprId id, Frame& frame, Lines& lines);
  void local(const core::Local& term, Frame& frame, Lines& lines);
  void cell(core::ExprId id, const core::ColumnOf& term, Frame& frame, Lines& lines);
  void reading(core::ExprId id, const core::ReadingOption& term, Frame& frame, Lines& lines);
  void arithmetic(core::ExprId id, const core::Arithmetic& term, Frame& frame, Lines& lines);
  void logic(core::ExprId id, const core::Logic& term, Frame& frame, Lines& lines);
  void choose(const core::If& term, Frame& frame, Lines& lines);
  void cases(const core::Cases& term, Frame& frame, Lines& lines);
  void let(const core::Let& term, Frame& frame, Lines& lines);
  void call(const core::Call& term, Frame& frame, Lines& lines);
  Frame frame_of(core::FunctionId function, const std::vector<engine::ValueSet>& arguments) const;
  void join_fold(ExplanationLine& line) const;
  std::string label_of(core::FunctionId function, const std::vector<engine::ValueSet>& arguments) const;
  ExplanationLine truth_line(core::ExprId id, Frame& frame);
  void add_cells(core::ExprId id, Frame& frame, ExplanationLine& line);
  std::string condition_text(core::ExprId id, const Frame& frame) const;

  // opened_folds.cpp, opened_years.cpp
  void over_rows(core::ExprId id, const core::OverRows& term, Frame& frame, Lines& lines);
  void over_years(core::ExprId id, const core::OverYears& term, Frame& frame, Lines& lines);
  void running(core::ExprId id, const core::YearScan& term, Frame& frame, Lines& lines);
  LineMark known_mark(const ExplanationLine& fold, LineMark own) const;
  std::vector<std::pair<std::uint32_t, bool>> rows_of(const core::OverRows& term, Frame& frame);
  Member member_of(core::Fold fold, const std::optional<core::ExprId>& guard,
                   const std::optional<core::ExprId>& value_of, Frame& frame, bool sure);
  bool is_elsewhere(core::ExprId guard, Frame& frame, core::TableId table);
  void against(core::ExprId guard, Frame& frame, Lines& lines, bool open);
  ExplanationLine row_line(const core::OverRows& term, const std::optional<SpanTerms>& spans, const Member& member,
                           Frame& frame, const std::vector<core::ColumnIndex>& columns);
  void why_unsure(core::TableId table, const Member& member, Lines& lines) const;
  std::vector<core::ColumnIndex> columns_read(const core::OverRows& term) const;
  std::optional<std::pair<std::int64_t, std::int64_t>> window(core::ExprId from, core::ExprId to, const Frame& frame);
  void list(std::vector<ExplanationLine> made, std::size_t not_made, ExplanationLine& line) const;

  // opened_spans.cpp
  Member span_member(const core::OverRows& term, const SpanTerms& spans, Frame& frame, bool sure);
  std::string span_text(const core::OverRows& term, const SpanTerms& spans, const Member& member, Frame& frame);
  void against_span(const SpanTerms& spans, Frame& frame, Lines& lines, LineMark mark);

  static constexpr std::size_t most_depth = 120, most_lines = 4000, most_lines_of_all = 200'000,
                               most_evaluations = 50'000;

  const Subject& subject_;
  const core::Program& program_;
  const Phrasebook phrases_;
  std::size_t depth_ = 0, budget_, evaluations_ = most_evaluations;
  LineMark known_ = LineMark::plain;
  std::set<std::string> opened_;  // functions with their arguments
};

inline bool is_truth_fold(core::Fold fold) { return fold == core::Fold::some || fold == core::Fold::every; }
// A condition that is one `some` or `every` is told with it.
void join_truth(ExplanationLine& line);
// Without tests that say no more than a case or category that is told.
void remove_plain_tests(std::vector<ExplanationLine>& lines);
void settle(ExplanationLine& line);

}  // namespace cepol::explain
