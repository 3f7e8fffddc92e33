#include "interpreter/report/output.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace cepol::report {

Output::Output(Output&& other) noexcept { *this = std::move(other); }

Output& Output::operator=(Output&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(owned_, other.owned_);
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
  const std::string temporary = path + ".tmp" + std::to_string(::getpid());
  output.file_ = std::fopen(temporary.c_str(), "wb");
  output.owned_ = true;
  if (output.file_ == nullptr)
    output.fail();
  else
    output.temporary_ = temporary;
  return output;
}

void Output::fail() {
  if (error_.empty()) error_ = std::strerror(errno);
}

void Output::write(std::string_view text) {
  if (failed()) return;
  if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail();
}

bool Output::commit() {
  if (failed()) return false;
  if (std::fflush(file_) != 0) fail();
  if (!owned_) return !failed();
  if (std::fclose(std::exchange(file_, nullptr)) != 0) fail();
  if (!failed() && std::rename(temporary_.c_str(), path_.c_str()) != 0) fail();
  if (!failed()) temporary_.clear();
  return !failed();
}

}  // namespace cepol::report
