// The types of the core, the ids of its tables, and the declarations of units, enumerations and record tables. A unit
// is part of a number's type, not of its value.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lang/base/date.hpp"
#include "lang/base/exact.hpp"
#include "lang/base/table.hpp"
#include "lang/source/source.hpp"

namespace cepol::core {

using UnitId = Id<struct UnitTag>;
using EnumerationId = Id<struct EnumerationTag>;
using TableId = Id<struct TableTag>;  // a record type
using ReadingId = Id<struct ReadingTag>;
using FunctionId = Id<struct FunctionTag>;
using ExprId = Id<struct ExprTag>;
using ClauseId = Id<struct ClauseTag>;  // a clause of the notice
using StepId = Id<struct StepTag>;      // a line of an account
using DecisionId = Id<struct DecisionTag>;
using Slot = std::uint32_t;  // a place in a function's frame: its arguments first, then its locals
using ColumnIndex = std::uint32_t;
using Member = std::uint32_t;  // a member of an enumeration, from 0

enum class Kind : std::uint8_t {
  truth,        // yes or no: an enumeration of two, no = 0, yes = 1
  enumeration,  // a member of an enumeration
  number,       // an exact number of a unit; without one: a plain number
  year,         // a calendar year, a whole number in evaluation
  date,         // days since 1970-01-01 in evaluation, whole
  text,
  row,  // a row of a table
};

struct Type {
  Kind kind = Kind::truth;
  UnitId unit = {};                // number only; invalid: a plain number
  EnumerationId enumeration = {};  // enumeration only
  TableId table = {};              // row only
  friend bool operator==(const Type&, const Type&) = default;
};

struct Unit {
  std::string name;                  // "学时"
  std::vector<std::string> aliases;  // "hours"
  // One of this unit is `factor` of `base`; an unconverted unit is its own base with factor 1.
  UnitId base;
  Exact factor = 1;
};

struct CellWord {       // another word by which data mean a value
  std::string text;     // as written
  std::uint32_t index;  // the member; of a truth 0 or 1
  friend bool operator==(const CellWord&, const CellWord&) = default;
};

constexpr std::uint32_t means_blank = UINT32_MAX;  // CellWord::index, of what an office adds: the cell is blank

struct Enumeration {  // at most 62 members, so that a set of them fits a word
  struct Group {      // several members under one name
    std::string name;
    std::vector<Member> members;  // ascending
  };
  std::string name;
  std::vector<std::string> members;
  std::vector<Group> groups = {};
  std::vector<CellWord> words = {};
};
constexpr std::size_t max_members = 62;

enum class Blank : std::uint8_t {
  unknown,  // a blank cell is not known
  none,     // a blank cell is known to be absent: the column is declared optional
};

constexpr int undeclared_places = 4;  // decimal places of a number column that declares none

struct TakenFrom {
  ColumnIndex column = 0;       // of the same table, an id_number
  Member male = 0, female = 0;  // enumerations
  friend bool operator==(const TakenFrom&, const TakenFrom&) = default;
};

struct Column {
  std::string name;
  Type type;
  Blank blank = Blank::unknown;  // always none when the type is a row
  // The values a cell may have: of numbers; of years; of dates, as days since 1970-01-01. Of other types: no bounds.
  Exact lowest = Exact::lowest(), highest = Exact::highest();
  int places = undeclared_places;  // numbers: at most so many decimal places (the grid on which blanks are filled)
  bool heading = false;            // one value for the whole roster: from the heading table or from any row
  Span declared;
  // Cells with one of these texts are blank: words of the column, of its record and of the policy, trimmed and in their
  // half-width forms, each once.
  std::vector<std::string> blank_words = {};
  std::vector<std::string> headings = {};  // other words that data have for its name, as written
  std::vector<CellWord> words = {};        // other words for its values, beside those of its enumeration
  bool may_be_absent = false;  // data without the column are complete: its cells are blank. Never a key or a link
  bool id_number = false;      // texts: they are numbers of citizens (lang/base/id_number.hpp)
  // Of a date, or of an enumeration with a member for each sex: what a blank cell should say is taken from the ID
  // number of its row, and a cell that says something else than it is not known.
  std::optional<TakenFrom> taken_from = {};
  // What every row has in data from before the column was added, as a cell; empty: that is not known. Only where two
  // policies are compared, and in examples of an amended policy. Never of a key, a reference or a heading column.
  std::string old_rows = {};
};

struct DateSpan {  // from the day of one column to that of another
  ColumnIndex from = 0, to = 0;
  friend bool operator==(const DateSpan&, const DateSpan&) = default;
};

struct RecordTable {  // a record type
  std::string name;
  std::vector<Column> columns;
  std::optional<ColumnIndex> key;   // unique, never blank; text
  std::optional<TableId> parent;    // rows belong to the parent row ...
  std::optional<ColumnIndex> link;  // ... that this column refers to; never blank
  std::string heading;              // name of the one-row table with the heading columns; empty: none
  Span declared;
  std::string beside = {};  // a CSV file that belongs to the policy and holds its rows; empty: none
  std::shared_ptr<const std::string> beside_text = {};  // content of that file; null: no file, or not read yet
  bool equal_rows_once = false;  // rows that are equal in every cell are one row; only without a key
  // The spans whose days or months the policy counts. Where one ends before it begins, neither day is known.
  std::vector<DateSpan> spans = {};
};

}  // namespace cepol::core
