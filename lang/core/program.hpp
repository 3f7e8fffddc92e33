// A lowered policy: all that an engine needs and all that a report says about results. Complete and checked: an engine
// does not look for errors in it.
#pragma once

#include "lang/core/expr.hpp"

namespace cepol::core {

struct Clause {       // a clause that the policy cites
  std::string path;   // "三(五)": without the sign §; of another policy's notice: "nmg/2017§三(五)"
  std::string quote;  // its text in the notice; empty when the policy has no notice
};

std::string clause_label(std::string_view path);  // §三(五), nmg/2017§三(五)

struct Reading {  // one way or another to read a clause
  struct Option {
    std::string name, note;
  };
  std::string name, note;
  std::vector<Option> options;
  Member default_option = 0;
  EnumerationId enumeration;  // the options as an enumeration
  std::vector<ClauseId> clauses;
  Span span;
};

// The account of a decision: its explanation, as a tree of lines. Each line evaluates a function of the program that
// the decision itself uses, so what is shown is what was computed. A line's function takes the subject row, and below a
// `rows` or `years` line also that line's row or year.
enum class Role : std::uint8_t {
  cases,   // the alternatives: `steps` are its `option`s; value: the chosen one's name (a choice) or none
  option,  // an alternative; value: truth, does its guard hold (none: it is the `otherwise`)? steps: conditions, then
           // lines for when it is chosen
  condition,  // value: truth; values: `amount`s, what it compares; steps: none, or of a group of conditions these
  amount,     // value: anything to be shown with its label
  years,      // from, to: functions (years); steps take (subject, year)
  window,     // from, to: functions (years or dates): which time counts
  rows,       // table: rows of the subject; steps take (subject, row): the conditions for counting, then amounts, then
              // limits of the last amount
  limit,      // from: an amount before the limit, value: what the limit leaves of it; shown only if they differ
};
struct Step {
  Role role;
  std::string label;  // the policy's own words
  std::vector<ClauseId> clauses;
  FunctionId value;     // unless years, window, rows
  FunctionId from, to;  // years, window; limit: from
  TableId table;        // rows
  std::vector<StepId> steps;
  Span span;
  bool worded = false;              // the label is the author's wording of it, not the text of an expression
  std::vector<StepId> values = {};  // condition: what it compares
};

struct Measure {  // a further figure of a decision, a column beside it
  std::string label;
  FunctionId value;  // takes the subject row
};

struct Decision {
  std::string name;
  TableId table;  // whose rows are decided
  EnumerationId outcomes;
  FunctionId outcome;  // takes the subject row; none: not covered by any clause
  std::vector<Measure> measures;
  std::vector<StepId> account;
  std::vector<ClauseId> clauses;
  Span span;
  bool warning = false;  // of two outcomes, the second of which (fine) is no news
};

struct Quota {  // places by member of an enumeration, over all rows of a table
  std::string name, count_label, state_label;
  TableId table;
  ColumnIndex column;                          // of type choice: which members
  std::vector<std::optional<Exact>> places;    // by member; nullopt: no number given
  std::vector<std::vector<ClauseId>> clauses;  // by member
  Span span;
};

enum class ResultPart : std::uint8_t { column, row, decision, measure, missing, reasons };  // row: its number
struct ResultColumn {
  std::string label;
  ResultPart part;
  ColumnIndex column = 0;     // column
  DecisionId decision = {};   // decision, measure
  std::uint32_t measure = 0;  // measure
};
struct ResultTable {  // one per table that has decisions, in the order of declaration
  TableId table;
  std::vector<ResultColumn> columns;
};

struct Roster {  // a printed form over all rows of a table
  std::string title;
  TableId table;
  std::vector<ColumnIndex> headings, columns;
  std::string total;  // label of the closing line with the number of rows; empty: no such line
  std::vector<ClauseId> clauses;
};

struct Program {
  std::string name, title;  // "nmg/2017"
  bool english = false;     // the policy's own language, for the words of its results: en or zh
  std::optional<Day> issued, applies_from, applies_to;
  Table<UnitId, Unit> units;
  Table<EnumerationId, Enumeration> enumerations;
  Table<TableId, RecordTable> tables;
  Table<ReadingId, Reading> readings;
  Table<ClauseId, Clause> clauses;
  Table<ExprId, Expr> exprs;
  Table<FunctionId, Function> functions;
  Table<StepId, Step> steps;
  Table<DecisionId, Decision> decisions;
  std::vector<Quota> quotas;
  std::vector<ResultTable> results;
  std::vector<Roster> rosters;
};

// Does the program keep what the comments above promise (types, ids, order of children, frames)? The first breach, in
// words, or nothing. Run in tests and debug builds after lowering.
std::optional<std::string> verify(const Program& program);
// The program as text, one function a paragraph: for tests, for `cepol check --core` and for those who add an engine.
std::string print(const Program& program);

}  // namespace cepol::core
