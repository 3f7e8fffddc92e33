// A form on a sheet of its own, laid out to be printed: the title over all columns, the headings a line each, a table
// with lines, and the closing line; A4, as wide as the page, its column names on every page.
#pragma once

#include <xlsxwriter.h>

#include <cstdint>
#include <vector>

#include "interpreter/report/result_writer.hpp"

namespace cepol::office {

class FormSheet {
 public:
  // The sheet is the workbook's and empty; both must outlive it. The form is copied.
  FormSheet(lxw_workbook* workbook, lxw_worksheet* sheet, report::Form form);
  bool is_full() const;  // no row more has room
  void row(const std::vector<std::string>& cells);
  // `last`: with the closing line.
  void end(bool last);
  std::uint64_t rows_written() const { return rows_; }
  const report::Form& form() const { return form_; }

 private:
  lxw_format* made(bool lines);
  void line_over_all(const std::string& text, lxw_format* format);
  void cell(std::size_t column, const std::string& text, report::CellKind kind, lxw_format* text_format);

  lxw_workbook* workbook_;
  lxw_worksheet* sheet_;
  report::Form form_;
  lxw_format *text_, *centred_, *number_, *day_, *closing_;
  std::vector<std::size_t> widths_;
  lxw_row_t next_ = 0, heading_row_ = 0;
  std::uint64_t rows_ = 0;
};

}  // namespace cepol::office
