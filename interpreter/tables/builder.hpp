// The one way into a data set: every reader (CSV, JSON, an example of a policy) hands over rows of text cells, and the builder
// types them, links children and references, and lists what is bad. A bad cell never costs the row, a bad row never the rest.
#pragma once

#include <memory>
#include <optional>

#include "interpreter/tables/dataset.hpp"

namespace cepol::tables {

class Builder {
 public:
  explicit Builder(const core::Program& program);
  ~Builder();

  // Opens a table for rows with these column names (for messages `shown_as` names the file). False and a bad row if the program has no such table. Unknown, repeated and
  // missing columns are faults of the table (row 0) with a suggestion; rows of the known columns are still read. A table may be opened several
  // times (several files): rows add up. The heading table of a record (RecordTable::heading) is opened by its own name.
  bool open(std::string_view table, const std::vector<std::string>& columns);
  // One row, cells in the order of open(); `source_row` counts data rows from 1. Too few or too many cells: a ragged row, excluded.
  void row(std::uint32_t source_row, std::span<const std::string_view> cells);
  // A row that the reader itself could not read (a quote never closed, invalid UTF-8, over-long): listed and excluded.
  void unreadable(std::string_view table, std::uint32_t source_row, std::string_view column, Fault fault, std::vector<std::string> arguments = {});
  // Links children to parents and references to rows, spreads headings; the builder is empty afterwards.
  Dataset finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace cepol::tables
