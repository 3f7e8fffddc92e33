// Files whose reading shows its progress on a terminal.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "interpreter/cli/progress.hpp"
#include "interpreter/files/files.hpp"

namespace cepol::cli {

class WatchedFiles final : public files::Files {
 public:
  // The files and folders that will be read. `io` must outlive it.
  WatchedFiles(const Io& io, const std::vector<std::string>& paths);

  files::FileKind kind(const std::string& path) const override { return files_.kind(path); }
  std::unique_ptr<files::Reader> open(const std::string& path, std::string& why) const override;
  std::unique_ptr<files::Reader> open_resolved(const std::string& path, std::string& why) const override;
  std::optional<std::vector<std::string>> list(const std::string& folder, std::string& why) const override {
    return files_.list(folder, why);
  }
  std::optional<std::vector<std::string>> look_around(const std::string& folder, std::string& why) const override {
    return files_.look_around(folder, why);
  }
  std::unique_ptr<files::Reader> new_workbook(files::Reader& bytes, std::string& why) const override {
    return files_.new_workbook(bytes, why);
  }
  std::optional<std::string> resolve(const std::string& path) const override { return files_.resolve(path); }

 private:
  friend class WatchedReader;
  void count(std::size_t from, std::size_t to) const;  // bytes of a file; on any thread

  const files::Files& files_;
  mutable std::mutex mutex_;
  mutable Progress progress_;
  mutable std::uint64_t read_ = 0;
};

}  // namespace cepol::cli
