// Finds the row of headings of a table: titles may stand above it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/data/dataset.hpp"
#include "interpreter/files/rows.hpp"
#include "interpreter/files/text_form.hpp"

namespace cepol::files {

// A row that outlives the reading of the next one.
struct CopiedRow {
  std::vector<std::string> texts;
  std::vector<std::optional<data::Fault>> faults;  // by cell
  std::vector<bool> spread;                        // likewise
  std::uint64_t line = 0;
  std::uint32_t number = 0, lines = 1;
  std::optional<data::Fault> fault;

  explicit CopiedRow(const CellRow& row);
  std::vector<data::CellText> cells() const;  // views into the row
};

// The first rows of a file, up to its headings.
struct FileHead {
  std::vector<CopiedRow> above;      // the headings: titles, or records that were sorted or pasted there
  std::optional<CopiedRow> heading;  // nullopt: the file has no row
  bool found = false;                // false: the first that is no title is taken for it
  std::vector<CopiedRow> below;      // rows of the table that were read while looking for the headings
};

// The headings are the first row with at least half of the table's columns, or with its key or link. If there is none
// in the first megabytes, they are the first row that is no title. Of two lines with merged cells they are the second.
FileHead read_head(RowSource& rows, const core::Program& program, const std::string& table);
// How many times the headings are there one after the other, where they are repeated as a whole: tables side by side.
std::size_t times_side_by_side(const CopiedRow& heading, const core::Program& program, const std::string& table);
// Do the headings stand below one another, with a column for each record? Reads some rows more if that may be.
bool is_transposed(FileHead& head, RowSource& rows, const core::Program& program, const std::string& table);
// The table that the headings are of, if it is clear: its key or link, if it has such, and half of its columns are
// among them. Only the first rows are looked at.
std::optional<std::string> table_by_headings(RowSource& rows, const core::Program& program);

// The same of a CSV file, whatever its encoding and delimiter.
std::optional<std::string> csv_table_by_headings(Reader& bytes, const core::Program& program, const TextForm& form);

}  // namespace cepol::files
