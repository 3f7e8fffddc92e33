// Data sets by hand: rows of blanks, and calls that fill them.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "tests/support/core_builder.hpp"
#include "tests/support/link_rows.hpp"

namespace cepol::test {

// A data set of a program, without rows.
struct DataBuilder {
  const Program& program;
  data::Dataset data;

  explicit DataBuilder(const Program& p) : program(p) {
    data.texts.add("");
    for (const RecordTable& table : p.tables.nodes) {
      data::TableData made;
      for (const Column& column : table.columns) {
        data::ColumnData one;
        one.type = column.type;
        made.columns.push_back(one);
      }
      data.tables.push_back(std::move(made));
    }
  }
  // A row with every cell unknown (or none, where the column is optional), but for the one that links it to its parent.
  data::RowIndex row(TableId table, data::RowIndex parent = 0) {
    const data::RowIndex made = other_row(table, parent);
    data.tables[table.index].rows = made + 1;
    return made;
  }
  // Likewise one that is not identified; such rows come after all others.
  data::RowIndex other_row(TableId table, data::RowIndex parent = 0) {
    data::TableData& t = data.tables[table.index];
    const RecordTable& record = program.tables[table];
    for (std::size_t c = 0; c < t.columns.size(); ++c) {
      data::ColumnData& column = t.columns[c];
      column.states.push_back(record.columns[c].blank == Blank::none ? data::State::none : data::State::unknown);
      column.numbers.push_back(0);
      column.lasts.push_back(0);
      column.indices.push_back(0);
    }
    t.source_rows.push_back(t.all_rows + 1);
    if (record.link) index(table, t.all_rows, *record.link, parent);
    return t.all_rows++;
  }
  data::ColumnData& at(TableId table, ColumnIndex column) { return data.tables[table.index].columns[column]; }
  void index(TableId table, data::RowIndex row, ColumnIndex column, std::uint32_t value) {  // truth, choice, row
    at(table, column).states[row] = data::State::known;
    at(table, column).indices[row] = value;
  }
  void number(TableId table, data::RowIndex row, ColumnIndex column,
              std::int64_t scaled) {  // number (times its scale), year
    at(table, column).states[row] = data::State::known;
    at(table, column).numbers[row] = scaled;
  }
  void date(TableId table, data::RowIndex row, ColumnIndex column, Day first, Day last) {
    number(table, row, column, first);
    at(table, column).lasts[row] = last;
  }
  void date(TableId table, data::RowIndex row, ColumnIndex column, Day day) { date(table, row, column, day, day); }
  std::uint32_t text_index(std::string_view value) {
    std::uint32_t found = 0;
    while (found < data.texts.size() && data.texts[found] != value) ++found;
    if (found == data.texts.size()) data.texts.add(value);
    return found;
  }
  void text(TableId table, data::RowIndex row, ColumnIndex column, std::string_view value) {
    index(table, row, column, text_index(value));
  }
  void cell(TableId table, data::RowIndex row, ColumnIndex column, const data::CellValue& value) {
    data::ColumnData& cells = at(table, column);
    cells.candidates.erase(row);
    cells.states[row] = value.state;
    cells.numbers[row] = value.number;
    cells.lasts[row] = value.last;
    cells.indices[row] = value.index;
  }
  void open(TableId table, data::RowIndex row, ColumnIndex column) { cell(table, row, column, {data::State::open}); }
  // Two or more, distinct.
  void listed(TableId table, data::RowIndex row, ColumnIndex column, std::vector<data::CellValue> candidates) {
    cell(table, row, column, {data::State::listed});
    std::sort(candidates.begin(), candidates.end());
    at(table, column).candidates[row] = std::move(candidates);
  }
  // Perhaps no record; in complete data: none. Of a table without parent: it is the link that says it of the others.
  void unsure(TableId table, data::RowIndex row, bool yes = true) {
    std::vector<data::RowIndex>& rows = data.tables[table.index].unsure_rows;
    std::erase(rows, row);
    if (yes) rows.insert(std::lower_bound(rows.begin(), rows.end(), row), row);
  }
  void link() { link_rows(program, data); }  // call when all rows and links are there
};

}  // namespace cepol::test
