// Builds a data set from rows of text cells, which file formats (CSV, JSON) and the examples of a policy provide. It
// parses cells by column type, links children to parents and references to rows, and lists the faults. A bad cell does
// not exclude its row, nor a bad row any other row.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/data/assumptions.hpp"
#include "interpreter/data/cell_text.hpp"
#include "interpreter/data/cells_ahead.hpp"
#include "interpreter/data/dataset.hpp"

namespace cepol::data {

class DatasetBuilder {
 public:
  explicit DatasetBuilder(const core::Program& program, Assumptions assumptions = {});
  ~DatasetBuilder();

  // Sets the file of the following rows, as named in messages.
  void from(std::string_view file);
  // Opens a table for rows with these headings. False and a bad row if the program has no such table. Unknown, repeated
  // and missing columns are faults of the table (row 0) with a suggestion; rows of the known columns are still read. A
  // missing column is not known in any row.
  // The heading table of a record (RecordTable::heading) is opened by its own name. Opening with the headings of last
  // time is cheap and reports nothing again.
  bool open(std::string_view table, const std::vector<CellText>& headings);
  // Has the table been opened?
  bool opened(std::string_view table) const;
  // What separates the cells of the file's rows, where not a comma: a quote that was not closed has swallowed such.
  void separated_by(char delimiter);
  // About so many rows of the table will follow.
  void expect_rows(std::size_t rows);
  // One row, cells in the order of open(); `source_row` as in TableData. A cell with a fault is listed, and may be
  // anything. Too few or too many cells: a ragged row, of which nothing is known. What a row without a key or an owner,
  // or with one that another row has, may mean is settled by finish().
  void row(std::uint32_t source_row, std::span<const CellText> cells);
  // One row of a file: the same unless it is no record, then it is in Dataset::left_out.
  // `lines`: of the file that the row takes up; several where a quoted text has line breaks, or swallowed other rows.
  void file_row(std::uint32_t source_row, std::span<const CellText> cells, std::uint32_t lines = 1,
                const ValuesAhead& ahead = {});
  // For rows of the table that is open, before they are given to file_row().
  CellsAhead cells_ahead() const;
  // A row above the headings of its file, after open().
  void row_above(std::uint32_t source_row, std::span<const CellText> cells);
  // A row of the file that its reader knows to be no record.
  void left_out(std::string_view table, std::uint32_t source_row, RowKind kind);
  // Lists a fault of a row that is read all the same. Row 0: of the whole table.
  void note(std::string_view table, std::uint32_t source_row, std::string_view column, Fault fault,
            std::vector<std::string> arguments = {});
  // A row that the format itself could not read (a quote never closed, invalid UTF-8, over-long): listed and counted;
  // it may be anything. Row 0: a fault of the whole table, counted as no row.
  void unreadable(std::string_view table, std::uint32_t source_row, std::string_view column, Fault fault,
                  std::vector<std::string> arguments = {});
  // The data do not have this column, which open() was called with.
  void missing_column(std::string_view table, std::string_view column);
  const Assumptions& assumptions() const;
  // Has the office said that the heading is no column (Assumptions::unused)?
  bool skips(std::string_view table, std::string_view heading);
  // A column that open() was called with stands in the data by another word for its name.
  void other_heading(std::string_view table, std::string_view column, std::string_view written);
  // The data set; the builder is empty afterwards.
  Dataset finish();

 private:
  std::unique_ptr<BuilderState> state_;
};

}  // namespace cepol::data
