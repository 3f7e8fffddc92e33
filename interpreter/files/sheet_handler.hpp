// The cells of a sheet's rows, from its XML: what each says to those who look at it.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "interpreter/data/cell_text.hpp"
#include "interpreter/files/workbook.hpp"

namespace cepol::files {

constexpr std::uint32_t most_columns = 16'384, most_rows = 1'048'576;  // of every spreadsheet

// B12: column 2, row 12. False: it is no such reference.
bool read_reference(std::string_view text, std::uint32_t& column, std::uint32_t& row);

// A cell that is shown otherwise than it is stored.
struct UnlikeCell {
  std::size_t column;
  Unlike how;
  std::uint32_t look;  // of the workbook's
};

struct SheetRow {
  std::uint32_t number = 0;
  bool hidden = false;
  bool struck = false;  // a cell of it is struck out
  std::string text;     // of all cells, one after the other
  std::vector<data::CellText> cells;
  std::vector<std::pair<std::size_t, std::size_t>> places;  // by cell: where its text is
  std::vector<UnlikeCell> unlike;

  void clear() {
    text.clear();
    cells.clear();
    places.clear();
    unlike.clear();
    hidden = struck = false;
  }
  void put(std::size_t column, std::string_view cell) {
    make_room(column);
    places[column] = {text.size(), cell.size()};
    text += cell;
  }
  void put(std::size_t column, data::Fault fault) {
    make_room(column);
    cells[column] = fault;
  }
  // The texts stay where they are now.
  void finish() {
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (!cells[i].fault) cells[i] = std::string_view(text).substr(places[i].first, places[i].second);
    while (!cells.empty() && !cells.back().fault && cells.back().text.empty()) cells.pop_back();
  }

 private:
  void make_room(std::size_t column) {
    if (cells.size() > column) return;
    cells.resize(column + 1);
    places.resize(column + 1);
  }
};

enum class CellKind : std::uint8_t { number, shared, text, formula_text, truth, error, date };

// Collects the rows of which the XML was read.
class SheetHandler final : public XmlHandler {
 public:
  explicit SheetHandler(const Workbook& workbook) : workbook_(workbook) {}

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view piece) override;

  bool has_row() const { return first_ < count_; }
  // Valid until more of the XML is read.
  const SheetRow& take_row();
  XmlReader* reader = nullptr;
  // Columns that are hidden, from 1, each from its first to its last; they stand before the rows.
  const std::vector<std::pair<std::uint32_t, std::uint32_t>>& hidden_columns() const { return hidden_columns_; }

 private:
  void start_column(const XmlAttributes& attributes);
  void start_row(const XmlAttributes& attributes);
  void end_row();
  void start_cell(const XmlAttributes& attributes);
  void end_cell();
  bool names_other_file();
  Shown shown() const;
  std::uint32_t look() const;
  void mark(SheetRow& row, std::size_t column, Unlike how) const;
  void put_shared(SheetRow& row, std::size_t column);
  void put_date(SheetRow& row, std::size_t column, const std::optional<std::string>& text);
  void put_number(SheetRow& row, std::size_t column);

  const Workbook& workbook_;
  std::vector<SheetRow> rows_;
  SheetRow current_;                   // of which the end was not read yet
  std::size_t first_ = 0, count_ = 0;  // of `rows_`, that were read and not yet taken
  bool in_row_ = false, in_value_ = false, in_formula_ = false, inline_ = false;
  bool struck_text_ = false;
  std::uint32_t last_row_ = 0, column_ = 0;
  // Of the cell being read:
  CellKind kind_ = CellKind::number;
  std::size_t style_ = 0;
  bool formula_ = false, has_value_ = false;
  std::string value_, code_, shared_;
  std::set<std::string> from_elsewhere_;  // shared formulas
  RichText rich_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> hidden_columns_;
  bool zeros_unseen_ = false;
};

}  // namespace cepol::files
