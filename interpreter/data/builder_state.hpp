// The state of a DatasetBuilder, and the functions that change it: the columns of a file are mapped
// (column_layout.cpp), rows are added (add_row.cpp); at the end rows with one key are compared (same_keys.cpp),
// references and owners are found by keys (find_rows.cpp, owner_search.cpp), rows alike of tables without a key are
// found (twins.cpp), and the tables are put in order (finish_tables.cpp). Only the builder's own files include this
// header.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "interpreter/data/assumptions.hpp"
#include "interpreter/data/cell.hpp"
#include "interpreter/data/cell_text.hpp"
#include "interpreter/data/cells_ahead.hpp"
#include "interpreter/data/dataset.hpp"
#include "interpreter/data/fault_list.hpp"
#include "interpreter/data/left_out.hpp"
#include "interpreter/data/near_keys.hpp"
#include "interpreter/data/rows_of_part.hpp"
#include "interpreter/data/seen_cells.hpp"
#include "interpreter/data/texts.hpp"

namespace cepol::data {

constexpr std::uint32_t ignored_column = UINT32_MAX;  // a column of the file that the table does not have
constexpr RowIndex no_row = UINT32_MAX;
using KeyIndex = std::uint32_t;  // in BuilderState::texts: a text in the form in which keys are compared; 0: none

// Maps the cells of a file's rows to the columns of a table.
struct ColumnLayout {
  std::vector<std::string> headings;         // as opened; of one that cannot be read: empty
  std::vector<std::optional<Fault>> faults;  // by heading
  std::uint32_t file = 0;
  std::uint32_t number = 0;            // of the layouts of the builder, from 1
  std::vector<std::uint32_t> columns;  // by cell: the table's column, or `ignored_column`
  std::vector<std::uint32_t> cell_of;  // by column: its cell (one of them), or `ignored_column`
  std::vector<std::uint32_t> ahead;  // by column: which of the cells that may be read ahead it is, or `ignored_column`
  bool repeated = false;             // a column of the table is there more than once
  bool readable = true;              // false: the key or the link is missing, so that no row can be placed
  bool plain_rows = false;           // rows may be plain (plain_rows.hpp)
};

// What is known of a row beside its cells, until the end of the input.
enum class RowFlag : std::uint8_t {
  key_lost = 1,    // it has a key, which cannot be read or is blank
  link_lost = 2,   // likewise the key of its owner
  torn = 4,        // its cells cannot be told apart: all are open
  spare = 8,       // perhaps no record, or one that another row is too
  dropped = 16,    // it belongs to nobody on the roster, or is another row once more
  illegible = 32,  // beside link_lost: something stands there that cannot be read
};
constexpr std::uint8_t operator|(RowFlag a, RowFlag b) {
  return static_cast<std::uint8_t>(static_cast<std::uint8_t>(a) | static_cast<std::uint8_t>(b));
}
constexpr std::uint8_t flag_of(RowFlag flag) { return static_cast<std::uint8_t>(flag); }
constexpr bool has(std::uint8_t flags, RowFlag flag) { return (flags & static_cast<std::uint8_t>(flag)) != 0; }

// What a cell of a plain row is read as, by its column.
enum class PlainRole : std::uint8_t { other, key, link };

// The one value that a heading column has in all rows: the first one that is known.
struct HeadingValue {
  CellValue value;
  std::string text, table;  // for messages: as written, and where
  std::uint32_t row = 0;
  bool differs = false;     // another row has another value
  bool unreadable = false;  // a cell that cannot be read
};

// What the keys and links of a table's records look like.
struct KeyForms {
  std::uint64_t count = 0;
  bool all_with_digits = true, any_with_ideographs = false;
};

// What stands in a row whose cells may be in wrong columns, as keys, and how many of them cannot be read.
struct TornCells {
  std::vector<KeyIndex> keys;
  std::size_t unreadable = 0;
  KeyIndex in_place_of_link = 0;  // what stands where the key of the row's owner should; 0: nothing
};

// A row of which only records after it tell whether it is one (file_rows.cpp).
struct HeldRow {
  std::uint32_t source_row;
  std::vector<std::string> texts;
  std::vector<std::optional<Fault>> faults;  // by cell
};

struct TableBuilder {
  const core::RecordTable* record = nullptr;
  std::vector<CellReader> readers;                  // by column
  std::vector<PlainRole> roles;                     // by column
  std::vector<SeenCells> seen;                      // by column, of plain rows
  std::string last_link;                            // of plain rows, as written; empty: none yet
  CellValue last_owner;                             // what it was read as
  std::vector<std::vector<std::uint64_t>> through;  // by column: cells read through each of its reader's words
  std::vector<char> id_columns;                     // by column: its cells are ID numbers
  std::vector<core::ColumnIndex> taken_columns;     // those that are taken from ID numbers
  TableData data;                            // while rows are added: `all_rows` rows; a cell of kind row holds its key
  Bulk<std::uint8_t> flags;                  // by row: RowFlags
  RowIndex above = no_row;                   // the last row added that may be continued in the next (rest_of_row.cpp)
  bool after_line = false;                   // that row was a line of one cell, with which the next may have begun
  KeyIndex first_key = 0;                    // of the first row that has one
  Bulk<KeyIndex> keys;                       // by row; 0: none, or lost
  std::map<RowIndex, TornCells> torn_cells;  // of torn rows, and of some that may have shifted
  std::vector<char> absent;                  // by column: the data do not have it
  // By column: a file that does not have it, whose rows have the value of old rows; and whether another file has it, so
  // that it is not known which rows are old.
  std::map<core::ColumnIndex, std::uint32_t> without_old;
  std::vector<char> present;
  ColumnLayout layout, heading_layout;                    // of the file being read, and of its heading table
  std::vector<HeadingValue> heading_values;               // by column
  Bulk<RowIndex> row_of_key;                              // by key: the first row with it; may be shorter than the keys
  std::map<RowIndex, std::vector<RowIndex>> same_key;     // by the first row with a key: the others with it
  std::vector<std::pair<RowIndex, std::uint32_t>> files;  // the first row from each file, in order
  std::uint64_t heading_rows = 0;
  KeyForms key_forms;
  std::optional<RowsOfPart> of_part;  // where only the rows of a part are kept

  RowIndex row_with_key(KeyIndex key) const { return key < row_of_key.size() ? row_of_key[key] : no_row; }
  std::uint32_t file_of(RowIndex row) const;
};

struct BuilderState {
  // Where rows are added: nowhere, to a table, or to the heading table of one.
  enum class Target { none, table, heading };

  const core::Program& program;
  std::vector<TableBuilder> tables;  // as in the program
  Texts texts;
  std::string key_buffer;
  FaultList faults;
  std::uint32_t file = 0;     // being read
  char delimiter = ',';       // between its cells
  std::uint32_t lines = 1;    // of the file, that the row being read takes up
  std::uint32_t layouts = 0;  // so far
  ValuesAhead ahead;          // of the row being read
  bool from_files = false;    // rows of files were added, which a spreadsheet may have changed
  Assumptions assumptions;
  Target target = Target::none;
  std::size_t current = 0;  // the table that is open
  // By column, of the plain row being read: what its cells are, in place or as those before them.
  std::vector<CellValue> values;
  std::vector<const CellValue*> cells_of_row;
  std::vector<CellText> by_column;   // of the row being read; their texts are in `buffers` where they were cleaned
  std::vector<std::string> buffers;  // by column
  std::vector<char> unreadable;      // by column: a cell of the row being read is
  std::vector<std::pair<std::uint32_t, std::uint32_t>> words_of_row;  // of the plain row being read: column, word
  std::vector<ReadWord> headings;  // read through other words, or not used; each once
  std::map<std::tuple<std::string, std::string, std::string>, std::uint64_t> unread;      // as Dataset::unread
  std::map<std::pair<std::string, std::uint32_t>, std::vector<std::size_t>> corrections;  // by table and row
  std::vector<CorrectionUse> correction_uses;                                             // by correction
  std::vector<CellText> corrected_cells;                                                  // of the row being read
  std::vector<CellValue> candidates;                             // of the cell read last, where it is listed
  std::vector<HeldRow> held;                                     // of the table that is open
  std::vector<std::pair<std::string, std::string>> old_columns;  // as Dataset::old_columns
  std::vector<LeftOut> left_out;
  std::set<std::string, std::less<>> odd_ids;   // as Dataset::odd_ids
  std::vector<core::ColumnIndex> taken_of_row;  // of the plain row being read
  DivisionSummary found;                        // as Dataset::found
  bool not_in_summary = false;

  BuilderState(const core::Program& program, Assumptions assumptions);
};

std::optional<std::size_t> table_named(const BuilderState& state, std::string_view name);
std::optional<std::size_t> table_with_heading(const BuilderState& state, std::string_view name);

bool open_table(BuilderState& state, std::string_view name, const std::vector<CellText>& headings);
// May the policy's data lack the column, or is it said that it is blank?
bool is_assumed_blank(const BuilderState& state, const TableBuilder& table, core::ColumnIndex column);
// The data do not have the column: it is unknown as a whole, unless it may be left out.
void report_absent(BuilderState& state, TableBuilder& table, core::ColumnIndex column);
void add_row(BuilderState& state, std::uint32_t source_row, std::span<const CellText> cells);
RowIndex append_row(BuilderState& state, TableBuilder& table, std::uint32_t source_row);
// Room for so many more rows, and some over.
void reserve_rows(TableBuilder& table, std::size_t rows);
[[gnu::always_inline]] inline void append(ColumnData& column, const CellValue& value) {
  column.states.push_back(value.state);
  switch (column.type.kind) {
    case core::Kind::date: column.lasts.push_back(value.last); [[fallthrough]];
    case core::Kind::number:
    case core::Kind::year: column.numbers.push_back(value.number); break;
    case core::Kind::truth:
    case core::Kind::enumeration:
    case core::Kind::text:
    case core::Kind::row: column.indices.push_back(value.index); break;
  }
}
void append_key(TableBuilder& table, RowIndex row, KeyIndex key);
// A key in the form in which keys are compared.
KeyIndex key_index(BuilderState& state, std::string_view text);
// A row of which nothing could be read. Of a table with an owner it may be of anybody.
void add_lost_row(BuilderState& state, TableBuilder& table, std::uint32_t source_row);

void set_corrections(BuilderState& state);
// The cells of a row as they are corrected; valid until the next row.
std::span<const CellText> corrected(BuilderState& state, std::uint32_t source_row, std::span<const CellText> cells);

// A word that is no heading, or no value of its column.
void add_unread(BuilderState& state, std::string_view table, std::string_view column, std::string_view written);
// Is the heading one that the office has said to be no column?
bool is_unused_heading(BuilderState& state, std::string_view table, std::string_view written);
void add_other_heading(BuilderState& state, std::string_view table, std::string_view column, std::string_view written);

// Lists a fault of a row that was added before, with the row's key.
BadRow& add_fault(BuilderState& state, const TableBuilder& table, RowIndex row, std::optional<core::ColumnIndex> column,
                  Fault fault, std::vector<std::string> arguments);

CellValue value_at(const ColumnData& column, RowIndex row);
void set_value(ColumnData& column, RowIndex row, const CellValue& value);  // not its candidates
// What a cell may be; one value is known, too many are open.
void set_candidates(ColumnData& column, RowIndex row, std::vector<CellValue> values);

// Replaces the keys in cells of kind row by the rows that have them, or by what else the references may be.
void find_rows(BuilderState& state);
// Rows with one key: cells that differ become listed.
void compare_same_keys(BuilderState& state);
// Rows alike of tables without a key, once their owners are found.
void find_twins(BuilderState& state);
// What is perhaps not as it was meant, though it can be read.
void report_suspicions(BuilderState& state);
// Heading values, missing columns, order of rows, children of each row.
void finish_tables(BuilderState& state);
// The same for a row of a file, which may be none of a record (row_kind.hpp).
void add_file_row(BuilderState& state, std::uint32_t source_row, std::span<const CellText> cells);
// The same for a row above the headings of its file: a title, or a record that was sorted or pasted there.
void add_row_above(BuilderState& state, std::uint32_t source_row, std::span<const CellText> cells);
// The same for a row with nothing but the rest of a cell above; false: it is none.
bool add_rest_of_row(BuilderState& state, std::uint32_t source_row, std::span<const CellText> cells);
// The row added last stands below a line of one cell: its first cell perhaps began there.
void open_cell_begun_above(BuilderState& state, TableBuilder& table);
// Adds the rows that are held; before the table, the file or the data end.
void release_held_rows(BuilderState& state);

}  // namespace cepol::data
