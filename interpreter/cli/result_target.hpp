// Where `cepol eval` writes its results, and in which format.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "interpreter/cli/inputs.hpp"
#include "interpreter/cli/options.hpp"
#include "interpreter/office/workbook.hpp"
#include "interpreter/pages/results.hpp"
#include "interpreter/report/result_writer.hpp"

namespace cepol::cli {

enum class ResultFormat : std::uint8_t { table, csv, json, ndjson, workbook, page, sqlite, postgres };

// Of CSV. Those that spreadsheets take at a double click are for spreadsheets also in that no text becomes a formula.
enum class ResultEncoding : std::uint8_t { utf8, utf8_with_bom, gb18030 };

struct ResultTarget {
  ResultFormat format = ResultFormat::table;
  ResultEncoding encoding = ResultEncoding::utf8;
  std::string path;  // empty: standard output; of a database of PostgreSQL its address

  // Beside the results: counts, what is to be completed, where all comes from.
  bool has_further_tables() const { return format == ResultFormat::workbook || is_database(); }
  bool is_database() const { return format == ResultFormat::sqlite || format == ResultFormat::postgres; }
  bool to_terminal() const { return format == ResultFormat::table && path.empty(); }
  // By what was typed, else by the ending of the output's name; a folder of CSV files for a name without an ending.
  // Returns what is wrong, or "".
  std::string choose(const FormatOption& typed, const std::optional<std::string>& typed_encoding, const Io& io);
};

// The name of a quota's table: that of its record, unless the record has results or another quota before it.
std::string quota_table_name(const core::Program& program, std::size_t quota);
// The name of a roster's table: its title, unless another table has that.
std::string roster_table_name(const core::Program& program, std::size_t roster);
std::string bad_rows_table(const core::Program& program);

// The files that CSV results are written to; none in other formats.
std::vector<std::string> csv_files(const ResultTarget& target, const core::Program& program);
// Would the output replace a database that is none of results? If so, prints that.
bool replaces_database(const ResultTarget& target, const Io& io);
// Of a format other than a workbook and a page.
std::unique_ptr<report::ResultWriter> writer_to(const ResultTarget& target, const core::Program& program, const Io& io);
std::unique_ptr<office::WorkbookWriter> workbook_to(const ResultTarget& target, const core::Program& program,
                                                    const Io& io);
std::unique_ptr<pages::ResultsWriter> page_to(const ResultTarget& target, const Inputs& inputs, const Io& io);

}  // namespace cepol::cli
