// Result tables in one of the formats, row by row: memory does not grow with their number.
//
//   table   fitted to the terminal: widths from the first rows, the last column wrapped
//   csv     RFC 4180, UTF-8, LF; several tables on one stream are told apart by a line `# name` and a blank line
//   json    one document: {"<table>": [{"<column>": "<text>" or null, ...}, ...], ...}
//   ndjson  a line per row: {"table": "<table>", "<column>": ...}
// Every value is text, as in CSV, so that exact numbers stay exact; a blank is null in JSON.
#pragma once

#include <functional>
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
  virtual void end() = 0;                         // of the table
  virtual void text(const std::string& lines) = 0;  // shown in the table format only
  virtual bool commit() = 0;                      // of everything; false: see error()
  virtual std::string error() const = 0;
};

// `path` empty: to `stream`. csv with a path: a folder with a file per table; the other formats: one file.
// `width`: of the terminal, 0 for none; `colour`: headings in bold.
std::unique_ptr<Writer> make_writer(Format format, const std::string& path, std::FILE* stream, std::size_t width, bool colour);

}  // namespace cepol::report
