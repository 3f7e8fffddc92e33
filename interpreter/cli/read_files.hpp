// Keeps what a run reads, so that no output replaces it or is put among the data. Everything is read through Files, so
// no kind of input can be forgotten: run() puts this in front of Io::files.
#pragma once

#include <cstdio>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "interpreter/files/files.hpp"

namespace cepol::cli {

class ReadFiles final : public files::Files {
 public:
  explicit ReadFiles(const files::Files& files) : files_(files) {}

  files::FileKind kind(const std::string& path) const override { return files_.kind(path); }
  std::unique_ptr<files::Reader> open(const std::string& path, std::string& why) const override;
  std::unique_ptr<files::Reader> open_resolved(const std::string& path, std::string& why) const override;
  std::optional<std::vector<std::string>> list(const std::string& folder, std::string& why) const override;
  std::optional<std::vector<std::string>> look_around(const std::string& folder, std::string& why) const override {
    return files_.look_around(folder, why);
  }
  std::unique_ptr<files::Reader> new_workbook(files::Reader& bytes, std::string& why) const override;
  std::optional<std::string> resolve(const std::string& path) const override { return files_.resolve(path); }

  // The paths of what was opened, or tried to be, in order.
  std::vector<std::string> opened() const;

  enum class Conflict : std::uint8_t {
    none,
    replaces,  // the file was read
    joins,     // it would lie in a folder of which all tables are read
  };
  // Of an output at `path`, by identity of files (device and number, so also under another name), not by name. What is
  // no regular file, as a terminal or a pipe, has none; nor has a folder, in which files are made one by one.
  Conflict conflict_of(const std::string& path) const;
  Conflict conflict_of(std::FILE* stream) const;  // that the shell may have led to a file

 private:
  bool is_data(const std::string& folder) const;  // under the lock

  const files::Files& files_;
  mutable std::mutex mutex_;  // files are also read by several threads
  mutable std::set<std::string> opened_, listed_;
};

// For messages about a file that cannot be written; Io::system_words has them in Chinese.
inline constexpr const char* would_replace_input = "it is read in this run and would be replaced";
inline constexpr const char* no_reader = "no program reads this pipe";
inline constexpr const char* would_share_file =
    "the results of another table have this name too, but for capital letters and width; write them as JSON";
inline constexpr const char* would_join_data = "it would lie in a folder of data that is read in this run";

}  // namespace cepol::cli
