// Reads a CSV file as the table with the name of the file: the headings, with titles above them, then the rows of the
// table.
#include <algorithm>

#include "interpreter/files/csv.hpp"
#include "interpreter/files/csv_heading.hpp"
#include "interpreter/files/formats.hpp"
#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"

namespace cepol::files {

namespace {

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

bool is_blank(const CopiedRow& row) {
  return !row.fault && std::all_of(row.texts.begin(), row.texts.end(), [](const std::string& text) {
    return trimmed(text).empty();
  }) && std::all_of(row.faults.begin(), row.faults.end(), [](const auto& fault) { return !fault; });
}

template <class Row>  // CsvRow, CopiedRow
void add_csv_row(const FormatInput& input, const Row& row, const std::vector<data::CellText>& cells) {
  if (row.fault)
    input.builder.unreadable(*input.table, row.number, "", *row.fault, {std::to_string(row.line)});
  else
    input.builder.file_row(row.number, cells, row.lines);
}

}  // namespace

std::optional<ReadError> read_csv(const FormatInput& input) {
  const std::string& table = *input.table;
  CsvRows rows(input.bytes);
  const FileHead head = read_head(rows, input.program, table);
  if (!head.heading) return ReadError{input.path, data::Fault::empty_file, {}};
  const CopiedRow& heading = *head.heading;
  const std::vector<data::CellText> headings = heading.cells();
  if (heading.fault) return ReadError{input.path, *heading.fault, {std::to_string(heading.line)}};
  const bool illegible = std::any_of(headings.begin(), headings.end(), [](const auto& cell) { return cell.fault; });
  if (illegible && !rows_can_be_placed(input.program, table, headings))
    return ReadError{input.path, data::Fault::invalid_utf8, {std::to_string(heading.line)}};
  for (const CopiedRow& row : head.above)
    input.builder.left_out(table, row.number, is_blank(row) ? data::RowKind::blank : data::RowKind::title);
  input.tables.insert(table);
  input.builder.open(table, headings);
  for (const CopiedRow& row : head.below) add_csv_row(input, row, row.cells());
  for (CsvRow row; rows.next(row);) add_csv_row(input, row, row.cells);
  return std::nullopt;
}

}  // namespace cepol::files
