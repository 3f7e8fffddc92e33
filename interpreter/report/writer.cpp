#include "interpreter/report/writer.hpp"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "lang/base/text.hpp"

namespace cepol::report {

namespace {

std::string quoted_json(const std::string& text) { return nlohmann::json(text).dump(); }

std::string csv_line(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += ',';
    if (cells[i].find_first_of(",\"\r\n") == std::string::npos) {
      line += cells[i];
      continue;
    }
    line += '"';
    for (char c : cells[i]) {
      if (c == '"') line += '"';
      line += c;
    }
    line += '"';
  }
  return line + "\n";
}

std::string json_object(const std::vector<std::string>& columns, const std::vector<std::string>& cells, const std::string& table) {
  std::string text = "{";
  if (!table.empty()) text += "\"table\": " + quoted_json(table);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (text.size() > 1) text += ", ";
    text += quoted_json(columns[i]) + ": " + (cells[i].empty() ? "null" : quoted_json(cells[i]));
  }
  return text + "}";
}

class CsvWriter : public Writer {
 public:
  CsvWriter(std::string folder, std::FILE* stream) : folder_(std::move(folder)) {
    if (folder_.empty()) {
      outputs_.push_back(Output::to_stream(stream));
      return;
    }
    std::error_code error;
    std::filesystem::create_directories(folder_, error);
    if (error) error_ = folder_ + ": " + error.message();
  }
  void begin(const std::string& table, const std::vector<std::string>& columns) override {
    if (!error_.empty()) return;
    if (folder_.empty()) {
      outputs_.back().write((first_ ? "# " : "\n# ") + table + "\n");
    } else {
      outputs_.push_back(Output::to_file(folder_ + "/" + table + ".csv"));
    }
    first_ = false;
    outputs_.back().write(csv_line(columns));
  }
  void row(const std::vector<std::string>& cells) override {
    if (error_.empty()) outputs_.back().write(csv_line(cells));
  }
  void end() override {}
  void text(const std::string&) override {}
  bool commit() override {
    // Names change only when every file is complete.
    for (Output& output : outputs_)
      if (error_.empty() && output.failed()) error_ = output.path() + ": " + output.error();
    for (Output& output : outputs_)
      if (error_.empty() && !output.commit()) error_ = output.path() + ": " + output.error();
    return error_.empty();
  }
  std::string error() const override { return error_; }

 private:
  std::string folder_, error_;
  std::vector<Output> outputs_;
  bool first_ = true;
};

class OneFileWriter : public Writer {
 public:
  explicit OneFileWriter(Output output) : output_(std::move(output)) {}
  void text(const std::string&) override {}
  bool commit() override {
    finish();
    return output_.commit();
  }
  std::string error() const override { return output_.path().empty() ? output_.error() : output_.path() + ": " + output_.error(); }

 protected:
  virtual void finish() {}
  Output output_;
  std::vector<std::string> columns_;
};

class JsonWriter : public OneFileWriter {
 public:
  using OneFileWriter::OneFileWriter;
  void begin(const std::string& table, const std::vector<std::string>& columns) override {
    columns_ = columns;
    output_.write((first_ ? "{\n" : ",\n") + quoted_json(table) + ": [");
    first_ = false;
    first_row_ = true;
  }
  void row(const std::vector<std::string>& cells) override {
    output_.write((first_row_ ? "\n  " : ",\n  ") + json_object(columns_, cells, {}));
    first_row_ = false;
  }
  void end() override { output_.write("\n]"); }

 private:
  void finish() override { output_.write(first_ ? "{}\n" : "\n}\n"); }
  bool first_ = true, first_row_ = true;
};

class NdjsonWriter : public OneFileWriter {
 public:
  using OneFileWriter::OneFileWriter;
  void begin(const std::string& table, const std::vector<std::string>& columns) override {
    table_ = table;
    columns_ = columns;
  }
  void row(const std::vector<std::string>& cells) override { output_.write(json_object(columns_, cells, table_) + "\n"); }
  void end() override {}

 private:
  std::string table_;
};

class TableWriter : public OneFileWriter {
 public:
  TableWriter(Output output, std::size_t width, bool colour) : OneFileWriter(std::move(output)), width_(width), colour_(colour) {}
  void begin(const std::string& table, const std::vector<std::string>& columns) override {
    columns_ = columns;
    output_.write((first_ ? "" : "\n") + bold(table) + "\n");
    first_ = false;
    widths_.clear();
    waiting_.clear();
  }
  void row(const std::vector<std::string>& cells) override {
    if (!widths_.empty()) return print(cells);
    waiting_.push_back(cells);
    if (waiting_.size() == rows_measured) release();
  }
  void end() override {
    if (widths_.empty()) release();
  }
  void text(const std::string& lines) override { output_.write(lines); }

 private:
  static constexpr std::size_t rows_measured = 500;

  std::string bold(const std::string& text) const { return colour_ ? "\033[1m" + text + "\033[0m" : text; }

  void release() {
    widths_.assign(columns_.size(), 0);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      widths_[i] = display_width(columns_[i]);
      for (const auto& cells : waiting_) widths_[i] = std::max(widths_[i], display_width(cells[i]));
    }
    if (width_ > 0 && !widths_.empty()) {  // the last column takes what is left, and is wrapped
      std::size_t before = 0;
      for (std::size_t i = 0; i + 1 < widths_.size(); ++i) before += widths_[i] + 2;
      const std::size_t left = width_ > before + 20 ? width_ - before : 20;
      widths_.back() = std::min(widths_.back(), left);
    }
    print(columns_, true);
    for (const auto& cells : waiting_) print(cells);
    waiting_.clear();
  }

  // The pieces of a text that fit into a width; CJK may break anywhere.
  static std::vector<std::string> wrapped(const std::string& text, std::size_t width) {
    std::vector<std::string> lines(1);
    std::size_t used = 0, word = std::string::npos;  // after the last blank of the line
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t length = code_point_at(text, at).length;
      const std::string piece = text.substr(at, length);
      const std::size_t columns = display_width(piece);
      if (used + columns > width && used > 0) {
        // Western words stay whole; closing signs may hang over.
        const bool hang = piece == "，" || piece == "。" || piece == "；" || piece == "）" || piece == "”" || piece == "、" || piece == "：";
        if (!hang) {
          std::string rest;
          if (length == 1 && piece != " " && word != std::string::npos && word > 0 && static_cast<unsigned char>(lines.back().back()) < 0x80) {
            rest = lines.back().substr(word);
            lines.back().erase(word);
          }
          lines.push_back(rest);
          used = display_width(rest);
          word = std::string::npos;
          if (piece == " ") {
            at += length;
            continue;
          }
        }
      }
      lines.back() += piece;
      used += columns;
      if (piece == " " || length > 1) word = lines.back().size();
      at += length;
    }
    return lines;
  }

  void print(const std::vector<std::string>& cells, bool heading = false) {
    const bool wrap = width_ > 0;
    const std::size_t last = cells.size() - 1;
    const auto tail = wrap ? wrapped(cells[last], widths_[last]) : std::vector<std::string>{cells[last]};
    for (std::size_t n = 0; n < tail.size(); ++n) {
      std::string line;
      for (std::size_t i = 0; i < last; ++i) {
        const std::string shown = n == 0 ? cells[i] : std::string();
        const std::size_t columns = display_width(shown);
        line += shown + std::string((columns < widths_[i] ? widths_[i] - columns : 0) + 2, ' ');
      }
      line += tail[n];
      while (!line.empty() && line.back() == ' ') line.pop_back();
      output_.write((heading ? bold(line) : line) + "\n");
    }
  }

  std::size_t width_;
  bool colour_, first_ = true;
  std::vector<std::size_t> widths_;
  std::vector<std::vector<std::string>> waiting_;
};

}  // namespace

std::unique_ptr<Writer> make_writer(Format format, const std::string& path, std::FILE* stream, std::size_t width, bool colour) {
  if (format == Format::csv) return std::make_unique<CsvWriter>(path, stream);
  Output output = path.empty() ? Output::to_stream(stream) : Output::to_file(path);
  switch (format) {
    case Format::json: return std::make_unique<JsonWriter>(std::move(output));
    case Format::ndjson: return std::make_unique<NdjsonWriter>(std::move(output));
    default: return std::make_unique<TableWriter>(std::move(output), path.empty() ? width : 0, colour && path.empty());
  }
}

}  // namespace cepol::report
