#include "interpreter/report/output.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace cepol::report {

namespace fs = std::filesystem;

Output::Output(Output&& other) noexcept { *this = std::move(other); }

Output& Output::operator=(Output&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(owned_, other.owned_);
  std::swap(only_new_, other.only_new_);
  std::swap(path_, other.path_);
  std::swap(temporary_, other.temporary_);
  std::swap(error_, other.error_);
  return *this;
}

Output::~Output() {
  if (owned_ && file_ != nullptr) std::fclose(file_);
  if (!temporary_.empty()) std::remove(temporary_.c_str());
}

Output Output::to_stream(std::FILE* stream) {
  Output output;
  output.file_ = stream;
  return output;
}

Output Output::to_file(const std::string& path) {
  Output output;
  output.path_ = path;
  output.owned_ = true;
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (fs::is_directory(status)) {
    errno = EISDIR;
    output.fail();
    return output;
  }
  const bool in_place = fs::exists(status) && !fs::is_regular_file(status);
  if (!in_place && fs::exists(status)) {
    if (const fs::path target = fs::canonical(path, error); !error) output.path_ = target.string();
  }
  const std::string written = in_place ? path : output.path_ + ".tmp" + std::to_string(::getpid());
  output.file_ = std::fopen(written.c_str(), "wb");
  if (output.file_ == nullptr)
    output.fail();
  else if (!in_place)
    output.temporary_ = written;
  // What takes a file's place may be read by no more people than that.
  if (!output.temporary_.empty() && fs::exists(status)) fs::permissions(written, status.permissions(), error);
  return output;
}

Output Output::to_new_file(const std::string& path) {
  std::error_code error;
  if (fs::exists(fs::symlink_status(path, error))) {
    Output output;
    output.path_ = path;
    errno = EEXIST;
    output.fail();
    return output;
  }
  Output output = to_file(path);
  output.only_new_ = true;
  return output;
}

void Output::fail() {
  if (error_.empty()) error_ = (path_.empty() ? "" : path_ + ": ") + std::strerror(errno);
}

void Output::write(std::string_view text) {
  if (failed()) return;
  if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail();
}

bool Output::close() {
  if (failed()) return false;
  if (std::fflush(file_) != 0) fail();
  if (owned_ && std::fclose(std::exchange(file_, nullptr)) != 0) fail();
  return !failed();
}

bool Output::publish() {
  if (failed()) return false;
  if (temporary_.empty()) return true;
  if (!take_name()) fail();
  if (!failed()) temporary_.clear();
  return !failed();
}

bool Output::take_name() {
  if (only_new_) {  // a link, unlike a new name, does not replace; not every disk knows links
    if (::link(temporary_.c_str(), path_.c_str()) == 0) return std::remove(temporary_.c_str()) == 0;
    if (errno == EEXIST) return false;
    std::error_code error;
    if (fs::exists(fs::symlink_status(path_, error))) {
      errno = EEXIST;
      return false;
    }
  }
  return std::rename(temporary_.c_str(), path_.c_str()) == 0;
}

}  // namespace cepol::report
