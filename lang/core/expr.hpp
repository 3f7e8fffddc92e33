// The expressions of the core language: small, pure, typed, total. Every construct of a policy is lowered to these, and
// engines evaluate only these. All expressions are in one flat table; a child always has a smaller id than its parent,
// so iteration by index visits children first.
//
// Every expression has a value in every situation. Beside the ordinary values of its type a value may be
//   none     known to be absent (a blank optional cell, a follow of a reference that is absent, no case that fits),
//   failed   a conflict of cases, an overflow, a division by zero, ...: the record has no result; the reason is
//   reported.
// An expression fails if an operand that it needs fails, also if another operand is none. Not needed are: the branch
// not taken; the other operands beside one that decides (`and`: a no, `or`: a yes), in any order; the other rows beside
// one that decides `some` or `every`. Arguments, values of `let` and figures of YearScan fail only where they are read.
// If several operands fail, the result is the first failure in the order of children.hpp (for Cases, guards before
// values; for a fold, row by row). An expression's own failure (an overflow, a conflict, rows that differ) arises only
// if no operand failed; but a sum stops at the first row that fails or makes it overflow. A failure names the function
// in whose body it arose; for an expression shared by several functions, one of these. A number added to a year, and
// the amount of a DateAdd, must be whole. None: arithmetic, rounding and date operations with none give none. A
// comparison or `contains` with none is no ("equal" too; `is none` tests for it). A condition (a guard, an operand of
// logic, the value of `some` or `every`) that is none counts as no; `not none` is yes. All other folds skip none
// values.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "lang/core/types.hpp"

namespace cepol::core {

// ---- leaves
struct Constant {
  // truth: whole 0 or 1; enumeration: the member's index; number, year, date: the value; text: `text`, in
  // its folded form (lang/base/fold.hpp); none: is_none
  Exact value;
  std::string text;
  bool is_none = false;
};
struct Local {  // an argument or local of the function's frame
  Slot slot;
};
struct ReadingOption {  // which option of a reading is in force: a member of the reading's enumeration
  ReadingId reading;
};

// ---- reading data
struct ColumnOf {  // a cell of a row; none where the row is none
  ExprId row;
  ColumnIndex column;
};

// ---- numbers, years and dates
enum class Operation : std::uint8_t { add, subtract, multiply, divide, minimum, maximum };
struct Arithmetic {  // numbers; add and subtract also year with number, subtract year from year (a number); minimum,
                     // maximum also years and dates
  Operation operation;
  ExprId left, right;
};
struct Round {  // to a multiple of step (> 0)
  ExprId value;
  Exact step;
  Rounding mode;
};
enum class Calendar : std::uint8_t { years, months, days };
struct DateAdd {  // a date moved by a whole number of calendar units; a fraction is a failure. See plus_months.
  ExprId date, amount;
  Calendar unit;
};
struct DateDiff {  // full calendar units from one date to another, negative too: the largest n with from + n <= to
  ExprId from, to;
  Calendar unit;
};
enum class DatePart : std::uint8_t {
  year,  // -> year
  month,
  day,  // -> number
  month_first,
  month_last,
  year_first,
  year_last,  // -> date, of the month or year that the date lies in
};
struct ExtractDatePart {
  ExprId date;
  DatePart part;
};
struct YearDay {  // the first or last day of a year: year -> date
  ExprId year;
  bool last;
};

// ---- truth
enum class Relation : std::uint8_t { less, at_most, equal };
// Operands of one type; less and at_most for numbers, years, dates, enumerations (by order of members) and rows (by
// their order in the table).
struct Compare {
  Relation relation;
  ExprId left, right;
};
struct Logic {  // of any number of operands; `all` of none is yes, `any` of none is no
  bool all;     // all: and; otherwise: or
  std::vector<ExprId> operands;
};
struct Not {
  ExprId operand;
};
struct IsNone {
  ExprId operand;
};
struct Contains {  // text: does it hold `part`?
  ExprId text, part;
};

// ---- selection
struct If {
  ExprId condition, yes, no;
};
// Prioritised cases. first: the first whose guard holds. one: of those whose guard holds, the ones that another
// holding case is declared over (transitively closed by the lowering) drop out; a single one must be left, more are a
// conflict (a failure that names the first and the first whose value differs from its), unless they all have the same
// value, or are all none. Every guard is needed, also of a case that would drop out; of the values only those of cases
// that are left. Where no guard holds: `otherwise`, or none.
struct Case {
  ExprId guard, value;
  std::vector<std::uint32_t> over;  // indices of the cases that yield to this one
  std::string name;                 // for messages
};
struct Cases {
  bool first;
  std::vector<Case> cases;
  std::optional<ExprId> otherwise;
};

// ---- structure
struct Let {
  Slot slot;
  ExprId value, body;
};
struct Call {  // functions call only older functions: no recursion
  FunctionId function;
  std::vector<ExprId> arguments;
};
enum class Fold : std::uint8_t { sum, count, some, every, minimum, maximum, distinct, unique };
// Folds over rows: of the children of `parent` in `table`, or of all rows of `table` when there is no parent; a parent
// that is none has no children. The row is bound to `slot` for guard and value; where the guard is no the
// value is not needed. sum: value a number; count: no value; some, every: value a truth; minimum, maximum: of a number,
// year or date, none without rows; distinct: how many different values; unique: the one value that the rows have, of
// any type but a row; none without rows, a failure when two rows differ.
struct OverRows {
  Fold fold;
  TableId table;
  std::optional<ExprId> parent;
  Slot slot;
  std::optional<ExprId> guard, value;
};
// Folds over the years from..to inclusive (no years when to < from); more than max_years is a failure. An end that is
// none makes the fold none.
struct OverYears {
  Fold fold;
  Slot slot;
  ExprId from, to;
  std::optional<ExprId> guard, value;
};
constexpr int max_years = 200;
// Figures carried from year to year: each state begins as `initial` (evaluated once, outside) and becomes, in each year
// from..to, its `next`, which sees the states as the year before left them. The value is the first state's after the
// last year. None and bounds as for OverYears.
struct YearScan {
  struct State {
    Slot slot;
    ExprId initial, next;
    std::string name = {};  // the author's, for explanations
  };
  Slot year;
  ExprId from, to;
  std::vector<State> states;  // one at least
};
// An expression that always fails, with the reason in both languages.
struct Fail {
  std::string zh, en;
};

// The variant of all terms and the enumeration of its alternatives, both from terms.def.
template <class None, class... Types>
using VariantOfList = std::variant<Types...>;
// clang-format off
using Term = VariantOfList<void
#define CEPOL_TERM(type) , type
#include "lang/core/terms.def"
#undef CEPOL_TERM
>;
enum class TermKind : std::uint8_t {
#define CEPOL_TERM(type) type,
#include "lang/core/terms.def"
#undef CEPOL_TERM
};
// clang-format on
inline TermKind kind_of(const Term& term) { return static_cast<TermKind>(term.index()); }

struct Expr {
  Term term;
  Type type;
  Span span;  // of the policy's text that it was lowered from
};

struct Parameter {
  std::string name;
  Type type;
};
// What explanations make of a call of a function.
enum class Told : std::uint8_t {
  in_place,     // nothing: they go on with what its body rests on
  definition,   // a line by its wording or name, with what its body rests on
  credit,       // the same: a sum of rows under limits, whose terms are worded in Program::credit_words
  credit_part,  // as in_place, within a credit
  decision,     // the outcome or a figure of a decision, which has an account of its own
};
struct Function {
  std::string name;
  std::vector<Parameter> parameters;  // slots 0 ..
  Type result;
  ExprId body;
  Slot slots = 0;  // size of the frame: parameters and locals
  Span span;
  std::vector<ClauseId> clauses = {};  // cited by the definition that it was lowered from
  Told told = Told::in_place;
  std::string wording = {};  // the author's words for its value; empty: its name
};

}  // namespace cepol::core
