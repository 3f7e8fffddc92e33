// The interface Files on the local disk, by stdio and std::filesystem.
#include "interpreter/workspace/disk_files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace cepol::workspace {

namespace fs = std::filesystem;

namespace {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

class DiskReader final : public files::Reader {
 public:
  DiskReader(std::FILE* file, std::size_t size) : file_(file), size_(size) {
    std::setvbuf(file, nullptr, _IONBF, 0);  // readers have a buffer of their own
  }
  std::size_t read(char* space, std::size_t size) override {
    const std::size_t count = std::fread(space, 1, size, file_.get());
    if (count == 0 && std::ferror(file_.get()) != 0 && error_.empty()) error_ = std::strerror(errno);
    return count;
  }
  std::string error() const override { return error_; }
  std::size_t size() const override { return size_; }

 private:
  std::unique_ptr<std::FILE, CloseFile> file_;
  std::size_t size_;
  std::string error_;
};

}  // namespace

const DiskFiles& disk_files() {
  static const DiskFiles files;
  return files;
}

files::FileKind DiskFiles::kind(const std::string& path) const {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  switch (status.type()) {
    case fs::file_type::regular: return files::FileKind::regular;
    case fs::file_type::directory: return files::FileKind::folder;
    case fs::file_type::not_found:
    case fs::file_type::none: return files::FileKind::missing;
    case fs::file_type::symlink:
    case fs::file_type::block:
    case fs::file_type::character:
    case fs::file_type::fifo:
    case fs::file_type::socket:
    case fs::file_type::unknown: return files::FileKind::other;
  }
  return files::FileKind::other;
}

std::unique_ptr<files::Reader> DiskFiles::open(const std::string& path, std::string& why) const {
  if (kind(path) == files::FileKind::folder) {
    why = std::strerror(EISDIR);
    return nullptr;
  }
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) {
    why = std::strerror(errno);
    return nullptr;
  }
  std::error_code error;
  const auto size = fs::file_size(path, error);
  return std::make_unique<DiskReader>(file, error ? 0 : static_cast<std::size_t>(size));
}

std::optional<std::vector<std::string>> DiskFiles::list(const std::string& folder, std::string& why) const {
  std::error_code error;
  std::vector<std::string> names;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
    names.push_back(entry->path().filename().string());
  if (error) {
    why = error.message();
    return std::nullopt;
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::optional<std::string> DiskFiles::resolve(const std::string& path) const {
  std::error_code error;
  const fs::path real = fs::canonical(path, error);
  if (error) return std::nullopt;
  return real.generic_string();
}

}  // namespace cepol::workspace
