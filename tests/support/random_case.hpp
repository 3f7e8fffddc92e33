// Random small programs with random small data: complete, or with few blanks of small domains, so that every filling
// can be tried.
#pragma once

#include <array>
#include <string_view>

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

  struct BlankCell {
    TableId table;
    data::RowIndex row;
    ColumnIndex column;
    std::size_t values;  // in how many ways it may be filled
    Day first = 0;
  };
  std::vector<BlankCell> blanks;  // of the data made last
  // Fills a blank in one of the ways.
  void set(DataBuilder& into, const BlankCell& blank, std::size_t which) const;

  ProgramBuilder b;
  RandomSchema schema;

 private:
  void declare();
  void fill_row(DataBuilder& made, TableId table, data::RowIndex row);
  void fill_cell(DataBuilder& made, TableId table, data::RowIndex row, ColumnIndex c);
  void refer(DataBuilder& made, TableId table, ColumnIndex column, TableId to);
  BlankCell domain_of(TableId table, data::RowIndex row, ColumnIndex c);

  Random random_;
  const bool complete_;
  std::size_t fillings_ = 1, most_ = 1;
};

}  // namespace cepol::test
