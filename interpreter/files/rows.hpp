// Rows of cells, as the formats with rows give them: CSV files, the sheets of workbooks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "interpreter/data/cell_text.hpp"

namespace cepol::files {

struct CellRow {
  std::vector<data::CellText> cells;  // valid until the next row is read; not trimmed
  std::uint64_t line = 0;             // of the file, where the row begins; with a fault: the line to look at
  std::uint32_t number = 0;           // of the rows from 1, as a spreadsheet shows it: blank rows count
  std::uint32_t lines = 1;            // of the file that it takes up
  std::optional<data::Fault> fault;   // of the whole row, which then has no cells
  std::string_view within;            // the text in which those of all cells lie; empty: each lies by itself
};

class RowSource {
 public:
  RowSource() = default;
  RowSource(const RowSource&) = delete;
  RowSource& operator=(const RowSource&) = delete;
  virtual ~RowSource() = default;
  // False: there are no more rows.
  virtual bool next(CellRow& row) = 0;
  // How many cells the headings have, once they are found. A source that knows the place of each cell gives all rows so
  // many from then on, and returns true.
  virtual bool set_width(std::size_t) { return false; }
  // About how many rows there are from here; 0: not known.
  virtual std::size_t rows_left() const { return 0; }
};

}  // namespace cepol::files
