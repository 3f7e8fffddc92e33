#include "interpreter/files/read.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <set>

#include "interpreter/data/cell.hpp"
#include "interpreter/data/dataset_builder.hpp"
#include "interpreter/files/csv.hpp"
#include "interpreter/files/json.hpp"
#include "lang/base/text.hpp"

namespace cepol::files {

namespace {

namespace fs = std::filesystem;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

std::string ending_of(const std::string& name) {
  std::string ending = fs::path(name).extension().string();
  for (char& c : ending)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return ending;
}

// Can the rows be placed by the columns that have these names?
bool can_place(const core::Program& program, const std::string& table, const std::vector<std::string>& names) {
  auto has = [&](std::string_view column) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return trimmed(name) == column; });
  };
  if (std::all_of(names.begin(), names.end(),
                  [](const std::string& name) { return name == data::DatasetBuilder::illegible; }))
    return false;
  for (const core::RecordTable& record : program.tables.nodes) {
    if (record.name != table) continue;
    if (record.key && !has(record.columns[*record.key].name)) return false;
    if (record.parent && record.link && !has(record.columns[*record.link].name)) return false;
  }
  return true;
}

std::optional<ReadError> read_csv(data::DatasetBuilder& builder, const core::Program& program, const std::string& table,
                                  const Bytes& bytes, const std::string& path) {
  CsvRows rows(bytes);
  CsvRow row;
  if (!rows.next(row)) {
    const auto& tables = program.tables.nodes;
    if (std::none_of(tables.begin(), tables.end(),
                     [&](const core::RecordTable& record) { return record.name == table && record.parent; }))
      return ReadError{path, data::Fault::empty_file, {}};
    builder.note(table, 0, "", data::Fault::empty_table);  // nothing to report for anyone: that is no fault of the rest
    return std::nullopt;
  }
  if (row.fault) return ReadError{path, *row.fault, {std::to_string(row.line)}};
  std::vector<std::string> names(row.cells.begin(), row.cells.end());
  for (const auto& [cell, fault] : row.bad) names[cell] = data::DatasetBuilder::illegible;
  if (!row.bad.empty() && !can_place(program, table, names))
    return ReadError{path, data::Fault::invalid_utf8, {std::to_string(row.line)}};
  builder.open(table, names);
  for (std::uint32_t index = 1; rows.next(row); ++index) {
    if (row.fault) {
      builder.unreadable(table, index, "", *row.fault, {std::to_string(row.line)});
      continue;
    }
    for (const auto& [cell, fault] : row.bad) row.cells[cell] = data::DatasetBuilder::bad_cell(fault);
    builder.row(index, row.cells);
  }
  return std::nullopt;
}

class FileReader {
 public:
  explicit FileReader(const core::Program& program) : program_(program), builder_(program) {
    for (const core::RecordTable& table : program.tables.nodes) names_.push_back(table.name);
    for (const core::RecordTable& table : program.tables.nodes)
      if (!table.heading.empty() && std::find(names_.begin(), names_.end(), table.heading) == names_.end())
        names_.push_back(table.heading);
  }

  void read_path(const std::string& path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status)) return fail(path, data::Fault::file_missing);
    if (!fs::is_directory(status)) return read_file(path);
    std::vector<std::string> files;
    for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
      const std::string name = entry->path().filename().string();
      // Spreadsheets leave files of their own while a table is open: .~lock.人员.csv#, ~$人员.csv.
      if (!name.starts_with(".") && !name.starts_with("~") && is_table_file(name))
        files.push_back(entry->path().string());
    }
    if (error) return fail(path, data::Fault::file_unreadable, {error.message()});
    std::sort(files.begin(), files.end());
    if (files.empty()) return fail(path, data::Fault::no_known_table, {list_of_names()});
    for (const std::string& file : files) read_file(file);
  }

  Read finish() {
    read_beside(builder_, program_, errors_);
    return {builder_.finish(), std::move(errors_)};
  }

 private:
  std::string list_of_names() const {
    std::string list;
    for (const std::string& name : names_) {
      if (!list.empty()) list += '\n';
      list += name;
    }
    return list;
  }
  void fail(const std::string& path, data::Fault fault, std::vector<std::string> arguments = {}) {
    errors_.push_back({path, fault, std::move(arguments)});
  }

  void read_file(const std::string& path) {
    const std::string ending = ending_of(path), stem = fs::path(path).stem().string();
    if (!is_table_file(path)) return fail(path, data::Fault::unknown_format);
    // The same file again (a folder, and a file in it) would count its rows twice.
    std::error_code unresolved;
    const std::string real = fs::canonical(path, unresolved).string();
    if (!unresolved && !read_.emplace(real, stem).second) return;
    const bool named = std::find(names_.begin(), names_.end(), stem) != names_.end();
    if (!named && ending != ".json") {
      const std::string shown = invalid_utf8(stem) ? "?" : data::excerpt(stem);
      return fail(path, data::Fault::unknown_table, {shown, nearest_name(shown, names_).value_or("")});
    }
    const File file(std::fopen(path.c_str(), "rb"));
    if (!file) return fail(path, data::Fault::file_unreadable, {std::strerror(errno)});
    std::setvbuf(file.get(), nullptr, _IONBF, 0);
    const Bytes bytes = [&](char* space, std::size_t size) { return std::fread(space, 1, size, file.get()); };
    builder_.from(path);
    std::optional<ReadError> error;
    if (ending == ".csv")
      error = read_csv(builder_, program_, stem, bytes, path);
    else if (ending == ".json")
      error = read_json(builder_, program_, named ? std::optional(stem) : std::nullopt, whole(path, bytes), path);
    else
      error = read_ndjson(builder_, program_, stem, bytes, path);
    if (std::ferror(file.get()))
      fail(path, data::Fault::file_unreadable, {std::strerror(errno)});
    else if (error)
      errors_.push_back(std::move(*error));
  }

  static std::string whole(const std::string& path, const Bytes& bytes) {
    std::error_code error;
    const auto size = fs::file_size(path, error);
    std::string text;
    if (!error) text.reserve(static_cast<std::size_t>(size) + 128);  // and what a JSON reader wants after the end
    std::vector<char> chunk(1 << 20);
    while (const std::size_t count = bytes(chunk.data(), chunk.size())) text.append(chunk.data(), count);
    return text;
  }

  const core::Program& program_;
  data::DatasetBuilder builder_;
  std::vector<std::string> names_;
  std::set<std::pair<std::string, std::string>> read_;  // files, and the tables they were read as
  std::vector<ReadError> errors_;
};

}  // namespace

void read_beside(data::DatasetBuilder& builder, const core::Program& program, std::vector<ReadError>& errors) {
  for (const core::RecordTable& table : program.tables.nodes) {
    if (table.beside.empty() || builder.opened(table.name)) continue;
    const File file(std::fopen(table.beside.c_str(), "rb"));
    if (!file) {
      errors.push_back({table.beside,
                        errno == ENOENT ? data::Fault::file_missing : data::Fault::file_unreadable,
                        {std::strerror(errno)}});
      continue;
    }
    const Bytes bytes = [&](char* space, std::size_t size) { return std::fread(space, 1, size, file.get()); };
    builder.from(table.beside);
    if (auto error = read_csv(builder, program, table.name, bytes, table.beside)) errors.push_back(std::move(*error));
  }
}

bool is_table_file(const std::string& path) {
  const std::string ending = ending_of(path);
  return ending == ".csv" || ending == ".json" || ending == ".ndjson" || ending == ".jsonl";
}

Read read(const core::Program& program, const std::vector<std::string>& paths) {
  FileReader reader(program);
  for (const std::string& path : paths) reader.read_path(path);
  return reader.finish();
}

}  // namespace cepol::files
