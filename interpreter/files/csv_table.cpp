// Reads a CSV file as the table with the name of the file: the headings, with titles above them, then the rows of the
// table.
#include <algorithm>
#include <memory>

#include "interpreter/files/csv_block.hpp"
#include "interpreter/files/csv_heading.hpp"
#include "interpreter/files/formats.hpp"
#include "interpreter/files/nul_runs.hpp"
#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"

namespace cepol::files {

namespace {

constexpr std::size_t csv_buffer = std::size_t{1} << 20;

// Do the readable headings include the key and link columns, without which no row can be used?
bool rows_can_be_placed(const core::Program& program, const std::string& table,
                        const std::vector<data::CellText>& headings) {
  const auto has = [&](std::string_view column) {
    const std::string form = key_form(column);
    return std::any_of(headings.begin(), headings.end(),
                       [&](const data::CellText& heading) { return key_form(heading.text) == form; });
  };
  if (std::all_of(headings.begin(), headings.end(), [](const data::CellText& heading) { return heading.fault; }))
    return false;
  for (const core::RecordTable& record : program.tables.nodes) {
    if (record.name != table) continue;
    if (record.key && !has(record.columns[*record.key].name)) return false;
    if (record.parent && record.link && !has(record.columns[*record.link].name)) return false;
  }
  return true;
}

std::size_t columns_named(const core::Program& program, const std::string& table, std::string_view text) {
  const std::string name = key_form(text);
  std::size_t count = 0;
  for (const core::RecordTable& record : program.tables.nodes)
    if (record.name == table)
      count +=
          static_cast<std::size_t>(std::count_if(record.columns.begin(), record.columns.end(),
                                                 [&](const auto& column) { return key_form(column.name) == name; }));
  return count;
}

// Has the file's first row none of the columns of a table whose rows have neither keys nor owners? Then each row might
// be a record, and the headings are missing. (Of other tables the column of the key is missed.)
bool lacks_headings(const FileHead& head, const core::Program& program, const std::string& table) {
  const bool nameless = std::any_of(
      program.tables.nodes.begin(), program.tables.nodes.end(),
      [&](const core::RecordTable& record) { return record.name == table && !record.key && !record.parent; });
  return nameless && head.above.empty() &&
         std::none_of(head.heading->texts.begin(), head.heading->texts.end(),
                      [&](const std::string& text) { return columns_named(program, table, text) > 0; });
}

// What separates the table's columns within the one cell of a heading; empty: it is one column.
std::string other_separator(const CopiedRow& heading, const core::Program& program, const std::string& table) {
  if (heading.texts.size() != 1) return {};
  for (const std::string_view separator : {",", ";", "\t", "|", "，", "；", "、"}) {
    std::size_t known = 0, parts = 0;
    for (std::string_view rest = heading.texts.front(); !rest.empty(); ++parts) {
      const std::size_t end = std::min(rest.find(separator), rest.size());
      known += columns_named(program, table, rest.substr(0, end));
      rest.remove_prefix(std::min(end + separator.size(), rest.size()));
    }
    if (known > 1 && parts > 1) return separator == "\t" ? "Tab" : std::string(separator);
  }
  return {};
}

template <class Row>  // CopiedRow, CsvBlock::Row
void add_csv_row(const FormatInput& input, const Row& row, std::span<const data::CellText> cells) {
  if (row.fault)
    input.builder.unreadable(*input.table, row.number, "", *row.fault, {std::to_string(row.line)});
  else
    input.builder.file_row(row.number, cells, row.lines);
}

// While the rows of a block are added, the next block is filled.
void add_rows(const FormatInput& input, CsvRows& rows) {
  CsvBlock block, next;
  for (block.fill(rows); block.size() > 0; std::swap(block, next))
    input.parallel.run(2, [&](std::size_t task) {
      if (task == 1) return next.fill(rows);
      for (std::size_t i = 0; i < block.size(); ++i) add_csv_row(input, block.row(i), block.cells(i));
    });
}

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
  const std::string& table = *input.table;
  const std::unique_ptr<FoundRows> found = rows_by_headings(input, text);
  FileHead& head = found->head;
  CsvRows& rows = found->rows;
  if (!head.heading) return ReadError{input.path, data::Fault::empty_file, {}};
  const CopiedRow& heading = *head.heading;
  const std::vector<data::CellText> headings = heading.cells();
  if (heading.fault) return ReadError{input.path, *heading.fault, {std::to_string(heading.line)}};
  if (const std::string separator = other_separator(heading, input.program, table); !separator.empty())
    return ReadError{input.path, data::Fault::other_separator, {separator}};
  if (const std::size_t times = times_side_by_side(heading, input.program, table); times > 1)
    return ReadError{input.path, data::Fault::side_by_side, {std::to_string(times), table}};
  if (is_transposed(head, rows, input.program, table)) return ReadError{input.path, data::Fault::transposed, {table}};
  const bool illegible = std::any_of(headings.begin(), headings.end(), [](const auto& cell) { return cell.fault; });
  if (illegible && !rows_can_be_placed(input.program, table, headings))
    return ReadError{input.path, data::Fault::invalid_utf8, {std::to_string(heading.line)}};
  if (lacks_headings(head, input.program, table)) return ReadError{input.path, data::Fault::no_headings, {table}};
  input.tables.insert(table);
  input.builder.open(table, headings);
  input.builder.separated_by(rows.delimiter());
  for (const CopiedRow& row : head.above) {
    if (row.fault)
      add_csv_row(input, row, row.cells());
    else
      input.builder.row_above(row.number, row.cells());
  }
  for (const CopiedRow& row : head.below) add_csv_row(input, row, row.cells());
  add_rows(input, rows);
  return std::nullopt;
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
