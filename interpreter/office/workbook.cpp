// Writes sheets with libxlsxwriter, each row as it comes.
#include "interpreter/office/workbook.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <ctime>
#include <map>
#include <optional>

#include "interpreter/office/workbook_cells.hpp"
#include "interpreter/office/workbook_check.hpp"
#include "interpreter/office/workbook_form.hpp"
#include "lang/base/text.hpp"

namespace cepol::office {

namespace {

using explain::Tone;
using report::CellKind;

constexpr std::size_t rows_measured = 2'000;  // for the widths of columns
constexpr std::size_t narrowest_column = 6, widest_text = 40, widest_reasons = 72;
// Of at most three digits below the stroke. (Three question marks and a stroke would be a trigraph.)
constexpr const char* fraction_format = R"(???/???)";
constexpr double line_height = 17, highest_row = 409;                // points
constexpr int chart_width = 560, bar_height = 34, chart_frame = 90;  // pixels

struct Colours {
  lxw_color_t fill, text, bar;
};
// Pale, so that a printed page is legible.
Colours colours_of(Tone tone) {
  switch (tone) {
    case Tone::plain: return {0xFFFFFF, 0x1D2330, 0x8FA3BF};
    case Tone::good: return {0xE9F4EC, 0x1D5F33, 0x6FAE84};
    case Tone::bad: return {0xFBEAE7, 0x9A2A1E, 0xD98880};
    case Tone::open: return {0xFFF6DB, 0x735600, 0xE3C15C};
    case Tone::trouble: return {0xEFEAF6, 0x55388A, 0xA48FC8};
  }
  return {0xFFFFFF, 0x000000, 0x8FA3BF};
}

struct FreeWorkbook {
  void operator()(lxw_workbook* workbook) const { lxw_workbook_free(workbook); }
};

// Midday of the day, so that the day is the same in all time zones.
std::time_t time_of(const std::string& day) {
  const auto parts = day_of(day);
  if (!parts) return 0;
  std::tm time{};
  time.tm_year = parts->year - 1900;
  time.tm_mon = parts->month - 1;
  time.tm_mday = parts->day;
  time.tm_hour = 12;
  return timegm(&time);
}

class Workbook final : public WorkbookWriter, public report::FormWriter {
 public:
  Workbook(std::unique_ptr<report::Destination> destination, const WorkbookProperties& properties)
      : destination_(std::move(destination)) {
    if (destination_->failed()) return;
    file_ = destination_->file();
    if (file_.empty()) {
      error_ = workbook_needs_file;
      return;
    }
    std::string folder = destination_->folder();
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = folder.data();
    options.use_zip64 = LXW_FALSE;
    workbook_.reset(workbook_new_opt(file_.c_str(), &options));
    if (workbook_ == nullptr) {
      error_ = workbook_incomplete;
      return;
    }
    lxw_doc_properties document{};
    std::string title = cell_text(properties.title), program = cell_text(properties.program);
    document.title = title.data();
    document.author = program.data();
    document.created = time_of(properties.day);
    workbook_set_properties(workbook_.get(), &document);
    make_formats();
  }

  void begin(const std::string& table, const report::Heads& columns) override {
    if (failed()) return;
    table_ = table;
    heads_ = columns;
    widths_.assign(columns.size(), narrowest_column);
    for (std::size_t i = 0; i < columns.size(); ++i) measure(i, columns[i].label);
    open_sheet();
  }

  void row(const std::vector<std::string>& cells) override {
    if (failed()) return;
    if (next_row_ == LXW_ROW_MAX) {
      finish_sheet();
      open_sheet();
      if (failed()) return;
    }
    std::size_t lines = 1;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].empty()) {
        worksheet_write_blank(sheet_, next_row_, static_cast<lxw_col_t>(i), text_);
        continue;
      }
      if (next_row_ <= rows_measured) measure(i, cells[i]);
      write_cell(i, cells[i]);
      lines = std::max(lines, lines_of(i, cells[i]));
    }
    if (lines > 1)
      worksheet_set_row(sheet_, next_row_, std::min(static_cast<double>(lines) * line_height, highest_row), nullptr);
    rows_written_.back() += cells.empty() ? 0 : 1;
    ++next_row_;
  }

  void end() override {
    if (!failed()) finish_sheet();
  }

  void bars(const Bars& bars) override {
    if (failed()) return;
    lxw_chart* chart = workbook_add_chart(workbook_.get(), LXW_CHART_BAR);
    const auto range = [&](std::size_t column) {
      char text[64];
      lxw_rowcol_to_range_abs(text, static_cast<lxw_row_t>(bars.first + 1), static_cast<lxw_col_t>(column),
                              static_cast<lxw_row_t>(bars.first + bars.count), static_cast<lxw_col_t>(column));
      return "=" + quoted_sheet(sheet_title_) + "!" + text;
    };
    lxw_chart_series* series = chart_add_series(chart, range(bars.labels).c_str(), range(bars.numbers).c_str());
    std::vector<lxw_chart_fill> fills(bars.count);
    std::vector<lxw_chart_point> points(bars.count);
    std::vector<lxw_chart_point*> all;
    for (std::size_t i = 0; i < bars.count; ++i) {
      fills[i].color = colours_of(bars.tones[i]).bar;
      points[i].fill = &fills[i];
      all.push_back(&points[i]);
    }
    all.push_back(nullptr);
    chart_series_set_points(series, all.data());
    chart_series_set_labels(series);
    chart_title_set_name(chart, cell_text(bars.title).c_str());
    lxw_chart_font small{};
    small.size = 12;
    chart_title_set_name_font(chart, &small);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    // Of bars, the library's y axis has the categories. The numbers stand at the bars.
    chart_axis_set_reverse(chart->y_axis);
    chart_axis_major_gridlines_set_visible(chart->x_axis, LXW_FALSE);
    chart_axis_off(chart->x_axis);
    lxw_chart_options place{};
    place.x_scale = chart_width / 480.0;
    place.y_scale = (chart_frame + bar_height * static_cast<double>(bars.count)) / 288.0;
    worksheet_insert_chart_opt(sheet_, next_chart_, static_cast<lxw_col_t>(heads_.size() + 1), chart, &place);
    next_chart_ += static_cast<lxw_row_t>((chart_frame + bar_height * static_cast<int>(bars.count)) / 20 + 2);
  }

  report::FormWriter* forms() override { return this; }
  void begin_form(const report::Form& form) override {
    if (!failed()) open_form(form);
  }
  void form_row(const std::vector<std::string>& cells) override {
    if (failed()) return;
    if (form_->is_full()) {
      const report::Form form = form_->form();
      close_form(false);
      open_form(form);
      if (failed()) return;
    }
    form_->row(cells);
  }
  void end_form() override {
    if (!failed()) close_form(true);
  }

  bool failed() const override { return !error_.empty() || destination_->failed(); }
  std::string error() const override { return error_.empty() ? destination_->error() : error_; }

  bool commit() override {
    if (failed()) return false;
    // It frees the workbook, also when it fails.
    const lxw_error result = workbook_close(workbook_.release());
    if (result != LXW_NO_ERROR || !is_whole_workbook(file_, rows_written_)) {
      error_ = workbook_incomplete;
      return false;
    }
    return destination_->commit();
  }

 private:
  void make_formats() {
    lxw_workbook* book = workbook_.get();
    const auto made = [&](const char* number_format, bool wraps) {
      lxw_format* format = workbook_add_format(book);
      format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
      format_set_bottom(format, LXW_BORDER_HAIR);
      format_set_bottom_color(format, 0xC3CAD6);
      if (number_format != nullptr) format_set_num_format(format, number_format);
      if (wraps) format_set_text_wrap(format);
      return format;
    };
    text_ = made("@", true);
    number_ = made(nullptr, false);
    fraction_ = made(fraction_format, false);
    day_ = made("yyyy-mm-dd", false);
    format_set_align(day_, LXW_ALIGN_LEFT);
    for (lxw_format* format : {number_, fraction_}) {
      format_set_align(format, LXW_ALIGN_RIGHT);
      format_set_indent(format, 1);  // apart from a text in the next column
    }
    heading_ = made("@", true);
    format_set_bold(heading_);
    format_set_bg_color(heading_, 0xE8ECF3);
    format_set_bottom(heading_, LXW_BORDER_THIN);
    format_set_bottom_color(heading_, 0x9AA6B8);
    format_set_align(heading_, LXW_ALIGN_VERTICAL_CENTER);
    for (Tone tone : {Tone::plain, Tone::good, Tone::bad, Tone::open, Tone::trouble}) {
      lxw_format* format = tones_[tone] = made("@", true);
      if (tone == Tone::plain) continue;
      format_set_bg_color(format, colours_of(tone).fill);
      format_set_font_color(format, colours_of(tone).text);
    }
  }

  // False: see the error.
  bool add_sheet(const std::string& name) {
    sheet_title_ = sheet_name(name, sheet_names_);
    sheet_ = workbook_add_worksheet(workbook_.get(), sheet_title_.c_str());
    if (sheet_ == nullptr) error_ = workbook_incomplete;
    return sheet_ != nullptr;
  }

  void check_written() {
    if (sheet_->optimize_tmpfile == nullptr || std::ferror(sheet_->optimize_tmpfile) != 0) error_ = workbook_incomplete;
  }

  void open_form(const report::Form& form) {
    if (add_sheet(form.name)) form_.emplace(workbook_.get(), sheet_, form);
  }

  void close_form(bool last) {
    form_->end(last);
    rows_written_.push_back(form_->rows_written());
    form_.reset();
    check_written();
  }

  void open_sheet() {
    if (!add_sheet(table_)) return;
    rows_written_.push_back(heads_.empty() ? 0 : 1);
    for (std::size_t i = 0; i < heads_.size(); ++i)
      worksheet_write_string(sheet_, 0, static_cast<lxw_col_t>(i), cell_text(heads_[i].label).c_str(), heading_);
    next_row_ = 1;
    next_chart_ = 1;
    worksheet_freeze_panes(sheet_, 1, heads_.size() > 2 ? 1 : 0);
    worksheet_repeat_rows(sheet_, 0, 0);
    worksheet_set_landscape(sheet_);
    worksheet_set_paper(sheet_, 9);  // A4
    worksheet_fit_to_pages(sheet_, 1, 0);
    worksheet_set_footer(sheet_, "&L&A&R&P / &N");
  }

  void finish_sheet() {
    check_written();
    if (heads_.empty()) return;
    const auto last = static_cast<lxw_col_t>(heads_.size() - 1);
    for (std::size_t i = 0; i < heads_.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      worksheet_set_column(sheet_, column, column, static_cast<double>(widths_[i] + 3), nullptr);
    }
    worksheet_autofilter(sheet_, 0, 0, std::max<lxw_row_t>(next_row_ - 1, 1), last);
    char range[64];
    lxw_rowcol_to_range(range, 0, 0, next_row_, last);
    worksheet_ignore_errors(sheet_, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range);
  }

  // In which the text is wrapped: programs do not find the height of a row by themselves.
  std::size_t lines_of(std::size_t column, const std::string& text) const {
    const std::size_t width = widths_[column];
    std::size_t lines = 0;
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      lines += std::max<std::size_t>(
          1, (display_width(std::string_view(text).substr(begin, end - begin)) + width - 1) / width);
      begin = end + 1;
    }
    return lines;
  }

  void measure(std::size_t column, const std::string& text) {
    const std::size_t widest = heads_[column].kind == CellKind::reasons ? widest_reasons : widest_text;
    widths_[column] = std::max(widths_[column], std::min(display_width(text), widest));
  }

  void write_cell(std::size_t column, const std::string& text) {
    const auto at = static_cast<lxw_col_t>(column);
    const report::ColumnHead& head = heads_[column];
    if (head.kind == CellKind::number) {
      if (const auto number = number_of(text)) {
        worksheet_write_number(sheet_, next_row_, at, number->value, number->fraction ? fraction_ : number_);
        return;
      }
    }
    if (head.kind == CellKind::date) {
      if (const auto day = day_of(text)) {
        lxw_datetime time{day->year, day->month, day->day, 0, 0, 0};
        worksheet_write_datetime(sheet_, next_row_, at, &time, day_);
        return;
      }
    }
    lxw_format* format = text_;
    for (const explain::OutcomeWord& word : head.outcomes)
      if (word.text == text) format = tones_[word.tone];
    worksheet_write_string(sheet_, next_row_, at, cell_text(text).c_str(), format);
  }

  std::unique_ptr<report::Destination> destination_;

  std::string file_, error_;
  std::unique_ptr<lxw_workbook, FreeWorkbook> workbook_;
  lxw_format *text_ = nullptr, *number_ = nullptr, *fraction_ = nullptr, *day_ = nullptr, *heading_ = nullptr;
  std::map<Tone, lxw_format*> tones_;
  std::set<std::string> sheet_names_;
  std::vector<std::uint64_t> rows_written_;  // by sheet, with the heading

  // Of the present sheet.
  std::optional<FormSheet> form_;
  lxw_worksheet* sheet_ = nullptr;
  std::string table_, sheet_title_;
  report::Heads heads_;
  std::vector<std::size_t> widths_;
  lxw_row_t next_row_ = 0, next_chart_ = 0;
};

}  // namespace

std::unique_ptr<WorkbookWriter> make_workbook(std::unique_ptr<report::Destination> destination,
                                              const WorkbookProperties& properties) {
  return std::make_unique<Workbook>(std::move(destination), properties);
}

}  // namespace cepol::office
