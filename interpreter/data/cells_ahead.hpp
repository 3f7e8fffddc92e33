// Cells of plain rows that are read ahead of their rows, on any thread: numbers, years, days, truths and members. What
// such a cell says depends on nothing but its text. (plain_rows.hpp: what a plain row is.)
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "interpreter/data/cell_text.hpp"
#include "interpreter/data/dataset.hpp"
#include "interpreter/data/seen_cells.hpp"
#include "interpreter/data/texts.hpp"

namespace cepol::data {

struct BuilderState;

// Used by one thread; others may read ahead, and rows be added, at the same time.
class CellsAhead {
 public:
  // For the table that is open. The builder must outlive it.
  explicit CellsAhead(const BuilderState& state);

  // How many cells of a row are read. 0: none.
  std::size_t width() const { return columns_.size(); }
  // Of the headings that the rows are under.
  std::uint32_t layout() const { return layout_; }
  // Appends `width` values; of a cell that is not plain, or said in another word, one whose state is `listed`.
  void read(std::span<const CellText> cells, std::vector<CellValue>& values);

 private:
  const BuilderState& state_;
  std::size_t table_ = 0;
  std::uint32_t layout_ = 0;
  std::size_t cells_of_row_ = 0;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> columns_;  // the cell in the file's rows, the table's column
  std::vector<SeenCells> seen_;                                   // by column that is read
  Texts texts_;                                                   // stays empty
  std::string buffer_;
};

// Of one row, as CellsAhead has read them.
struct ValuesAhead {
  const CellValue* values = nullptr;
  std::uint32_t layout = 0;
};

}  // namespace cepol::data
