// The state of a DatasetBuilder, and the functions that change it: the columns of a file are mapped
// (column_layout.cpp), rows are added (add_row.cpp), rows of different tables are linked at the end (link_rows.cpp).
// Only the builder's own files include this header.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "interpreter/data/cell.hpp"
#include "interpreter/data/cell_text.hpp"
#include "interpreter/data/dataset.hpp"
#include "interpreter/data/fault_list.hpp"
#include "interpreter/data/left_out.hpp"
#include "interpreter/data/texts.hpp"

namespace cepol::data {

constexpr std::uint32_t ignored_column = UINT32_MAX;  // a column of the file that the table does not have
constexpr RowIndex no_row = UINT32_MAX;

// Maps the cells of a file's rows to the columns of a table.
struct ColumnLayout {
  std::vector<std::string> headings;         // as opened; of one that cannot be read: empty
  std::vector<std::optional<Fault>> faults;  // by heading
  std::uint32_t file = 0;
  std::vector<std::uint32_t> columns;  // by cell: the table's column, or `ignored_column`
  bool readable = true;                // false: the key or the link is missing, so that no row can be placed
};

// The one value that a heading column has in all rows: the first one that is known.
struct HeadingValue {
  CellValue value;
  std::string text, table;  // for messages: as written, and where
  std::uint32_t row = 0;
  bool differs = false;  // another row has another value
};

// What the keys and links of a table's records look like.
struct KeyForms {
  std::uint64_t count = 0;
  bool all_with_digits = true, any_with_ideographs = false;
};

// A row of which only records after it tell whether it is one (file_rows.cpp).
struct HeldRow {
  std::uint32_t source_row;
  std::vector<std::string> texts;
};

struct TableBuilder {
  const core::RecordTable* record = nullptr;
  std::vector<CellReader> readers;  // by column
  TableData data;
  ColumnLayout layout, heading_layout;                    // of the file being read, and of its heading table
  std::vector<HeadingValue> heading_values;               // by column
  std::vector<RowIndex> row_of_key;                       // by text; may be shorter than the texts
  std::vector<std::pair<RowIndex, std::uint32_t>> files;  // the first row from each file, in order
  std::uint64_t heading_rows = 0;
  KeyForms keys;
  bool linked = false;

  RowIndex row_with_key(std::uint32_t text) const { return text < row_of_key.size() ? row_of_key[text] : no_row; }
  std::uint32_t file_of(RowIndex row) const;
};

struct BuilderState {
  // Where rows are added: nowhere, to a table, or to the heading table of one.
  enum class Target { none, table, heading };

  const core::Program& program;
  std::vector<TableBuilder> tables;  // as in the program
  Texts texts;
  FaultList faults;
  std::uint32_t file = 0;  // being read
  Target target = Target::none;
  std::size_t current = 0;          // the table that is open
  std::vector<CellText> by_column;  // of the row being read
  std::vector<HeldRow> held;        // of the table that is open
  std::vector<LeftOut> left_out;

  explicit BuilderState(const core::Program& program);
};

std::optional<std::size_t> table_named(const BuilderState& state, std::string_view name);
std::optional<std::size_t> table_with_heading(const BuilderState& state, std::string_view name);

bool open_table(BuilderState& state, std::string_view name, const std::vector<CellText>& headings);
void add_row(BuilderState& state, std::uint32_t source_row, std::span<const CellText> cells);
// The same for a row of a file, which may be none of a record (row_kind.hpp).
void add_file_row(BuilderState& state, std::uint32_t source_row, std::span<const CellText> cells);
// Adds the rows that are held; before the table, the file or the data end.
void release_held_rows(BuilderState& state);
// Links child rows to parents and drops those without one; copies heading values to all rows; resolves the keys of
// references to rows.
void link_rows(BuilderState& state);

}  // namespace cepol::data
