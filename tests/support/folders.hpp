// Folders that a test works in, and files that it writes there.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace cepol::test {

inline void write(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

// While it lives, the process works in this folder.
class WorkingFolder {
 public:
  explicit WorkingFolder(const std::filesystem::path& folder) : before_(std::filesystem::current_path()) {
    std::filesystem::current_path(folder);
  }
  WorkingFolder(const WorkingFolder&) = delete;
  WorkingFolder& operator=(const WorkingFolder&) = delete;
  ~WorkingFolder() { std::filesystem::current_path(before_); }

 private:
  std::filesystem::path before_;
};

// A copy of a folder that this process alone uses, removed at the end.
class CopiedFolder {
 public:
  explicit CopiedFolder(const std::filesystem::path& original)
      : path_(std::filesystem::temp_directory_path() / ("cepol-copy-" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(path_);
    std::filesystem::copy(original, path_,
                          std::filesystem::copy_options::recursive | std::filesystem::copy_options::copy_symlinks);
  }
  CopiedFolder(const CopiedFolder&) = delete;
  CopiedFolder& operator=(const CopiedFolder&) = delete;
  ~CopiedFolder() { std::filesystem::remove_all(path_); }

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace cepol::test
