// InputReader: expands folders to files, chooses the format of each, and passes all rows to one DatasetBuilder. A file
// is read once per table.
#include "interpreter/files/read.hpp"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "interpreter/data/cell.hpp"
#include "interpreter/data/row_words.hpp"
#include "interpreter/files/address.hpp"
#include "interpreter/files/formats.hpp"
#include "interpreter/files/heading.hpp"
#include "interpreter/files/memory_files.hpp"
#include "interpreter/files/path.hpp"
#include "interpreter/files/sql_text.hpp"
#include "interpreter/files/text_reader.hpp"
#include "lang/base/text.hpp"

namespace cepol::files {

namespace {

constexpr std::size_t most_told = 10;  // tables of a database that are not used, by name
constexpr std::size_t longest_query = std::size_t{1} << 20;

class InputReader {
 public:
  InputReader(const core::Program& program, const Files& files, const data::Assumptions& assumptions,
              const Parallel& parallel, const TextForm& form, const std::vector<std::string>& no_data)
      : program_(program), files_(files), parallel_(parallel), form_(form), builder_(program, assumptions) {
    for (const std::string& path : no_data)
      if (const auto real = path.empty() ? std::nullopt : files.resolve(path)) no_data_.insert(*real);
    for (const core::RecordTable& table : program.tables.nodes) names_.push_back(table.name);
    for (const core::RecordTable& table : program.tables.nodes)
      if (!table.heading.empty() && !is_table(table.heading)) names_.push_back(table.heading);
  }

  void read_path(const std::string& path) {
    const std::string file = is_query_path(path) ? path.substr(0, path.find('?')) : path;
    if (files_.kind(file) == FileKind::missing)
      if (const std::size_t sign = file.find('='); sign != std::string::npos)
        return read_as(path.substr(0, sign), path.substr(sign + 1));
    input_.paths.push_back(path);
    if (is_query_path(path)) return read_query(path, std::string(path::stem(parameter_of(path, "query"))));
    switch (files_.kind(path)) {
      case FileKind::missing: return fail(path, data::Fault::file_missing);
      case FileKind::folder: return read_folder(path);
      case FileKind::database: return read_database(path);
      case FileKind::rows: return read_rows(path, table_named_in(path));
      case FileKind::regular:
      case FileKind::other: return read_file(path, std::string(path::stem(path)));
    }
  }

  Read finish() {
    for (const auto& [path, table] : further_) report_further(path, table);
    add_beside(builder_, program_, errors_);
    for (const ReadError& error : errors_) input_.unreadable.push_back(error.path);
    Read read{builder_.finish(), std::move(errors_), {}, std::move(told_), input_.paths, input_.sources};
    read.empty = empty_tables(program_, read.data, input_, files_);
    for (data::BadRow& bad : files_beside(program_, read.data, input_, files_)) read.data.bad.push_back(std::move(bad));
    return read;
  }

 private:
  bool is_table(std::string_view name) const { return std::find(names_.begin(), names_.end(), name) != names_.end(); }
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

  // A file whose name is no table's. With the headings of a table that has a file it may be the rest of it.
  void report_further(const std::string& path, const std::string& table) {
    if (input_.sources.contains(table)) return fail(path, data::Fault::more_of_table, {table});
    report_unknown(path);
  }
  void report_unknown(const std::string& path) { report_unknown_table(path, std::string(path::stem(path))); }
  void report_unknown_table(const std::string& path, const std::string& stem) {
    const std::string shown = invalid_utf8(stem) ? "?" : data::excerpt(stem);
    fail(path, data::Fault::unknown_table, {shown, nearest_name(shown, names_).value_or("")});
  }

  void read_folder(const std::string& folder) {
    std::string why;
    const auto names = files_.list(folder, why);
    if (!names) return fail(folder, data::Fault::file_unreadable, {why});
    bool any = false;
    for (const std::string& name : *names) {
      // Spreadsheets leave files of their own while a table is open: .~lock.人员.csv#, ~$人员.csv.
      if (name.starts_with(".") || name.starts_with("~") || !is_table_file(name)) continue;
      if (const auto real = files_.resolve(path::join(folder, name)); real && no_data_.contains(*real)) continue;
      any = true;
      read_file(path::join(folder, name), std::string(path::stem(name)));
    }
    if (!any) fail(folder, data::Fault::no_known_table, {list_of_names()});
  }

  // TABLE=FILE
  void read_as(const std::string& table, const std::string& path) {
    input_.paths.push_back(path);
    if (!is_table(table)) {
      const std::string shown = invalid_utf8(table) ? "?" : data::excerpt(table);
      return fail(path, data::Fault::no_such_table, {shown, nearest_name(shown, names_).value_or("")});
    }
    if (is_query_path(path)) return read_query(path, table);
    switch (files_.kind(path)) {
      case FileKind::missing: return fail(path, data::Fault::file_missing);
      case FileKind::folder: return fail(path, data::Fault::folder_for_table, {table});
      case FileKind::database: return fail(path, data::Fault::database_for_table, {table});
      case FileKind::rows: return read_rows(path, table);
      case FileKind::regular:
      case FileKind::other: return read_file(path, table);
    }
  }

  // `stem`: the table, if it is one.
  void read_file(const std::string& path, const std::string& stem) {
    if (files_.kind(path) == FileKind::other) return fail(path, data::Fault::no_file);
    const Format* format = format_of(path);
    if (format == nullptr) return fail(path, data::Fault::unknown_format);
    // The same file again (a folder, and a file in it) would count its rows twice.
    if (const auto real = files_.resolve(path); real && !read_.emplace(*real, stem).second) return;
    const bool named = is_table(stem);
    if (!named && format->holds == Holds::one_table) {
      std::string why;
      const std::unique_ptr<Reader> bytes = files_.open(path, why);
      const auto table = bytes ? csv_table_by_headings(*bytes, program_, form_) : std::nullopt;
      return table ? further_.emplace_back(path, *table), void() : report_unknown(path);
    }
    std::string why;
    const std::unique_ptr<Reader> bytes = files_.open(path, why);
    if (!bytes) return fail(path, data::Fault::file_unreadable, {why});
    add(path, named ? std::optional(stem) : std::nullopt, *bytes, format->read);
  }

  // ?table=schema.name
  static std::string table_named_in(const std::string& address) {
    const std::string name = parameter_of(address, "table");
    return name.substr(name.rfind('.') + 1);
  }

  // The tables of a database that have the name of a table.
  void read_database(const std::string& address) {
    std::string why;
    const auto names = files_.list(address, why);
    if (!names) return fail(address, data::Fault::database_refused, {why});
    std::size_t others = 0;
    bool any = false;
    for (const std::string& name : *names) {
      const auto table = std::find_if(names_.begin(), names_.end(), [&](const std::string& one) {
        return data::label_form(one) == data::label_form(name);
      });
      if (table != names_.end()) {
        read_rows(with_parameter(address, "table", name), *table);
        any = true;
      } else if (++others <= most_told) {
        told_.push_back({address, Tell::database_table, {invalid_utf8(name) ? "?" : name}});
      }
    }
    if (others > most_told) told_.push_back({address, Tell::database_more, {std::to_string(others - most_told)}});
    if (!any) fail(address, data::Fault::no_known_table, {list_of_names()});
  }

  // A table or query of a database, as the table.
  void read_rows(const std::string& address, const std::string& table) {
    if (!is_table(table)) return report_unknown_table(address, table);
    if (!read_.emplace(address, table).second) return;
    std::string why;
    const std::unique_ptr<Reader> bytes = files_.open(address, why);
    if (!bytes) return fail(address, data::Fault::database_refused, {why});
    add(address, table, *bytes, read_database_rows);
  }

  // DATABASE?query=FILE: what the query of a file gives, as the table.
  void read_query(const std::string& path, const std::string& table) {
    if (!is_table(table)) return report_unknown_table(path, table);
    const std::string file = parameter_of(path, "query");
    std::string why;
    const auto text = files_.read(file, longest_query, why);
    if (!text) return fail(file, data::Fault::file_unreadable, {why});
    const auto query = single_query(*text);
    if (const auto* const problem = std::get_if<QueryProblem>(&query)) return fail(path, fault_of(*problem), {file});
    if (is_address(path)) return read_rows(path, table);
    const std::string database = path.substr(0, path.find('?'));
    const std::unique_ptr<Reader> bytes = files_.open(database, why);
    if (!bytes) return fail(database, data::Fault::file_unreadable, {why});
    add(database, table, *bytes,
        [&](const FormatInput& input) { return read_sqlite_query(input, std::get<std::string>(query)); });
  }

  static data::Fault fault_of(QueryProblem problem) {
    switch (problem) {
      case QueryProblem::none: return data::Fault::query_none;
      case QueryProblem::several: return data::Fault::query_several;
      case QueryProblem::other: return data::Fault::query_other;
    }
    return data::Fault::query_other;
  }

  template <class ReadFormat>
  void add(const std::string& path, const std::optional<std::string>& named, Reader& bytes, ReadFormat&& read_format) {
    builder_.from(path);
    std::set<std::string> tables;
    auto error = read_format({builder_, program_, named, bytes, path, tables, parallel_, form_, told_, files_});
    if (const std::string why = bytes.error(); !why.empty())
      fail(path, is_address(path) ? data::Fault::database_refused : data::Fault::file_unreadable, {why});
    else if (error && named && error->fault == data::Fault::empty_file)
      tables.insert(*named);
    else if (error)
      errors_.push_back(std::move(*error));
    for (const std::string& table : tables) {
      const auto [first, is_new] = input_.sources.emplace(table, path);
      if (!is_new) fail(path, data::Fault::table_twice, {table, first->second});
    }
  }

  const core::Program& program_;
  const Files& files_;
  const Parallel& parallel_;
  const TextForm& form_;
  data::DatasetBuilder builder_;
  std::vector<std::string> names_;                            // of tables and heading tables
  std::set<std::pair<std::string, std::string>> read_;        // files, and the tables they were read as
  std::vector<std::pair<std::string, std::string>> further_;  // paths, with the table of their headings
  std::set<std::string> no_data_;                             // resolved
  InputFiles input_;
  std::vector<ReadError> errors_;
  std::vector<Told> told_;
};

}  // namespace

bool is_query_path(std::string_view path) {
  if (parameter_of(path, "query").empty()) return false;
  const Format* const format = format_of(path.substr(0, path.find('?')));
  return is_address(path) || (format != nullptr && format->read == read_sqlite);
}

bool is_database(std::string_view path) {
  const Format* const format = format_of(path);
  return is_address(path) || (format != nullptr && format->read == read_sqlite);
}

bool is_table_file(std::string_view path) { return format_of(path) != nullptr; }

Read read(const core::Program& program, const std::vector<std::string>& paths, const Files& files,
          const data::Assumptions& assumptions, const Parallel& parallel, const TextForm& form,
          const std::vector<std::string>& no_data) {
  InputReader reader(program, files, assumptions, parallel, form, no_data);
  for (const std::string& path : paths) reader.read_path(path);
  return reader.finish();
}

void add_beside(data::DatasetBuilder& builder, const core::Program& program, std::vector<ReadError>& errors) {
  const MemoryFiles none;  // a CSV file needs nothing of the machine
  for (const core::RecordTable& table : program.tables.nodes) {
    if (table.beside_text == nullptr || builder.opened(table.name)) continue;
    TextReader bytes(*table.beside_text);
    std::set<std::string> tables;
    std::vector<Told> told;  // the policy's own file, which its author looked at
    builder.from(table.beside);
    if (auto error = read_csv({builder, program, table.name, bytes, table.beside, tables, Parallel(), {}, told, none}))
      errors.push_back(std::move(*error));
  }
}

}  // namespace cepol::files
