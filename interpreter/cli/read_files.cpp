// ReadFiles: remembers paths when they are read, and compares the files behind them when an output is made.
#include "interpreter/cli/read_files.hpp"

#include <algorithm>
#include <filesystem>

#include "interpreter/cli/old_workbooks.hpp"
#include "interpreter/cli/temporary_file.hpp"
#include "interpreter/files/read.hpp"

namespace cepol::cli {

namespace fs = std::filesystem;

namespace {

bool same_file(const fs::path& a, const fs::path& b) {
  std::error_code error;
  return fs::equivalent(a, b, error) && !error;
}

fs::path folder_around(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : fs::path("."); }

}  // namespace

std::unique_ptr<files::Reader> ReadFiles::open(const std::string& path, std::string& why) const {
  const std::scoped_lock lock(mutex_);
  opened_.insert(path);
  return files_.open(path, why);
}

std::unique_ptr<files::Reader> ReadFiles::open_resolved(const std::string& path, std::string& why) const {
  const std::scoped_lock lock(mutex_);
  opened_.insert(path);
  return files_.open_resolved(path, why);
}

std::unique_ptr<files::Reader> ReadFiles::new_workbook(files::Reader& bytes, std::string& why) const {
  return converted_workbook(bytes, why);
}

std::optional<std::vector<std::string>> ReadFiles::list(const std::string& folder, std::string& why) const {
  const std::scoped_lock lock(mutex_);
  listed_.insert(folder);
  return files_.list(folder, why);
}

std::vector<std::string> ReadFiles::opened() const {
  const std::scoped_lock lock(mutex_);
  return {opened_.begin(), opened_.end()};
}

// A folder of data: it was listed, and a table in it opened.
bool ReadFiles::is_data(const std::string& folder) const {
  return std::any_of(listed_.begin(), listed_.end(), [&](const std::string& listed) {
    return same_file(folder, listed) && std::any_of(opened_.begin(), opened_.end(), [&](const std::string& one) {
             return files::is_table_file(one) && same_file(folder, folder_around(one));
           });
  });
}

ReadFiles::Conflict ReadFiles::conflict_of(const std::string& path) const {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (fs::exists(status) && !fs::is_regular_file(status)) return Conflict::none;
  const std::scoped_lock lock(mutex_);
  if (std::any_of(opened_.begin(), opened_.end(), [&](const std::string& one) { return same_file(path, one); }))
    return Conflict::replaces;
  // Where a link leads is what is written; the folder of the link itself counts too.
  const fs::path target = fs::weakly_canonical(path, error);
  const bool joins = is_data(folder_around(path).string()) || (!error && is_data(target.parent_path().string()));
  return joins ? Conflict::joins : Conflict::none;
}

ReadFiles::Conflict ReadFiles::conflict_of(std::FILE* stream) const {
  if (!is_open_on_file(stream)) return Conflict::none;
  const std::scoped_lock lock(mutex_);
  const auto same = [&](const std::string& one) { return is_open_on(stream, one); };
  if (std::any_of(opened_.begin(), opened_.end(), same)) return Conflict::replaces;
  for (const std::string& folder : listed_) {
    if (!is_data(folder)) continue;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
      if (same(entry->path().string())) return Conflict::joins;
  }
  return Conflict::none;
}

}  // namespace cepol::cli
