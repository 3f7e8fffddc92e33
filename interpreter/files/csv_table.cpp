// Reads a CSV file as the table with the name of the file: its encoding and delimiter, then the rows of the table.
#include <algorithm>
#include <memory>

#include "interpreter/files/csv.hpp"
#include "interpreter/files/formats.hpp"
#include "interpreter/files/heading.hpp"
#include "interpreter/files/nul_runs.hpp"
#include "interpreter/files/table_rows.hpp"

namespace cepol::files {

namespace {

constexpr std::size_t csv_buffer = std::size_t{1} << 20;

// The rows of a file under the delimiter by which it has the headings of the table: one row at least.
struct FoundRows {
  CsvRows rows;
  FileHead head;
};
std::unique_ptr<FoundRows> rows_with(Reader& text, char delimiter, const core::Program& program,
                                     const std::string& table) {
  text.seek(0);
  std::unique_ptr<FoundRows> found(new FoundRows{CsvRows(text, csv_buffer, delimiter), {}});
  found->head = read_head(found->rows, program, table);
  return found;
}

std::string shown_delimiter(char delimiter) { return delimiter == '\t' ? "Tab" : std::string(1, delimiter); }

// With the delimiter that was named, if it gives headings; else with the comma, if that does or no other delimiter
// does.
std::unique_ptr<FoundRows> rows_by_headings(const FormatInput& input, Reader& text) {
  const std::string& table = *input.table;
  if (input.form.delimiter)
    if (auto given = rows_with(text, *input.form.delimiter, input.program, table); given->head.found) {
      if (given->rows.delimiter() != ',') input.tell(Tell::delimiter_given, {shown_delimiter(given->rows.delimiter())});
      return given;
    }
  std::unique_ptr<FoundRows> first = rows_with(text, ',', input.program, table);
  if (first->rows.delimiter_is_named()) {
    if (first->rows.delimiter() != ',') input.tell(Tell::delimiter_named, {shown_delimiter(first->rows.delimiter())});
    return first;
  }
  if (first->head.found || !first->head.heading) return first;
  for (const char delimiter : {';', '\t'})
    if (auto other = rows_with(text, delimiter, input.program, table); other->head.found) {
      input.tell(Tell::delimiter_headings, {shown_delimiter(delimiter), table});
      return other;
    }
  return rows_with(text, ',', input.program, table);
}

void tell_encoding(const FormatInput& input, const FoundEncoding& found) {
  if (found.encoding == Encoding::utf8) return;
  const Tell what = found.evidence == Evidence::given             ? Tell::encoding_given
                    : found.evidence == Evidence::byte_order_mark ? Tell::encoding_mark
                                                                  : Tell::encoding_bytes;
  input.tell(what, {std::string(name_of(found.encoding))});
}

std::optional<ReadError> read_rows(const FormatInput& input, Reader& text) {
  const std::unique_ptr<FoundRows> found = rows_by_headings(input, text);
  input.builder.separated_by(found->rows.delimiter());
  return read_table_rows(input, *input.table, found->head, found->rows);
}

}  // namespace

std::optional<ReadError> read_csv(const FormatInput& input) {
  const FoundEncoding found = encoding_of(input.bytes, input.form.encoding);
  const std::string encoding(name_of(found.encoding));
  if (found.bad_line)
    return ReadError{input.path, data::Fault::not_of_encoding, {encoding, std::to_string(*found.bad_line)}};
  tell_encoding(input, found);
  DecodedText decoded(input.bytes, found.encoding);
  NulRuns text(found.encoding == Encoding::utf8 ? input.bytes : static_cast<Reader&>(decoded));
  if (auto error = read_rows(input, text)) return error;
  if (const auto line = decoded.bad_line())
    return ReadError{input.path, data::Fault::not_of_encoding, {encoding, std::to_string(*line)}};
  return text.lost_block(input.path);
}

std::optional<std::string> csv_table_by_headings(Reader& bytes, const core::Program& program, const TextForm& form) {
  const FoundEncoding found = encoding_of(bytes, form.encoding);
  if (found.bad_line) return std::nullopt;
  DecodedText decoded(bytes, found.encoding);
  Reader& text = found.encoding == Encoding::utf8 ? bytes : static_cast<Reader&>(decoded);
  for (const char delimiter : {',', ';', '\t'}) {
    text.seek(0);
    CsvRows rows(text, std::size_t{1} << 16, form.delimiter.value_or(delimiter));
    if (auto table = table_by_headings(rows, program)) return table;
  }
  return std::nullopt;
}

}  // namespace cepol::files
