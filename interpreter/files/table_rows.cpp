// Refuses headings that cannot be used; adds the rows.
#include "interpreter/files/table_rows.hpp"

#include <algorithm>
#include <utility>

#include "interpreter/data/column_names.hpp"
#include "interpreter/files/row_block.hpp"
#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"

namespace cepol::files {

namespace {

// Do the readable headings include the key and link columns, without which no row can be used?
bool rows_can_be_placed(const core::Program& program, const std::string& table,
                        const std::vector<data::CellText>& headings) {
  const auto has = [&](const core::Column& column) {
    return std::any_of(headings.begin(), headings.end(), [&](const data::CellText& heading) {
      return data::has_word_in_any_case(column, key_form(heading.text));
    });
  };
  if (std::all_of(headings.begin(), headings.end(), [](const data::CellText& heading) { return heading.fault; }))
    return false;
  for (const core::RecordTable& record : program.tables.nodes) {
    if (record.name != table) continue;
    if (record.key && !has(record.columns[*record.key])) return false;
    if (record.parent && record.link && !has(record.columns[*record.link])) return false;
  }
  return true;
}

std::size_t columns_named(const core::Program& program, const std::string& table, std::string_view text) {
  const std::string name = key_form(text);
  std::size_t count = 0;
  for (const core::RecordTable& record : program.tables.nodes)
    if (record.name == table)
      count +=
          static_cast<std::size_t>(std::count_if(record.columns.begin(), record.columns.end(), [&](const auto& column) {
            return data::has_word_in_any_case(column, name);
          }));
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

template <class Row>  // CopiedRow, RowBlock::Row
void add_one_row(const FormatInput& input, const std::string& table, const Row& row,
                 std::span<const data::CellText> cells, const data::ValuesAhead& ahead = {}) {
  if (row.fault)
    input.builder.unreadable(table, row.number, "", *row.fault, {std::to_string(row.line)});
  else
    input.builder.file_row(row.number, cells, row.lines, ahead);
}

// A block with what its cells were read as ahead of its rows: pieces of it, each by another thread.
struct BlockAhead {
  RowBlock rows;
  std::vector<std::vector<data::CellValue>> values;  // by piece

  std::size_t first_of(std::size_t piece) const { return rows.size() * piece / values.size(); }
  void read(data::CellsAhead& cells, std::size_t piece) {
    values[piece].clear();
    if (cells.width() == 0) return;
    for (std::size_t i = first_of(piece); i < first_of(piece + 1); ++i) cells.read(rows.cells(i), values[piece]);
  }
};

void add_block(const FormatInput& input, const std::string& table, const BlockAhead& block,
               const std::vector<data::CellsAhead>& ahead) {
  if (ahead.empty()) {
    for (std::size_t i = 0; i < block.rows.size(); ++i)
      add_one_row(input, table, block.rows.row(i), block.rows.cells(i));
    return;
  }
  for (std::size_t piece = 0; piece < block.values.size(); ++piece) {
    const data::CellValue* values = block.values[piece].data();
    for (std::size_t i = block.first_of(piece); i < block.first_of(piece + 1); ++i) {
      add_one_row(input, table, block.rows.row(i), block.rows.cells(i), {values, ahead[piece].layout()});
      values += ahead[piece].width();
    }
  }
}

// While the rows of a block are added, the cells of the next are read, and the one after that is filled.
void add_rows(const FormatInput& input, const std::string& table, RowSource& rows) {
  const std::size_t pieces = input.parallel.width();
  std::vector<data::CellsAhead> ahead;
  if (pieces > 1)
    for (std::size_t i = 0; i < pieces; ++i) ahead.push_back(input.builder.cells_ahead());
  BlockAhead adding, reading, filling;
  for (BlockAhead* block : {&adding, &reading, &filling}) block->values.resize(pieces);
  reading.rows.fill(rows);
  input.builder.expect_rows(reading.rows.size() + rows.rows_left());
  while (adding.rows.size() > 0 || reading.rows.size() > 0) {
    input.parallel.run(2 + ahead.size(), [&](std::size_t task) {
      if (task == 0)
        add_block(input, table, adding, ahead);
      else if (task <= ahead.size())
        reading.read(ahead[task - 1], task - 1);
      else
        filling.rows.fill(rows);
    });
    std::swap(adding, reading);
    std::swap(reading, filling);
  }
}

}  // namespace

std::optional<ReadError> read_table_rows(const FormatInput& input, const std::string& table, FileHead& head,
                                         RowSource& rows) {
  if (!head.heading) return ReadError{input.path, data::Fault::empty_file, {}};
  const CopiedRow& heading = *head.heading;
  std::vector<data::CellText> headings = heading.cells();
  for (data::CellText& cell : headings)
    if (cell.fault == data::Fault::merged_over) cell = {};
  if (heading.fault) return ReadError{input.path, *heading.fault, {std::to_string(heading.line)}};
  if (const std::string separator = other_separator(heading, input.program, table); !separator.empty())
    return ReadError{input.path, data::Fault::other_separator, {separator}};
  if (const std::size_t times = times_side_by_side(heading, input.program, table); times > 1)
    return ReadError{input.path, data::Fault::side_by_side, {std::to_string(times), table}};
  const bool fits = rows.set_width(headings.size());
  if (is_transposed(head, rows, input.program, table)) return ReadError{input.path, data::Fault::transposed, {table}};
  const bool illegible = std::any_of(headings.begin(), headings.end(), [](const auto& cell) { return cell.fault; });
  if (illegible && !rows_can_be_placed(input.program, table, headings))
    return ReadError{input.path, data::Fault::invalid_utf8, {std::to_string(heading.line)}};
  if (lacks_headings(head, input.program, table)) return ReadError{input.path, data::Fault::no_headings, {table}};
  input.tables.insert(table);
  input.builder.open(table, headings);
  for (const CopiedRow& row : head.above) {
    if (row.fault)
      add_one_row(input, table, row, row.cells());
    else
      input.builder.row_above(row.number, row.cells());
  }
  for (const CopiedRow& row : head.below) {
    std::vector<data::CellText> cells = row.cells();
    if (fits) cells.resize(headings.size());
    add_one_row(input, table, row, cells);
  }
  add_rows(input, table, rows);
  return std::nullopt;
}

}  // namespace cepol::files
