// Data sets by hand: rows of blanks, and calls that fill them.
#pragma once

#include <string_view>
#include <vector>

#include "interpreter/data/dataset.hpp"
#include "tests/support/core_builder.hpp"

namespace cepol::test {

// A data set of a program, without rows.
struct DataBuilder {
  const Program& program;
  data::Dataset data;
  std::vector<std::vector<data::RowIndex>> parents;  // by table, by row

  explicit DataBuilder(const Program& p) : program(p), parents(p.tables.size()) {
    data.texts.push_back("");
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
  // A row with every cell unknown (or none, where the column is optional).
  data::RowIndex row(TableId table, data::RowIndex parent = 0) {
    data::TableData& t = data.tables[table.index];
    for (std::size_t c = 0; c < t.columns.size(); ++c) {
      data::ColumnData& column = t.columns[c];
      const bool none = program.tables[table].columns[c].blank == Blank::none;
      column.states.push_back(none ? data::State::none : data::State::unknown);
      column.numbers.push_back(0);
      column.lasts.push_back(0);
      column.indices.push_back(0);
    }
    t.source_rows.push_back(t.rows + 1);
    parents[table.index].push_back(parent);
    ++t.all_rows;
    return t.rows++;
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
  void text(TableId table, data::RowIndex row, ColumnIndex column, std::string_view value) {
    std::uint32_t found = 0;
    while (found < data.texts.size() && data.texts[found] != value) ++found;
    if (found == data.texts.size()) data.texts.emplace_back(value);
    index(table, row, column, found);
  }
  void link() {  // children of parents; call when all rows are there
    for (std::size_t t = 0; t < data.tables.size(); ++t) {
      const auto parent = program.tables.nodes[t].parent;
      if (!parent) continue;
      data::TableData& table = data.tables[t];
      table.children = {};
      for (data::RowIndex row = 0; row < table.rows; ++row)
        index(TableId{static_cast<std::uint32_t>(t)}, row, *program.tables.nodes[t].link, parents[t][row]);
      table.children.begin.assign(1, 0);
      for (data::RowIndex p = 0; p < data.tables[parent->index].rows; ++p) {
        for (data::RowIndex row = 0; row < table.rows; ++row)
          if (parents[t][row] == p) table.children.rows.push_back(row);
        table.children.begin.push_back(static_cast<std::uint32_t>(table.children.rows.size()));
      }
    }
  }
};

}  // namespace cepol::test
