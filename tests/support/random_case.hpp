// Random small programs with random small data: complete, or with few blanks of small domains, or damaged in few
// places, so that every filling can be tried.
#pragma once

#include <array>
#include <string_view>

#include "interpreter/engine/results.hpp"
#include "tests/support/data_builder.hpp"
#include "tests/support/random_terms.hpp"

namespace cepol::test {

// What stands for any text: constants are of the first three, the last three stand for all others.
inline constexpr std::array<std::string_view, 10> texts_tried{"a",   "b",    "ab", "xa", "xb",
                                                              "xab", "xaxb", "y1", "y2", "y3"};

class RandomCase {
 public:
  // One decision for `person`, DecisionId{0}, with a measure. `complete`: the data will have no blanks.
  RandomCase(std::uint64_t seed, bool complete);

  // Data with at most `most` fillings; 1: complete data.
  DataBuilder data(std::size_t most);
  // Damaged data with at most `most` repairs: cells open and listed, owners not sure, rows that are perhaps no records.
  DataBuilder damaged_data(std::size_t most);
  // Damaged in many places: repairs can be drawn, not enumerated. Of years and dates without bounds, some are tried.
  DataBuilder much_damaged_data();

  struct BlankCell {
    TableId table;
    data::RowIndex row;
    ColumnIndex column;                 // or engine::whole_row
    std::vector<data::CellValue> ways;  // in which it may be filled: known or none; of a whole row: none, known
    bool whole_column = false;          // the column is unknown as a whole: all its cells are filled together
  };
  std::vector<BlankCell> blanks;  // of the data made last
  std::size_t fillings = 1;       // how many ways these have together
  // Fills a blank in one of the ways. After the last one, link the rows.
  void set(DataBuilder& into, const BlankCell& blank, std::size_t which) const;

  ProgramBuilder b;
  RandomSchema schema;

 private:
  void declare();
  DataBuilder rows(bool damaged);
  void add_rows(DataBuilder& made, TableId table, std::size_t count, std::size_t others);
  void fill_row(DataBuilder& made, TableId table, data::RowIndex row);
  void fill_cell(DataBuilder& made, TableId table, data::RowIndex row, ColumnIndex c);
  void refer(DataBuilder& made, TableId table, ColumnIndex column);
  std::vector<data::CellValue> values_of(const DataBuilder& made, TableId table, ColumnIndex column);
  // The last of texts_tried is in no cell that is known: so an unknown text can be one that no other cell has.
  static bool stands_for_others(Kind kind, const data::CellValue& value);
  bool add_blank(BlankCell blank);  // false: it would be too many fillings

  // random_damage.cpp
  void damage(DataBuilder& made);
  bool can_be_open(const Column& column) const;
  engine::BlankCell any_cell(const DataBuilder& made);
  void damage_at(DataBuilder& made, const engine::BlankCell& at);
  void damage_cell(DataBuilder& made, const engine::BlankCell& at);
  void open_cell(DataBuilder& made, BlankCell blank);
  void list_cell(DataBuilder& made, BlankCell blank);
  void list_dates(DataBuilder& made, BlankCell blank);
  void leave_out_column(DataBuilder& made, TableId table, ColumnIndex column);

  Random random_;
  const bool complete_;
  std::size_t most_ = 1;
  bool much_ = false;  // damaged in many places
};

}  // namespace cepol::test
