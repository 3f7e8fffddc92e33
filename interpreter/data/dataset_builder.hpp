// The one way into a data set: every reader (CSV, JSON, an example of a policy) hands over rows of text cells, and the
// builder types them, links children and references, and lists what is bad. A bad cell never costs the row, a bad row
// never the rest.
#pragma once

#include <memory>
#include <optional>

#include "interpreter/data/dataset.hpp"

namespace cepol::data {

class DatasetBuilder {
 public:
  explicit DatasetBuilder(const core::Program& program);
  ~DatasetBuilder();

  // What follows comes from this file, as named in messages. The same table may come from several files: rows add up.
  void from(std::string_view file);
  // Opens a table for rows with these column names. False and a bad row if the program has no such table. Unknown,
  // repeated and missing columns are faults of the table (row 0) with a suggestion; rows of the known columns are still
  // read. The heading table of a record (RecordTable::heading) is opened by its own name. Opening with the columns of
  // last time is cheap and says nothing new.
  bool open(std::string_view table, const std::vector<std::string>& columns);
  // Has the table been opened?
  bool opened(std::string_view table) const;
  // One row, cells in the order of open(); `source_row` counts data rows from 1. Cells are valid UTF-8. Too few or too
  // many cells: a ragged row, excluded; of a child table it stays, under its parent, with unknown cells. A row with a
  // blank or repeated key, or a child row without parent, is excluded too.
  void row(std::uint32_t source_row, std::span<const std::string_view> cells);
  // In place of a cell that cannot be read (bytes that are no text; a JSON list or object): listed with the fault,
  // and unknown.
  static std::string_view bad_cell(Fault fault);
  static constexpr char illegible[] = "\xFF";  // in place of such a heading
  // Something wrong with a row that is read all the same. Row 0: with the whole table.
  void note(std::string_view table, std::uint32_t source_row, std::string_view column, Fault fault,
            std::vector<std::string> arguments = {});
  // A row that the reader itself could not read (a quote never closed, invalid UTF-8, over-long): listed, counted and
  // excluded. Row 0: a fault of the whole table, counted as no row.
  void unreadable(std::string_view table, std::uint32_t source_row, std::string_view column, Fault fault,
                  std::vector<std::string> arguments = {});
  // Links children to parents and references to rows, spreads headings; the builder is empty afterwards.
  Dataset finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace cepol::data
