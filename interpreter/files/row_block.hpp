// A block of rows that holds its own text: one can be filled while the rows of another are used.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/files/rows.hpp"

namespace cepol::files {

class RowBlock {
 public:
  struct Row {  // as CellRow
    std::uint64_t line;
    std::uint32_t number, lines;
    std::optional<data::Fault> fault;
    std::size_t first_cell;
  };

  // The next rows, about half a megabyte; none: there are no more.
  void fill(RowSource& from);

  std::size_t size() const { return rows_.size(); }
  const Row& row(std::size_t index) const { return rows_[index]; }
  std::span<const data::CellText> cells(std::size_t index) const {
    const std::size_t end = index + 1 < rows_.size() ? rows_[index + 1].first_cell : cells_.size();
    return std::span(cells_).subspan(rows_[index].first_cell, end - rows_[index].first_cell);
  }

 private:
  std::string_view kept(std::string_view text);

  std::vector<std::string> pieces_;  // the texts of the cells; a piece never grows beyond its capacity
  std::size_t piece_ = 0;            // that is being filled
  CellRow read_;
  std::vector<data::CellText> cells_;
  std::vector<Row> rows_;
};

}  // namespace cepol::files
