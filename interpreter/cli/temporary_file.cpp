// TemporaryFile with POSIX calls. A file that is being written is locked, so that another run can tell it from what a
// killed run left.
#include "interpreter/cli/temporary_file.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <string_view>
#include <utility>

namespace cepol::cli {

namespace {

constexpr std::string_view prefix = ".cepol-", ending = ".tmp", hex_digits = "0123456789abcdef";
constexpr std::size_t random_bytes = 16, attempts = 100;

// .cepol-<32 digits>.tmp; empty: errno says why. Data are not read from files that begin with a dot.
std::string new_name() {
  unsigned char bytes[random_bytes];
  if (::getrandom(bytes, sizeof bytes, 0) != static_cast<ssize_t>(sizeof bytes)) return {};
  std::string name(prefix);
  for (const unsigned char byte : bytes) {
    name += hex_digits[byte >> 4];
    name += hex_digits[byte & 15];
  }
  return name + std::string(ending);
}

bool is_temporary_name(std::string_view name) {
  if (name.size() != prefix.size() + 2 * random_bytes + ending.size()) return false;
  return name.starts_with(prefix) && name.ends_with(ending) &&
         name.substr(prefix.size(), 2 * random_bytes).find_first_not_of(hex_digits) == std::string_view::npos;
}

// Does the name in the folder stand for the open file, and for nothing else?
bool names(int folder, const char* name, int file) {
  struct stat by_name {
  }, by_file{};
  return ::fstatat(folder, name, &by_name, AT_SYMLINK_NOFOLLOW) == 0 && ::fstat(file, &by_file) == 0 &&
         S_ISREG(by_name.st_mode) && by_name.st_dev == by_file.st_dev && by_name.st_ino == by_file.st_ino &&
         by_file.st_nlink == 1;
}

// Removes a file with a temporary name, of this user, that no process has locked.
void remove_if_left(int folder, const char* name) {
  const int file = ::openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  if (file < 0) return;
  struct stat status {};
  if (::fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == ::geteuid() &&
      ::flock(file, LOCK_EX | LOCK_NB) == 0 && names(folder, name, file))
    ::unlinkat(folder, name, 0);
  ::close(file);
}

void remove_left(int folder) {
  const int listed = ::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (listed < 0) return;
  DIR* entries = ::fdopendir(listed);
  if (entries == nullptr) {
    ::close(listed);
    return;
  }
  while (const dirent* entry = ::readdir(entries))
    if (is_temporary_name(entry->d_name)) remove_if_left(folder, entry->d_name);
  ::closedir(entries);
}

// Makes the file, for nobody but this user, and locks it. -1: errno says why. A run that removes what others left may
// have locked it first and taken its name: then errno is EAGAIN.
int make_locked(int folder, const char* name) {
  const int file = ::openat(folder, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) return -1;
  const bool other = ::flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;  // else: no locks on this disk
  if (!other && names(folder, name, file)) return file;
  ::close(file);
  errno = EAGAIN;
  return -1;
}

mode_t mode_of_new_file() {
  const mode_t mask = ::umask(S_IRWXG | S_IRWXO);  // there is no other way to read it
  ::umask(mask);
  return (S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH) & ~mask;
}

// The permissions of the file `name`, for the open one that replaces it: nobody gets to read more than before.
mode_t mode_for(int folder, const char* name, int file) {
  struct stat old {
  }, own{};
  if (::fstatat(folder, name, &old, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(old.st_mode)) return mode_of_new_file();
  mode_t mode = old.st_mode & (S_IRWXU | S_IRWXG | S_IRWXO);
  if (::fstat(file, &own) == 0 && (own.st_uid != old.st_uid || own.st_gid != old.st_gid) &&
      ::fchown(file, old.st_uid, old.st_gid) != 0 && ::fchown(file, own.st_uid, old.st_gid) != 0 &&
      own.st_gid != old.st_gid)
    mode &= ~static_cast<mode_t>(S_IRWXG);
  return mode;
}

bool written_to_disk(int file) {
  return ::fsync(file) == 0 || errno == EINVAL || errno == ENOTSUP;  // not every file system can
}

}  // namespace

std::FILE* open_in_place(const std::string& path) {
  const int opened = ::open(path.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  if (opened < 0) return nullptr;
  struct stat status {};
  const bool device = ::fstat(opened, &status) == 0 && !S_ISREG(status.st_mode);
  std::FILE* file = nullptr;
  if (!device)
    errno = EEXIST;  // it has become a file since it was looked at
  else if (::fcntl(opened, F_SETFL, ::fcntl(opened, F_GETFL) & ~O_NONBLOCK) == 0)
    file = ::fdopen(opened, "wb");
  if (file == nullptr) ::close(opened);
  return file;
}

bool is_open_on_file(std::FILE* stream) {
  struct stat open {};
  const int number = ::fileno(stream);
  return number >= 0 && ::fstat(number, &open) == 0 && S_ISREG(open.st_mode);
}

bool is_open_on(std::FILE* stream, const std::string& path) {
  struct stat open {
  }, named{};
  return is_open_on_file(stream) && ::fstat(::fileno(stream), &open) == 0 && ::stat(path.c_str(), &named) == 0 &&
         open.st_dev == named.st_dev && open.st_ino == named.st_ino;
}

std::optional<TemporaryFile> TemporaryFile::create(const std::string& target) {
  TemporaryFile made;
  const std::filesystem::path path(target), around = path.has_parent_path() ? path.parent_path() : ".";
  made.target_ = path.filename().string();
  made.folder_ = ::open(around.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (made.folder_ < 0) return std::nullopt;
  remove_left(made.folder_);
  std::error_code unknown;
  const std::filesystem::path absolute = std::filesystem::absolute(around, unknown);
  for (std::size_t i = 0; i < attempts; ++i) {
    made.name_ = new_name();
    if (made.name_.empty()) return std::nullopt;
    made.removed_.emplace(RemovedOnSignal::What::file, (absolute / made.name_).string());
    const int file = make_locked(made.folder_, made.name_.c_str());
    if (file >= 0) {
      made.stream_.reset(::fdopen(file, "wb"));
      if (made.stream_) return made;
      ::close(file);
      return std::nullopt;
    }
    made.name_.clear();
    if (errno != EEXIST && errno != EAGAIN) break;
  }
  return std::nullopt;
}

TemporaryFile& TemporaryFile::operator=(TemporaryFile&& other) noexcept {
  std::swap(name_, other.name_);
  std::swap(target_, other.target_);
  std::swap(folder_, other.folder_);
  std::swap(stream_, other.stream_);
  std::swap(removed_, other.removed_);
  return *this;
}

TemporaryFile::~TemporaryFile() {
  remove();
  if (folder_ >= 0) ::close(folder_);
}

void TemporaryFile::remove() {
  const int before = errno;
  if (folder_ >= 0 && !name_.empty()) ::unlinkat(folder_, name_.c_str(), 0);
  name_.clear();
  removed_.reset();
  stream_.reset();  // after the name: without its lock the file could be taken for one that was left
  errno = before;
}

// That of the descriptor: the name of the file may be changed by others.
std::string TemporaryFile::name_to_open() const { return "/dev/fd/" + std::to_string(::fileno(stream_.get())); }

bool TemporaryFile::complete() { return std::fflush(stream_.get()) == 0 && written_to_disk(::fileno(stream_.get())); }

bool TemporaryFile::publish(Place place) {
  const int file = ::fileno(stream_.get());
  bool named = ::fchmod(file, mode_for(folder_, target_.c_str(), file)) == 0 || errno == EPERM;
  if (named &&
      place == Place::only_new) {  // link() does not replace a file, as rename() does; not every disk has links
    if (::linkat(folder_, name_.c_str(), folder_, target_.c_str(), 0) == 0) {
      remove();
      return true;
    }
    struct stat taken {};
    if (errno != EEXIST && ::fstatat(folder_, target_.c_str(), &taken, AT_SYMLINK_NOFOLLOW) == 0) errno = EEXIST;
    named = errno != EEXIST;
  }
  named = named && ::renameat(folder_, name_.c_str(), folder_, target_.c_str()) == 0;
  if (named) name_.clear();
  if (named) ::fsync(folder_);
  remove();
  return named;
}

}  // namespace cepol::cli
