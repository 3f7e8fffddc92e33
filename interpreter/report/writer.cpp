// The formats for machines.
#include "interpreter/report/writer.hpp"

#include <filesystem>

namespace cepol::report {

namespace fs = std::filesystem;

std::string csv_line(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += ',';
    const bool alone = cells.size() == 1 && cells[i].empty();  // else the row would be a blank line
    if (!alone && cells[i].find_first_of(",\"\r\n") == std::string::npos) {
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

class CsvWriter : public Writer {
 public:
  CsvWriter(std::string folder, std::FILE* stream) : folder_(std::move(folder)) {
    if (folder_.empty()) {
      outputs_.push_back(Output::to_stream(stream));
      return;
    }
    std::error_code error;
    for (fs::path made = fs::path(folder_).lexically_normal(); !made.empty() && !fs::exists(made, error);
         made = made.parent_path())
      made_.push_back(made);
    fs::create_directories(folder_, error);
    if (error || !fs::is_directory(folder_, error))
      error_ = folder_ + ": " + (error ? error : std::make_error_code(std::errc::not_a_directory)).message();
  }
  ~CsvWriter() override {
    if (committed_) return;
    outputs_.clear();  // and their files
    std::error_code error;
    for (const fs::path& made : made_) fs::remove(made, error);  // only what is empty
  }
  CsvWriter(const CsvWriter&) = delete;
  CsvWriter& operator=(const CsvWriter&) = delete;
  void begin(const std::string& table, const std::vector<std::string>& columns) override {
    if (!error_.empty()) return;
    if (folder_.empty())
      outputs_.back().write((first_ ? "# " : "\n# ") + table + "\n");
    else
      outputs_.push_back(Output::to_file(folder_ + "/" + file_name(table)));
    first_ = false;
    outputs_.back().write(csv_line(columns));
  }
  void row(const std::vector<std::string>& cells) override {
    if (error_.empty()) outputs_.back().write(csv_line(cells));
  }
  void end() override {}
  bool failed() const override { return !error_.empty() || (!outputs_.empty() && outputs_.back().failed()); }
  bool commit() override {
    // Names change only when every file is complete.
    for (Output& output : outputs_)
      if (error_.empty() && !output.close()) error_ = output.error();
    for (Output& output : outputs_)
      if (error_.empty() && !output.publish()) error_ = output.error();
    committed_ = error_.empty();
    return committed_;
  }
  std::string error() const override { return error_; }

 private:
  std::string folder_, error_;
  std::vector<Output> outputs_;
  std::vector<fs::path> made_;  // folders that were not there before, the innermost first
  bool first_ = true, committed_ = false;
};

class OneFileWriter : public Writer {
 public:
  explicit OneFileWriter(Output output) : output_(std::move(output)) {}
  bool failed() const override { return output_.failed(); }
  bool commit() override {
    finish();
    return output_.commit();
  }
  std::string error() const override { return output_.error(); }

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
    output_.write((first_ ? "{\n" : ",\n") + json_text(table) + ": [");
    first_ = false;
    first_row_ = true;
  }
  void row(const std::vector<std::string>& cells) override {
    output_.write((first_row_ ? "\n  " : ",\n  ") + json_object(columns_, cells, {}));
    first_row_ = false;
  }
  void end() override { output_.write(first_row_ ? "]" : "\n]"); }

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
  void row(const std::vector<std::string>& cells) override {
    output_.write(json_object(columns_, cells, table_) + "\n");
  }
  void end() override {}

 private:
  std::string table_;
};

}  // namespace

std::unique_ptr<Writer> make_writer(Format format, const std::string& path, std::FILE* stream, std::size_t width,
                                    bool colour) {
  if (format == Format::csv) return std::make_unique<CsvWriter>(path, stream);
  Output output = path.empty() ? Output::to_stream(stream) : Output::to_file(path);
  switch (format) {
    case Format::json: return std::make_unique<JsonWriter>(std::move(output));
    case Format::ndjson: return std::make_unique<NdjsonWriter>(std::move(output));
    default: return make_table_writer(std::move(output), path.empty() ? width : 0, colour && path.empty());
  }
}

}  // namespace cepol::report
