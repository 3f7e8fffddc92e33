// Files in memory, for tests and for programs without a disk. Paths are normalized (path.hpp) and begin at "/"; a
// folder exists if it was added, or if a file is below it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "interpreter/files/files.hpp"

namespace cepol::files {

class MemoryFiles final : public Files {
 public:
  void write(const std::string& path, std::string text);
  void add_folder(const std::string& path);
  void add_pipe(const std::string& path);  // what is neither a file nor a folder

  FileKind kind(const std::string& path) const override;
  // Readers are valid as long as their file is not written again.
  std::unique_ptr<Reader> open(const std::string& path, std::string& why) const override;
  std::optional<std::vector<std::string>> list(const std::string& folder, std::string& why) const override;
  std::optional<std::string> resolve(const std::string& path) const override;

 private:
  std::map<std::string, std::string> texts_;  // by path
  std::set<std::string> folders_;             // all, with those around each file
  std::set<std::string> pipes_;
};

}  // namespace cepol::files
