// A folder of files in memory.
#pragma once

#include <string>
#include <utility>

#include "interpreter/files/memory_files.hpp"

namespace cepol::files::testing {

class Folder {
 public:
  explicit Folder(MemoryFiles& files, std::string path = "/folder") : files_(files), path_(std::move(path)) {
    files_.add_folder(path_);
  }
  // The path of the file.
  std::string write(const std::string& name, std::string text) const {
    files_.write(path_ + "/" + name, std::move(text));
    return path_ + "/" + name;
  }
  const std::string& path() const { return path_; }

 private:
  MemoryFiles& files_;
  std::string path_;
};

}  // namespace cepol::files::testing
