// Writes result tables as aligned text for a terminal. Column widths are computed from the first rows, so that rows can
// be printed as they arrive. If the columns do not fit, a last column of long texts (reasons) is printed below its row,
// then the widest columns are narrowed. Longer cells are wrapped (wrap.hpp).
#include <algorithm>

#include "interpreter/report/result_writer.hpp"
#include "interpreter/report/wrap.hpp"
#include "lang/base/text.hpp"

namespace cepol::report {

namespace {

constexpr std::size_t rows_measured = 500;
constexpr std::size_t gap = 2;        // between columns
constexpr std::size_t narrowest = 8;  // that a column gives way to
constexpr std::size_t readable = 48;  // least width for long texts
constexpr std::size_t indent = 4;     // of a text below its row

class TableWriter : public ResultWriter {
 public:
  TableWriter(std::unique_ptr<Destination> destination, std::size_t width)
      : destination_(std::move(destination)), width_(width) {}
  void begin(const std::string& table, const Heads& columns) override {
    columns_.clear();
    for (const ColumnHead& column : columns) columns_.push_back(shown_cell(column.label));
    destination_->write(StyledText(first_ ? "" : "\n").add(shown_cell(table), Style::bold).add("\n"));
    first_ = false;
    measured_ = false;
    waiting_.clear();
  }
  void row(const std::vector<std::string>& cells) override {
    std::vector<std::string> lines;
    lines.reserve(cells.size());
    for (const std::string& cell : cells) lines.push_back(shown_cell(cell));
    if (measured_) return print(lines, false);
    waiting_.push_back(std::move(lines));
    if (waiting_.size() == rows_measured) release();
  }
  void end() override {
    if (!measured_) release();
  }
  void text(const std::string& lines) override { destination_->write((first_ ? "" : "\n") + lines); }
  bool failed() const override { return destination_->failed(); }
  bool commit() override { return destination_->commit(); }
  std::string error() const override { return destination_->error(); }

 private:
  void release() {
    widths_.assign(columns_.size(), 0);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      widths_[i] = display_width(columns_[i]);
      for (const auto& cells : waiting_) widths_[i] = std::max(widths_[i], display_width(cells[i]));
      // The last column needs no alignment; its width tells whether it is printed below its row.
      if (i + 1 < columns_.size()) widths_[i] = std::min(widths_[i], widest_column);
    }
    fit();
    measured_ = true;
    print(columns_, true);
    for (const auto& cells : waiting_) print(cells, false);
    waiting_.clear();
  }

  void fit() {
    below_ = false;
    if (width_ == 0 || widths_.empty()) return;
    std::size_t all = gap * (widths_.size() - 1);
    for (std::size_t width : widths_) all += width;
    if (const std::size_t last = widths_.back();
        all > width_ && last > readable && all - last + readable > width_ && widths_.size() > 1) {
      below_ = true;
      widths_.pop_back();
      all -= last + gap;
    }
    while (all > width_) {
      const auto widest = std::max_element(widths_.begin(), widths_.end());
      if (*widest <= narrowest) break;
      // Down to the next widest, or as far as is needed.
      std::size_t next = narrowest;
      for (std::size_t width : widths_)
        if (width < *widest) next = std::max(next, width);
      const std::size_t less = std::max<std::size_t>(1, std::min(all - width_, *widest - next));
      *widest -= less;
      all -= less;
    }
  }

  void print(const std::vector<std::string>& cells, bool heading) {
    const Style look = heading ? Style::bold : Style::plain;
    std::vector<std::vector<std::string>> columns;
    std::size_t height = 1;
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      columns.push_back(width_ > 0 ? wrapped(cells[i], widths_[i]) : std::vector<std::string>{cells[i]});
      height = std::max(height, columns.back().size());
    }
    for (std::size_t n = 0; n < height; ++n) {
      std::string line;
      for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string shown = n < columns[i].size() ? columns[i][n] : std::string();
        const std::size_t used = display_width(shown);
        line += shown;
        if (i + 1 < columns.size()) line += std::string(used < widths_[i] + gap ? widths_[i] + gap - used : 1, ' ');
      }
      while (!line.empty() && line.back() == ' ') line.pop_back();
      destination_->write(StyledText().add(line, look).add("\n"));
    }
    if (!below_ || cells.back().empty()) return;
    for (const std::string& line : wrapped(cells.back(), std::max(width_, narrowest + indent) - indent))
      destination_->write(StyledText(std::string(indent, ' ')).add(line, look).add("\n"));
  }

  std::unique_ptr<Destination> destination_;
  std::size_t width_;
  bool first_ = true, measured_ = false, below_ = false;
  std::vector<std::string> columns_;
  std::vector<std::size_t> widths_;
  std::vector<std::vector<std::string>> waiting_;
};

}  // namespace

std::unique_ptr<ResultWriter> make_table_writer(std::unique_ptr<Destination> destination, std::size_t width) {
  return std::make_unique<TableWriter>(std::move(destination), width);
}

}  // namespace cepol::report
