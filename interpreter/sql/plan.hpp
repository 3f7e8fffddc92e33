// The columns that the views compute, before they are put into layers. A column belongs to a relation, which has a row
// for each combination of the rows and years of its loops: of {人员} one for each person, of {人员, 学习} one for each
// row of each person.
#pragma once

#include <set>

#include "interpreter/sql/value.hpp"

namespace cepol::sql {

// scan: what depends on the figures that a scan over years carries; no relation has it.
enum class LoopKind : std::uint8_t { all_rows, children, years, scan };
struct Loop {
  LoopKind kind = LoopKind::all_rows;
  core::TableId table = {};
  Value owner;        // children: whose
  Value first, last;  // years
  Loops outer;        // what owner, first and last depend on
  std::string name;
  std::string lane;     // the column of the row's number, or of the year
  std::string certain;  // the column that is TRUE, or NULL where the row is perhaps none or another's; empty: of years
  std::uint32_t lane_column = 0, certain_column = 0;
};

enum class ColumnKind : std::uint8_t {
  of_loop,     // made with the rows of the loop `source`; `text`: of the table, as t
  expression,  // of other columns
  lookup,      // of a row that another column names: of the lookup `source`, as its alias
  aggregate,   // over the loop `source`, of columns of the relation `inner`
  scan,        // what the scan `source` carries at last: its column `text`
};
struct PlanColumn {
  ColumnKind kind = ColumnKind::expression;
  std::string name, text, comment;
  Loops loops;      // its relation
  Columns columns;  // that `text` names
  std::uint32_t source = 0;
  Loops inner;
};
struct Lookup {
  core::TableId table;
  std::string row, alias;  // SQL of the row's number
  Columns columns;
  Loops loops;
};

// Figures carried through the years of a loop: a recursive query.
struct Scan {
  struct Column {
    std::string name, initial, next, type;
  };
  std::vector<Column> columns;
  std::uint32_t years = 0;  // the loop
  Value first, last;
  Loops outer, inner;           // without and with the years
  Columns at_first, each_year;  // that the initial values, and the later ones, name
};

struct Plan {
  std::vector<std::string> tables;                              // by TableId: the name of the query over its rows
  std::set<std::pair<std::uint32_t, core::ColumnIndex>> cells;  // that are read: table, column
  std::vector<Loop> loops;
  std::vector<PlanColumn> columns;
  std::vector<Lookup> lookups;
  std::vector<Scan> scans;
};

}  // namespace cepol::sql
