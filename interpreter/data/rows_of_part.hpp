// Keeps the rows of a part alone (division.hpp) while a data set is built. A row that is not kept is read like any
// other, so that texts are numbered and words counted as where all rows are kept, and then counted (RowsElsewhere).
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "interpreter/data/dataset.hpp"
#include "interpreter/data/division.hpp"

namespace cepol::data {

struct BuilderState;
struct TableBuilder;

// Of a divided table.
struct RowsOfPart {
  // A row that was not kept and stands above the one being read, which may go on with one of its cells.
  struct RowAbove {
    std::uint32_t file, source_row, place;
    std::vector<CellValue> values;  // by column
  };
  const std::set<FileRowNumber>* common = nullptr;  // the rows that all parts keep; null: none
  std::uint32_t next_place = 0;                     // how many rows the table has so far, kept or not
  Bulk<std::uint32_t> places;                       // by row
  Bulk<char> own_plain, alike;                      // by row: plain, and of the part; like another in every cell
  std::optional<RowAbove> above;
  Bulk<std::uint32_t> rows_of_key, blanks_of_key;  // by key of the owner: rows that were not kept, blanks in them
  std::vector<char> filled;                        // by column: old rows, which the data do not have, were filled in
};

// Of a new builder: which tables are divided.
void divide_tables(BuilderState& state);
// A plain row, whose cells are in BuilderState::cells_of_row: is it another part's? Then it was counted.
bool is_elsewhere(BuilderState& state, TableBuilder& table, std::uint32_t source_row);
// Before a row that is not plain: the one above is kept.
void keep_row_above(BuilderState& state, TableBuilder& table);
// When all rows are added.
void count_rows_above(BuilderState& state);
// When owners, references and rows alike were found: what the summary has to list, and which rows are in the part.
void note_found(BuilderState& state);
// When rows have their places: the blanks of each owner in rows elsewhere. `new_rows`: by row of the owners before.
void count_blanks_elsewhere(TableBuilder& table, const TableBuilder& owners, const Bulk<RowIndex>& new_rows);

}  // namespace cepol::data
