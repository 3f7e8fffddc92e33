// Result tables in one of the formats, row by row: memory does not grow with their number.
//
//   table   for people: fitted to the terminal, long cells wrapped; widths from the first rows
//   csv     RFC 4180, UTF-8, LF; a file for each table. Several tables on one stream are told apart by a line `# name`
//   and a blank line json    one document: {"<table>": [{"<column>": "<text>" or null, ...}, ...], ...} ndjson  a line
//   per row: {"table": "<table>", "<column>": ...}
// Every value is text, as in CSV, so that exact numbers stay exact; a blank is null in JSON.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "interpreter/report/output.hpp"

namespace cepol::report {

enum class Format : std::uint8_t { table, csv, json, ndjson };

class Writer {
 public:
  virtual ~Writer() = default;
  virtual void begin(const std::string& table, const std::vector<std::string>& columns) = 0;
  virtual void row(const std::vector<std::string>& cells) = 0;
  virtual void end() = 0;                   // of the table
  virtual void text(const std::string&) {}  // shown in the table format only
  virtual bool failed() const = 0;          // nothing further will arrive: no use going on
  virtual bool commit() = 0;                // of everything; false: see error()
  virtual std::string error() const = 0;
};

// `path` empty: to `stream`. csv with a path: a folder with a file for each table; the other formats: one file.
// `width`: of the terminal, 0 for none; `colour`: headings in bold.
std::unique_ptr<Writer> make_writer(Format format, const std::string& path, std::FILE* stream, std::size_t width,
                                    bool colour);
std::unique_ptr<Writer> make_table_writer(Output output, std::size_t width, bool colour);

// The name of a table as a file in the folder of results.
std::string file_name(const std::string& table);
std::string csv_line(const std::vector<std::string>& cells);
std::string json_text(std::string_view text);  // quoted

}  // namespace cepol::report
