// A lowered policy (struct Program): types, tables, readings, functions, decisions with their accounts (explanations),
// quotas and result tables. It contains all that engines and reports need. Programs are well-formed (see verify()), so
// engines do not check for errors.
#pragma once

#include "lang/base/written_texts.hpp"
#include "lang/core/expr.hpp"

namespace cepol::core {

struct Clause {       // a clause that the policy cites
  std::string path;   // "三(五)": without the sign §; of another policy's notice: "nmg/2017§三(五)"
  std::string quote;  // its text in the notice; empty when the policy has no notice
};

std::string clause_label(std::string_view path);  // §三(五), nmg/2017§三(五)

struct Reading {  // a clause that can be read in several ways
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

// The account of a decision, from which its explanation is made: a tree of steps. The steps evaluate the same functions
// as the decision, so an explanation shows the values that were computed. A step's functions take the subject row, and
// below a `rows` or `years` step also that step's row or year.
enum class StepKind : std::uint8_t {
  cases,   // the alternatives: `steps` are its `option`s; value: which of them applies (an enumeration) or none
  option,  // an alternative; value: truth, does its guard hold (none: it is the `otherwise`)? steps: conditions, then
           // steps shown when it applies
  condition,  // value: truth; values: `amount`s, what it compares; steps: none, or of a group of conditions these,
              // all of which have to hold, or one of them (any)
  amount,  // value: anything to be shown with its label; to: of a period, whose first day or year `value` is, the last
  years,   // from, to: functions (years); steps take (subject, year)
  window,  // from, to: functions (years or dates): which time counts
  rows,    // table: rows of the subject; steps take (subject, row): the conditions for counting, then amounts, then
           // limits of the last amount
  limit,   // from: an amount before the limit, value: the amount after it; shown only where they differ
};
struct Step {
  StepKind kind;
  std::string label;  // the policy's own words
  std::vector<ClauseId> clauses;
  FunctionId value;  // unless years, window, rows
  // years, window; limit: from; rows: from, the row to which they belong, if not the subject; amount: to
  FunctionId from, to;
  TableId table;  // rows
  std::vector<StepId> steps;
  Span span;
  bool worded = false;              // the label is the author's wording, not the text of an expression
  bool any = false;                 // condition: one of `steps` is enough
  std::vector<StepId> values = {};  // condition: what it compares
};

struct CreditWords {  // of the terms that a source or a limit of a credit is lowered to, which have its span
  Span span;
  std::string label;
  std::vector<ClauseId> clauses;
  bool limit = false;
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
  bool warning = false;  // a warning: two outcomes, it applies or it does not
};

struct Quota {  // places by member of an enumeration, over all rows of a table
  std::string name, count_label, state_label;
  TableId table;
  ColumnIndex column;                          // of an enumeration type: which members
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

struct Roster {  // a printed form over the rows of a table
  std::string title;
  TableId table;
  std::vector<ColumnIndex> headings, columns;
  std::string total;  // label of the closing line with the number of rows; empty: no such line
  std::vector<ClauseId> clauses;
  FunctionId holds = {};  // takes the row; truth: the row is in the form; invalid: all are
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
  std::vector<CreditWords> credit_words;
  std::vector<Quota> quotas;
  std::vector<ResultTable> results;
  std::vector<Roster> rosters;
  WrittenTexts forms;  // how the policy writes its text constants
};

// Checks the invariants that are stated in types.hpp, expr.hpp and this file (types, ids, order of children, frames).
// Returns a message for the first violation, or nullopt. Builds with assertions run it on every program that enters an
// engine (engine::LoadedProgram).
std::optional<std::string> verify(const Program& program);
// The program as text, for tests, `cepol check --core` and authors of engines.
std::string print(const Program& program);

}  // namespace cepol::core
