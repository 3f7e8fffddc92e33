// Writers of result tables as CSV, JSON and NDJSON, and the choice of a writer by format (table_writer.cpp: text).
#include "interpreter/report/result_writer.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>

#include "interpreter/report/wrap.hpp"

namespace cepol::report {

namespace {

constexpr char needs_quotes[] = {',', '"', '\r', '\n'};
constexpr std::size_t long_cell = 32;  // bytes; of which the C library looks at many at a time

bool is_plain(const std::string& cell) {
  if (cell.size() >= long_cell)
    return std::none_of(std::begin(needs_quotes), std::end(needs_quotes),
                        [&](char c) { return std::memchr(cell.data(), c, cell.size()) != nullptr; });
  return std::none_of(cell.begin(), cell.end(), [](char c) { return c == ',' || c == '"' || c == '\r' || c == '\n'; });
}

void add_csv_line(std::string& text, const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) text += ',';
    const bool alone = cells.size() == 1 && cells[i].empty();  // else the row would be a blank line
    if (!alone && is_plain(cells[i])) {
      text += cells[i];
      continue;
    }
    text += '"';
    for (char c : cells[i]) {
      if (c == '"') text += '"';
      text += c;
    }
    text += '"';
  }
  text += '\n';
}

}  // namespace

std::string csv_line(const std::vector<std::string>& cells) {
  std::string line;
  add_csv_line(line, cells);
  return line;
}

std::string json_text(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string quoted = "\"";
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (c == '\n') {
      quoted += "\\n";
    } else if (c == '\t') {
      quoted += "\\t";
    } else if (byte < 0x20) {
      quoted += "\\u00";
      quoted += digits[byte >> 4];
      quoted += digits[byte & 15];
    } else {
      quoted += c;
    }
  }
  return quoted + "\"";
}

// A name from a policy must not lead out of the folder.
std::string file_name(const std::string& table) {
  std::string name;
  for (char c : table) name += c == '/' || c == '\\' || static_cast<unsigned char>(c) < 0x20 ? '_' : c;
  if (name.empty() || name.front() == '.') name.insert(0, "_");
  return name + ".csv";
}

std::string harmless(const std::string& text) {
  std::string_view rest = text;
  while (rest.starts_with('\'')) rest.remove_prefix(1);
  for (std::string_view sign : {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"})
    if (rest.starts_with(sign)) return "'" + text;
  return text;
}

std::vector<std::string> labels(const Heads& heads) {
  std::vector<std::string> all;
  for (const ColumnHead& head : heads) all.push_back(head.label);
  return all;
}

namespace {

std::string json_object(const std::vector<std::string>& columns, const std::vector<std::string>& cells,
                        const std::string& table) {
  std::string text = "{";
  if (!table.empty()) text += "\"table\": " + json_text(table);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (text.size() > 1) text += ", ";
    text += json_text(columns[i]) + ": " + (cells[i].empty() ? "null" : json_text(cells[i]));
  }
  return text + "}";
}

class CsvWriter : public ResultWriter {
 public:
  CsvWriter(std::unique_ptr<Destination> destination, bool for_spreadsheets)
      : destination_(std::move(destination)), for_spreadsheets_(for_spreadsheets) {}
  void begin(const std::string& table, const Heads& columns) override {
    write_lines();
    if (destination_->is_folder())
      destination_->begin_file(file_name(table));
    else
      destination_->write((first_ ? "# " : "\n# ") + one_line(table) + "\n");
    first_ = false;
    is_text_.assign(columns.size(), true);
    write_line(labels(columns));
    for (std::size_t i = 0; i < columns.size(); ++i)
      is_text_[i] = columns[i].kind != CellKind::number && columns[i].kind != CellKind::date;
  }
  void row(const std::vector<std::string>& cells) override { write_line(cells); }
  void end() override { write_lines(); }
  bool failed() const override { return destination_->failed(); }
  bool commit() override { return destination_->commit(); }
  std::string error() const override { return destination_->error(); }

 private:
  void write_line(const std::vector<std::string>& cells) {
    if (for_spreadsheets_) {
      std::vector<std::string> shown = cells;
      for (std::size_t i = 0; i < shown.size(); ++i)
        if (is_text_[i]) shown[i] = harmless(shown[i]);
      add_csv_line(lines_, shown);
    } else {
      add_csv_line(lines_, cells);
    }
    if (lines_.size() >= enough_lines) write_lines();
  }
  void write_lines() {
    if (!lines_.empty()) destination_->write(lines_);
    lines_.clear();
  }

  std::unique_ptr<Destination> destination_;
  bool for_spreadsheets_, first_ = true;
  static constexpr std::size_t enough_lines = 64 * 1024;  // to be written together
  std::string lines_;                                     // not written yet
  std::vector<bool> is_text_;                             // by column: not a number or a day of ours
};

class OneFileWriter : public ResultWriter {
 public:
  explicit OneFileWriter(std::unique_ptr<Destination> destination) : destination_(std::move(destination)) {}
  bool failed() const override { return destination_->failed(); }
  bool commit() override {
    finish();
    return destination_->commit();
  }
  std::string error() const override { return destination_->error(); }

 protected:
  virtual void finish() {}
  std::unique_ptr<Destination> destination_;
  std::vector<std::string> columns_;
};

class JsonWriter : public OneFileWriter {
 public:
  using OneFileWriter::OneFileWriter;
  void begin(const std::string& table, const Heads& columns) override {
    columns_ = labels(columns);
    destination_->write((first_ ? "{\n" : ",\n") + json_text(table) + ": [");
    first_ = false;
    first_row_ = true;
  }
  void row(const std::vector<std::string>& cells) override {
    destination_->write((first_row_ ? "\n  " : ",\n  ") + json_object(columns_, cells, {}));
    first_row_ = false;
  }
  void end() override { destination_->write(std::string(first_row_ ? "]" : "\n]")); }

 private:
  void finish() override { destination_->write(std::string(first_ ? "{}\n" : "\n}\n")); }
  bool first_ = true, first_row_ = true;
};

class NdjsonWriter : public OneFileWriter {
 public:
  using OneFileWriter::OneFileWriter;
  void begin(const std::string& table, const Heads& columns) override {
    table_ = table;
    columns_ = labels(columns);
  }
  void row(const std::vector<std::string>& cells) override {
    destination_->write(json_object(columns_, cells, table_) + "\n");
  }
  void end() override {}

 private:
  std::string table_;
};

}  // namespace

std::unique_ptr<ResultWriter> make_writer(Format format, std::unique_ptr<Destination> destination, std::size_t width) {
  switch (format) {
    case Format::table: return make_table_writer(std::move(destination), width);
    case Format::csv: return std::make_unique<CsvWriter>(std::move(destination), false);
    case Format::csv_for_spreadsheets: return std::make_unique<CsvWriter>(std::move(destination), true);
    case Format::json: return std::make_unique<JsonWriter>(std::move(destination));
    case Format::ndjson: return std::make_unique<NdjsonWriter>(std::move(destination));
  }
  return nullptr;
}

}  // namespace cepol::report
