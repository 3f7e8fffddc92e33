#include "interpreter/files/row_block.hpp"

namespace cepol::files {

namespace {

constexpr std::size_t block_bytes = 1 << 20, block_rows = 1 << 16;

}  // namespace

void RowBlock::fill(RowSource& from) {
  text_.clear();
  cells_.clear();
  rows_.clear();
  CellRow row;
  while (text_.size() < block_bytes && rows_.size() < block_rows && from.next(row)) {
    const std::size_t first = cells_.size();
    for (const data::CellText& cell : row.cells) {
      text_ += cell.text;
      cells_.push_back(cell);
    }
    rows_.push_back({row.line, row.number, row.lines, row.fault, first});
  }
  // The text stays where it is now. What a cell said is what follows that of the cell before.
  const char* at = text_.data();
  for (data::CellText& cell : cells_) {
    cell.text = std::string_view(at, cell.text.size());
    at += cell.text.size();
  }
}

}  // namespace cepol::files
