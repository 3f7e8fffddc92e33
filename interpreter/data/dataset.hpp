// A data set: the tables of the record types of a policy, stored by column. `bad` lists the rows and cells that could
// not be read.
//
// Representation: a number cell holds value * 10^scale of its column; a date cell its first and last day; a year its
// number; a truth 0 or 1; an enumeration its member; a row reference the target's row or `dangling`; a text an index
// into `texts`. A cell that is unknown or none holds 0. Memory is a few bytes a cell; texts are stored once each.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/data/left_out.hpp"
#include "lang/core/program.hpp"

namespace cepol::data {

using RowIndex = std::uint32_t;
constexpr RowIndex dangling = UINT32_MAX;  // a reference whose key names no row: its columns are none

enum class State : std::uint8_t { known, unknown, none };

struct ColumnData {
  core::Type type;
  int scale = 0;                       // numbers
  std::vector<State> states;           // one a row
  std::vector<std::int64_t> numbers;   // number, year; dates: the first day
  std::vector<std::int32_t> lasts;     // dates only: the last day
  std::vector<std::uint32_t> indices;  // truth, enumeration, text, row
};

struct TableData {
  std::vector<ColumnData> columns;  // as in core::RecordTable
  RowIndex rows = 0;
  // For messages. In a CSV file the row that a spreadsheet shows: the heading and blank rows count, and a line break
  // within a cell does not. In JSON the item of the list, from 1.
  std::vector<std::uint32_t> source_rows;
  // Child tables: children of parent row p are child_rows[child_begin[p] .. child_begin[p + 1]), in input order.
  std::vector<RowIndex> child_rows;
  std::vector<std::uint32_t> child_begin;
  std::uint64_t rows_read = 0, rows_excluded = 0;  // rows_read = rows + rows_excluded
};

enum class Fault : std::uint8_t {
#define FAULT(name, zh, en) name,
#include "interpreter/data/faults.def"
#undef FAULT
};
struct BadRow {  // a fault of one row, or of a whole table (row 0)
  std::string table;
  std::uint64_t row = 0;  // in the file, as TableData::source_rows
  std::string column;     // empty: the whole row
  Fault fault;
  std::vector<std::string> arguments;
  bool excluded = false;  // the row is not in the data set (else: only the cell is unknown, or dangling)
  std::string file = {};  // as shown to the reader of messages; empty: not from a file
  std::string key = {};   // of an excluded row, if it could be read
};

struct Dataset {
  std::vector<TableData> tables;   // as in core::Program
  std::vector<std::string> texts;  // [0] is ""
  std::vector<BadRow> bad;         // by table, file, row and column
  std::vector<LeftOut> left_out;   // rows of files that are no records, in the order in which they were read

  const TableData& operator[](core::TableId id) const { return tables[id.index]; }
  std::span<const RowIndex> children(core::TableId table, RowIndex parent) const {
    const TableData& t = tables[table.index];
    if (t.child_begin.empty()) return {};
    return std::span(t.child_rows).subspan(t.child_begin[parent], t.child_begin[parent + 1] - t.child_begin[parent]);
  }
};

// Is it a row of a file that a spreadsheet shows, with that number?
bool is_spreadsheet_row(const BadRow& bad);
// Where in its table: 第 3 行“学时”, in JSON 第 3 条“学时”; empty: the whole table.
std::string place_of(const BadRow& bad, bool english);
std::string reason_of(const BadRow& bad, bool english);
std::string reason_of(Fault fault, const std::vector<std::string>& arguments, bool english);

}  // namespace cepol::data
