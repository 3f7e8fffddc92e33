// Writes result tables in one of the formats, row by row; memory does not grow with the number of rows.
//
//   table   for people: fitted to the terminal, long cells wrapped; widths from the first rows
//   csv     RFC 4180, UTF-8, LF; a file for each table. Several tables on one stream are set apart by a line `# name`
//           and a blank line
//   csv_for_spreadsheets
//           the same, without texts that a spreadsheet takes for a formula (see harmless())
//   json    one document: {"<table>": [{"<column>": "<text>" or null, ...}, ...], ...}
//   ndjson  a line for each row: {"table": "<table>", "<column>": ...}
// Every value is text, as in CSV, so that exact numbers stay exact; a blank is null in JSON.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "interpreter/explain/result_cells.hpp"
#include "interpreter/report/destination.hpp"

namespace cepol::report {

// What the cells of a column are, for formats that show them by their kind.
enum class CellKind : std::uint8_t {
  text,
  number,   // 12, 2.5, 170/3; a text where it is none of these
  date,     // 2017-05-31; a text where the day is not known
  outcome,  // of a decision
  reasons,  // sentences
};
struct ColumnHead {
  ColumnHead(std::string text, CellKind what = CellKind::text) : label(std::move(text)), kind(what) {}
  ColumnHead(const char* text) : label(text) {}

  std::string label;
  CellKind kind = CellKind::text;
  std::vector<explain::OutcomeWord> outcomes = {};  // of an outcome: what may stand in the column
};
using Heads = std::vector<ColumnHead>;

enum class Format : std::uint8_t { table, csv, csv_for_spreadsheets, json, ndjson };

// A form to be printed: a title, headings with one value each, a table, a closing line.
struct Form {
  std::string name;  // short, as of a sheet
  std::string title;
  std::vector<std::pair<std::string, std::string>> headings;
  Heads columns;
  std::string total_label, total;  // an empty label: no closing line
  bool english = false;
};
class FormWriter {
 public:
  virtual ~FormWriter() = default;
  virtual void begin_form(const Form& form) = 0;
  virtual void form_row(const std::vector<std::string>& cells) = 0;
  virtual void end_form() = 0;
};

class ResultWriter {
 public:
  virtual ~ResultWriter() = default;
  virtual void begin(const std::string& table, const Heads& columns) = 0;
  virtual void row(const std::vector<std::string>& cells) = 0;
  virtual void end() = 0;                          // of the table
  virtual void text(const std::string&) {}         // shown in the table format only
  virtual FormWriter* forms() { return nullptr; }  // of a format that people print
  virtual bool failed() const = 0;                 // true: nothing written from now on will arrive
  virtual bool commit() = 0;                       // of everything; false: see error()
  virtual std::string error() const = 0;
};

// `width`: of the terminal, 0 for none; used by the table format only, which has its headings in bold.
std::unique_ptr<ResultWriter> make_writer(Format format, std::unique_ptr<Destination> destination, std::size_t width);
std::unique_ptr<ResultWriter> make_table_writer(std::unique_ptr<Destination> destination, std::size_t width);

// The name of a table as a file in the folder of results; it never leads out of the folder.
std::string file_name(const std::string& table);
std::string csv_line(const std::vector<std::string>& cells);
// A text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a line end, or one of these in
// full width) with an apostrophe in front; likewise one that begins with apostrophes before such a sign, so that taking
// one apostrophe away from all such texts brings back what was there.
std::string harmless(const std::string& text);
std::vector<std::string> labels(const Heads& heads);
std::string json_text(std::string_view text);  // quoted

}  // namespace cepol::report
