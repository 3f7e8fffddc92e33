// The rows of a sheet of a workbook, as a clerk sees them: formulas by their results, dates as they are shown, a cell
// merged over several rows in each of them.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "interpreter/data/cell_text.hpp"
#include "interpreter/files/rows.hpp"
#include "interpreter/files/workbook.hpp"

namespace cepol::files {

struct MergedCells {
  std::uint32_t first_row, last_row, first_column, last_column;  // from 1
};

// The merged cells of a sheet, in the order of their rows. They stand behind the rows, so that the part is read twice.
PartTrouble read_merged_cells(const ZipArchive& archive, const Sheet& sheet, std::vector<MergedCells>& merged);

class SheetHandler;
struct SheetRow;

// Cells that are shown otherwise than they are stored, in one way.
struct UnlikeCells {
  std::uint64_t count = 0;
  std::uint32_t first_row = 0;
  std::string code;           // the format of the first
  std::vector<bool> columns;  // which have some
};

class SheetRows final : public RowSource {
 public:
  // All must outlive it. Null `merged`: merged cells are as if they were not.
  SheetRows(const ZipArchive& archive, const Workbook& workbook, const Sheet& sheet,
            const std::vector<MergedCells>* merged);
  ~SheetRows() override;

  bool next(CellRow& row) override;
  bool set_width(std::size_t width) override;

  Trouble trouble() const;  // why there are no more rows; none: that was all
  // Of the rows so far:
  std::uint64_t hidden_rows() const { return hidden_; }
  std::uint32_t first_hidden_row() const { return first_hidden_; }
  std::uint64_t struck_rows() const { return struck_; }  // of which cells are struck out
  std::uint32_t first_struck_row() const { return first_struck_; }
  const UnlikeCells& unlike(Unlike how) const { return unlike_[static_cast<std::size_t>(how)]; }
  std::vector<bool> hidden_columns() const;                         // of those that have headings
  std::uint32_t first_row_beyond() const { return first_beyond_; }  // the headings; 0: none has cells there
  const std::vector<bool>& columns_beyond() const { return beyond_; }

 private:
  struct Merge;
  void count_unlike(const SheetRow& row);
  void spread_merged(std::uint32_t number, CellRow& row);
  void fit(std::uint32_t number, CellRow& row);

  std::unique_ptr<ZipPart> part_;
  std::unique_ptr<SheetHandler> handler_;
  std::unique_ptr<XmlReader> xml_;
  const Workbook& workbook_;
  const std::vector<MergedCells>* merged_;
  std::size_t next_merged_ = 0;
  std::deque<Merge> open_;  // those that the row is in
  Trouble trouble_ = Trouble::none;
  std::size_t width_ = 0;
  std::uint64_t hidden_ = 0, struck_ = 0;
  std::uint32_t first_hidden_ = 0, first_struck_ = 0, first_beyond_ = 0;
  std::vector<bool> beyond_;
  std::array<UnlikeCells, unlike_count> unlike_;
};

// A, B, ..., Z, AA: a column, from 0.
std::string column_letters(std::size_t column);

}  // namespace cepol::files
