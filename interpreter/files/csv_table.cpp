// Reads a CSV file as the table with the name of the file: a row of headings, then the rows of the table.
#include <algorithm>

#include "interpreter/files/csv.hpp"
#include "interpreter/files/formats.hpp"
#include "lang/base/text.hpp"

namespace cepol::files {

namespace {

// Do the readable headings include the key and link columns, without which no row can be used?
bool rows_can_be_placed(const core::Program& program, const std::string& table,
                        const std::vector<data::CellText>& headings) {
  const auto has = [&](std::string_view column) {
    return std::any_of(headings.begin(), headings.end(),
                       [&](const data::CellText& heading) { return trimmed(heading.text) == column; });
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

bool is_child_table(const core::Program& program, const std::string& name) {
  const auto& tables = program.tables.nodes;
  return std::any_of(tables.begin(), tables.end(),
                     [&](const core::RecordTable& record) { return record.name == name && record.parent; });
}

}  // namespace

std::optional<ReadError> read_csv(const FormatInput& input) {
  const std::string& table = *input.table;
  CsvRows rows(input.bytes);
  CsvRow row;
  if (!rows.next(row)) {
    if (!is_child_table(input.program, table)) return ReadError{input.path, data::Fault::empty_file, {}};
    // An empty file, such as an export without child rows: the other tables can be used.
    input.builder.note(table, 0, "", data::Fault::empty_table);
    return std::nullopt;
  }
  if (row.fault) return ReadError{input.path, *row.fault, {std::to_string(row.line)}};
  const bool illegible = std::any_of(row.cells.begin(), row.cells.end(), [](const auto& cell) { return cell.fault; });
  if (illegible && !rows_can_be_placed(input.program, table, row.cells))
    return ReadError{input.path, data::Fault::invalid_utf8, {std::to_string(row.line)}};
  input.builder.open(table, row.cells);
  for (std::uint32_t index = 1; rows.next(row); ++index) {
    if (row.fault)
      input.builder.unreadable(table, index, "", *row.fault, {std::to_string(row.line)});
    else
      input.builder.row(index, row.cells);
  }
  return std::nullopt;
}

}  // namespace cepol::files
