// Writes the rows of a form as they come.
#include "interpreter/office/workbook_form.hpp"

#include <algorithm>
#include <utility>

#include "interpreter/office/workbook_cells.hpp"
#include "lang/base/text.hpp"

namespace cepol::office {

using report::CellKind;

namespace {

constexpr std::size_t narrowest_form_column = 4, widest_form_column = 28, rows_of_form_measured = 2'000;
constexpr std::size_t most_upright = 6;                                         // columns of a form on an upright page
constexpr double title_height = 34, heading_height = 20, form_row_height = 22;  // points

}  // namespace

FormSheet::FormSheet(lxw_workbook* workbook, lxw_worksheet* sheet, report::Form form)
    : workbook_(workbook), sheet_(sheet), form_(std::move(form)), widths_(form_.columns.size(), narrowest_form_column) {
  text_ = made(true);
  number_ = made(true);
  format_set_num_format(number_, "General");
  format_set_align(number_, LXW_ALIGN_CENTER);
  centred_ = made(true);
  format_set_align(centred_, LXW_ALIGN_CENTER);
  format_set_indent(text_, 1);
  day_ = made(true);
  format_set_num_format(day_, "yyyy-mm-dd");
  format_set_align(day_, LXW_ALIGN_CENTER);
  closing_ = made(true);
  format_set_bold(closing_);
  format_set_indent(closing_, 1);
  lxw_format* const title = made(false);
  format_set_bold(title);
  format_set_font_size(title, 16);
  format_set_align(title, LXW_ALIGN_CENTER);
  lxw_format* const heading = made(false);
  lxw_format* const names = made(true);
  format_set_bold(names);
  format_set_align(names, LXW_ALIGN_CENTER);

  line_over_all(form_.title, title);
  worksheet_set_row(sheet_, 0, title_height, nullptr);
  for (const auto& [name, value] : form_.headings) {
    worksheet_set_row(sheet_, next_, heading_height, nullptr);
    line_over_all(name + (form_.english ? ": " : "：") + value, heading);
  }
  heading_row_ = next_++;
  rows_ += form_.columns.empty() ? 0 : 1;
  worksheet_set_row(sheet_, heading_row_, form_row_height, nullptr);
  for (std::size_t i = 0; i < form_.columns.size(); ++i) {
    const std::string& label = form_.columns[i].label;
    widths_[i] = std::clamp(display_width(label), narrowest_form_column, widest_form_column);
    worksheet_write_string(sheet_, heading_row_, static_cast<lxw_col_t>(i), cell_text(label).c_str(), names);
  }
  worksheet_freeze_panes(sheet_, next_, 0);
  worksheet_repeat_rows(sheet_, heading_row_, heading_row_);
  if (form_.columns.size() > most_upright) worksheet_set_landscape(sheet_);
  worksheet_set_paper(sheet_, 9);  // A4
  worksheet_fit_to_pages(sheet_, 1, 0);
  worksheet_center_horizontally(sheet_);
  worksheet_set_footer(sheet_, "&C&P / &N");
}

lxw_format* FormSheet::made(bool lines) {
  lxw_format* format = workbook_add_format(workbook_);
  format_set_num_format(format, "@");
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  format_set_text_wrap(format);
  if (lines) format_set_border(format, LXW_BORDER_THIN);
  return format;
}

void FormSheet::line_over_all(const std::string& text, lxw_format* format) {
  const std::string shown = cell_text(text);
  if (form_.columns.size() > 1)
    worksheet_merge_range(sheet_, next_, 0, next_, static_cast<lxw_col_t>(form_.columns.size() - 1), shown.c_str(),
                          format);
  else
    worksheet_write_string(sheet_, next_, 0, shown.c_str(), format);
  ++next_;
  ++rows_;
}

bool FormSheet::is_full() const { return next_ + 1 >= LXW_ROW_MAX; }

void FormSheet::cell(std::size_t column, const std::string& text, CellKind kind, lxw_format* text_format) {
  const auto at = static_cast<lxw_col_t>(column);
  if (text.empty()) {
    worksheet_write_blank(sheet_, next_, at, text_format);
    return;
  }
  if (next_ <= rows_of_form_measured)
    widths_[column] = std::clamp(display_width(text), widths_[column], widest_form_column);
  if (kind == CellKind::number)
    if (const auto number = number_of(text); number && !number->fraction) {
      worksheet_write_number(sheet_, next_, at, number->value, number_);
      return;
    }
  if (kind == CellKind::date)
    if (const auto day = office::day_of(text)) {
      lxw_datetime time{day->year, day->month, day->day, 0, 0, 0};
      worksheet_write_datetime(sheet_, next_, at, &time, day_);
      return;
    }
  worksheet_write_string(sheet_, next_, at, cell_text(text).c_str(), text_format);
}

void FormSheet::row(const std::vector<std::string>& cells) {
  std::size_t lines = 1;
  for (std::size_t i = 0; i < cells.size() && i < form_.columns.size(); ++i) {
    const CellKind kind = form_.columns[i].kind;
    cell(i, cells[i], kind, kind == CellKind::number || kind == CellKind::date ? centred_ : text_);
    lines = std::max(lines, (display_width(cells[i]) + widest_form_column - 1) / widest_form_column);
  }
  worksheet_set_row(sheet_, next_, std::min(form_row_height * static_cast<double>(lines), 400.0), nullptr);
  ++next_;
  rows_ += cells.empty() ? 0 : 1;
}

void FormSheet::end(bool last) {
  if (last && !form_.total_label.empty() && !form_.columns.empty()) {
    const bool wide = form_.columns.size() > 1;
    worksheet_set_row(sheet_, next_, form_row_height, nullptr);
    cell(0, form_.total_label + (wide ? "" : " " + form_.total), CellKind::text, closing_);
    for (std::size_t i = 1; i < form_.columns.size(); ++i)
      cell(i, i == 1 ? form_.total : std::string(), CellKind::number, closing_);
    ++next_;
    ++rows_;
  }
  for (std::size_t i = 0; i < widths_.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    worksheet_set_column(sheet_, column, column, static_cast<double>(widths_[i] + 2), nullptr);
  }
  if (form_.columns.empty()) return;
  char range[64];
  lxw_rowcol_to_range(range, 0, 0, next_, static_cast<lxw_col_t>(form_.columns.size() - 1));
  worksheet_ignore_errors(sheet_, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range);
}

}  // namespace cepol::office
