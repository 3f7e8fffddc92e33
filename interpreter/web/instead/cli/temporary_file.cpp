// In a page's memory a file is complete when it is named, and nobody else sees the folder: the temporary file is made
// beside its target and renamed.
#include "interpreter/cli/temporary_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>
#include <utility>

namespace cepol::cli {

std::FILE* open_in_place(const std::string& path) { return std::fopen(path.c_str(), "wb"); }

bool is_open_on_file(std::FILE* stream) {
  struct stat open {};
  const int number = ::fileno(stream);
  return number >= 0 && ::fstat(number, &open) == 0 && S_ISREG(open.st_mode);
}

bool is_open_on(std::FILE*, const std::string&) { return false; }  // the page's streams are no files

std::optional<TemporaryFile> TemporaryFile::create(const std::string& target) {
  static unsigned made_before = 0;
  TemporaryFile made;
  const std::size_t slash = target.rfind('/');
  made.target_ = target;
  made.name_ =
      target.substr(0, slash == std::string::npos ? 0 : slash + 1) + ".cepol-" + std::to_string(made_before++) + ".tmp";
  made.stream_.reset(std::fopen(made.name_.c_str(), "wb"));
  if (!made.stream_) return std::nullopt;
  return made;
}

TemporaryFile& TemporaryFile::operator=(TemporaryFile&& other) noexcept {
  std::swap(name_, other.name_);
  std::swap(target_, other.target_);
  std::swap(stream_, other.stream_);
  return *this;
}

TemporaryFile::~TemporaryFile() { remove(); }

void TemporaryFile::remove() {
  const int before = errno;
  stream_.reset();
  if (!name_.empty()) ::unlink(name_.c_str());
  name_.clear();
  errno = before;
}

std::string TemporaryFile::name_to_open() const { return name_; }

bool TemporaryFile::complete() { return std::fflush(stream_.get()) == 0; }

bool TemporaryFile::publish(Place place) {
  struct stat found {};
  if (place == Place::only_new && ::stat(target_.c_str(), &found) == 0) {
    errno = EEXIST;
  } else {
    stream_.reset();
    if (::rename(name_.c_str(), target_.c_str()) == 0) {
      name_.clear();
      return true;
    }
  }
  remove();
  return false;
}

}  // namespace cepol::cli
