// The interface Files on the local disk: POSIX calls where a file is opened, std::filesystem for the rest.
#include "interpreter/workspace/disk_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace cepol::workspace {

namespace fs = std::filesystem;

namespace {

// A file descriptor, closed at the end.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }
  bool open() const { return number_ >= 0; }

 private:
  int number_;
};

class DiskReader final : public files::Reader {
 public:
  DiskReader(Descriptor file, std::size_t size) : file_(std::move(file)), size_(size) {}
  std::size_t read(char* space, std::size_t size) override {
    for (;;) {
      const ssize_t count = ::read(file_.number(), space, size);
      if (count >= 0) return static_cast<std::size_t>(count);
      if (errno == EINTR) continue;
      if (error_.empty()) error_ = std::strerror(errno);
      return 0;
    }
  }
  bool seek(std::size_t byte) override {
    return ::lseek(file_.number(), static_cast<off_t>(byte), SEEK_SET) == static_cast<off_t>(byte);
  }
  std::string error() const override { return error_; }
  std::size_t size() const override { return size_; }

 private:
  Descriptor file_;
  std::size_t size_;
  std::string error_;
};

#ifdef O_PATH
constexpr int to_pass_through = O_PATH;  // a folder may be passed through that may not be listed
#else
constexpr int to_pass_through = O_RDONLY;
#endif

bool is_regular(const struct stat& status, std::string& why) {
  if (S_ISREG(status.st_mode)) return true;
  why = S_ISDIR(status.st_mode) ? std::strerror(EISDIR) : files::no_regular_file;
  return false;
}

// Opens the name in a folder (AT_FDCWD: a path). What it stands for is looked at before it is opened, since opening a
// device may do something, and again afterwards, since it may have been replaced; O_NONBLOCK, since a pipe would wait.
std::unique_ptr<files::Reader> open_regular(int folder, const char* name, bool follow, std::string& why) {
  struct stat status {};
  const int no_link = follow ? 0 : O_NOFOLLOW;
  if (::fstatat(folder, name, &status, follow ? 0 : AT_SYMLINK_NOFOLLOW) != 0) {
    why = std::strerror(errno);
    return nullptr;
  }
  if (!is_regular(status, why)) return nullptr;
  Descriptor file(::openat(folder, name, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | no_link));
  if (!file.open() || ::fstat(file.number(), &status) != 0) {
    why = std::strerror(errno);
    return nullptr;
  }
  if (!is_regular(status, why)) return nullptr;
  return std::make_unique<DiskReader>(std::move(file), static_cast<std::size_t>(status.st_size));
}

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
  return open_regular(AT_FDCWD, path.c_str(), true, why);
}

// From the root down, each part without following a link.
std::unique_ptr<files::Reader> DiskFiles::open_resolved(const std::string& path, std::string& why) const {
  Descriptor folder(::open("/", to_pass_through | O_DIRECTORY | O_CLOEXEC));
  std::size_t at = 1;
  for (std::size_t end = 0; folder.open() && (end = path.find('/', at)) != std::string::npos; at = end + 1)
    folder = Descriptor(::openat(folder.number(), path.substr(at, end - at).c_str(),
                                 to_pass_through | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (folder.open()) return open_regular(folder.number(), path.c_str() + std::min(at, path.size()), false, why);
  why = std::strerror(errno);
  return nullptr;
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
