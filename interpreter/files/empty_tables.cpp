// Looks for the files that a table without rows may be in: beside the files that were read, and in the folders within.
#include "interpreter/files/empty_tables.hpp"

#include <algorithm>
#include <optional>

#include "interpreter/data/bad_causes.hpp"
#include "interpreter/data/row_words.hpp"
#include "interpreter/files/formats.hpp"
#include "interpreter/files/path.hpp"
#include "lang/base/text.hpp"

namespace cepol::files {

namespace {

constexpr std::size_t most_similar = 5;  // for one table

bool hidden(std::string_view name) { return name.starts_with(".") || name.starts_with("~"); }

// A policy, or a text beside it: 2030.cepol, 2030.txt, 2030.letter.txt.
bool is_of_policy(const std::string& name, const std::vector<std::string>& policies) {
  if (path::extension(name) == ".cepol") return true;
  return std::any_of(policies.begin(), policies.end(), [&](const std::string& policy) {
    return name == policy + ".txt" || name == policy + ".letter.txt";
  });
}

// Entries of a folder that are neither temporary files nor a policy's; nothing if it cannot be read.
std::vector<std::string> entries_of(const Files& files, const std::string& folder) {
  std::string why;
  std::vector<std::string> names =
      files.look_around(folder.empty() ? "." : folder, why).value_or(std::vector<std::string>());
  std::erase_if(names, [](const std::string& name) { return hidden(name) || invalid_utf8(name); });
  std::vector<std::string> policies;
  for (const std::string& name : names)
    if (path::extension(name) == ".cepol") policies.emplace_back(path::stem(name));
  std::erase_if(names, [&](const std::string& name) { return is_of_policy(name, policies); });
  return names;
}

class SimilarFiles {
 public:
  SimilarFiles(const core::Program& program, const InputFiles& input, const Files& files) : files_(files) {
    for (const core::RecordTable& table : program.tables.nodes) tables_.push_back(table.name);
    for (const std::string& path : input.paths) {
      const FileKind kind = files.kind(path);
      if (kind == FileKind::missing || kind == FileKind::database || kind == FileKind::rows) continue;
      const std::string folder(kind == FileKind::folder ? std::string_view(path) : path::parent(path));
      if (std::find(folders_.begin(), folders_.end(), folder) == folders_.end()) folders_.push_back(folder);
    }
  }

  // Files that were not read, and may have further rows of a table that another file has. The table's own name in the
  // format of a spreadsheet is what that file was exported from.
  std::vector<SimilarFile> beside(const std::string& table) const {
    std::vector<SimilarFile> found;
    for (const std::string& folder : folders_) {
      if (files_.kind(folder) != FileKind::folder) continue;
      const std::vector<std::string> names = entries_of(files_, folder);
      for (const std::string& name : names) add_file(table, path::join(folder, name), found);
      for (const std::string& name : names) add_within(table, path::join(folder, name), found);
    }
    std::erase_if(found, [&](const SimilarFile& file) {
      const bool exported =
          path::stem(file.path) == table && data::label_form(path::extension(file.path)).starts_with(".x");
      return file.kind == SimilarKind::other_name || (file.kind == SimilarKind::other_format && exported);
    });
    return found;
  }

  std::vector<SimilarFile> of(const std::string& table) const {
    std::vector<SimilarFile> found;
    for (const std::string& folder : folders_) {
      const std::vector<std::string> names = entries_of(files_, folder);
      for (const std::string& name : names) add_file(table, path::join(folder, name), found);
      for (const std::string& name : names) add_within(table, path::join(folder, name), found);
      add_nearest(table, folder, names, found);
    }
    if (found.size() > most_similar) found.resize(most_similar);
    return found;
  }

 private:
  bool is_table(std::string_view stem) const {
    return std::find(tables_.begin(), tables_.end(), stem) != tables_.end();
  }

  void add_file(const std::string& table, const std::string& path, std::vector<SimilarFile>& found) const {
    const std::string_view stem = path::stem(path);
    const std::string name = data::label_form(stem), wanted = data::label_form(table);
    const bool readable = format_of(path) != nullptr;
    if (name.find(wanted) == std::string::npos || files_.kind(path) == FileKind::folder) return;
    if (is_table(stem) && (readable || stem != table)) return;  // the file of a table, if of another one
    found.push_back({path, readable ? SimilarKind::other_name : SimilarKind::other_format});
  }

  void add_within(const std::string& table, const std::string& folder, std::vector<SimilarFile>& found) const {
    if (files_.kind(folder) != FileKind::folder) return;
    const std::vector<std::string> names = entries_of(files_, folder);
    // Results of an earlier run, which have the table of bad rows, are no data.
    const bool results = std::any_of(names.begin(), names.end(), [](const std::string& name) {
      return name == data::bad_rows_name(false) + ".csv" || name == data::bad_rows_name(true) + ".csv";
    });
    for (const std::string& name : results ? std::vector<std::string>() : names)
      if (path::stem(name) == table && format_of(name) != nullptr)
        found.push_back({path::join(folder, name), SimilarKind::in_subfolder});
  }

  // A file whose name is near, unless there are better ones.
  void add_nearest(const std::string& table, const std::string& folder, const std::vector<std::string>& names,
                   std::vector<SimilarFile>& found) const {
    if (!found.empty()) return;
    std::vector<std::string> stems, paths;
    for (const std::string& name : names) {
      if (format_of(name) == nullptr || is_table(path::stem(name))) continue;
      stems.emplace_back(path::stem(name));
      paths.push_back(path::join(folder, name));
    }
    const auto near = nearest_name(table, stems);
    if (!near) return;
    const auto at = std::find(stems.begin(), stems.end(), *near) - stems.begin();
    found.push_back({paths[static_cast<std::size_t>(at)], SimilarKind::other_name});
  }

  const Files& files_;
  std::vector<std::string> tables_, folders_;
};

}  // namespace

std::vector<EmptyTable> empty_tables(const core::Program& program, const data::Dataset& data, const InputFiles& input,
                                     const Files& files) {
  std::vector<EmptyTable> empty;
  std::optional<SimilarFiles> similar;
  for (std::size_t i = 0; i < data.tables.size(); ++i) {
    const core::RecordTable& record = program.tables.nodes[i];
    const bool unreadable = std::any_of(input.unreadable.begin(), input.unreadable.end(),
                                        [&](const std::string& path) { return path::stem(path) == record.name; });
    if (data.tables[i].rows_read > 0 || !record.beside.empty() || unreadable) continue;
    EmptyTable& table = empty.emplace_back(EmptyTable{record.name, {}, {}});
    if (const auto source = input.sources.find(record.name); source != input.sources.end()) table.file = source->second;
    if (!similar) similar.emplace(program, input, files);
    table.similar = similar->of(record.name);
  }
  return empty;
}

std::vector<data::BadRow> files_beside(const core::Program& program, const data::Dataset& data, const InputFiles& input,
                                       const Files& files) {
  std::vector<data::BadRow> found;
  InputFiles folders = input;
  std::erase_if(folders.paths, [&](const std::string& path) { return files.kind(path) != FileKind::folder; });
  if (folders.paths.empty()) return found;
  const SimilarFiles similar(program, folders, files);
  for (std::size_t i = 0; i < data.tables.size(); ++i) {
    const core::RecordTable& record = program.tables.nodes[i];
    if (data.tables[i].rows_read == 0 || !record.beside.empty()) continue;
    for (const SimilarFile& file : similar.beside(record.name)) {
      data::BadRow bad;
      bad.table = file.path;
      bad.fault = data::Fault::file_beside;
      bad.arguments = {record.name};
      found.push_back(std::move(bad));
    }
  }
  return found;
}

}  // namespace cepol::files
