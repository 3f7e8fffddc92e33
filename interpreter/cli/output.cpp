// Implements Output with stdio: a regular file is written as a temporary file, then renamed or linked into place;
// devices and pipes are written in place. Then the two destinations: one file, a folder of files.
#include "interpreter/cli/output.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>
#include <vector>

namespace cepol::cli {

namespace fs = std::filesystem;

Output::Output(Output&& other) noexcept { *this = std::move(other); }

Output& Output::operator=(Output&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(kind_, other.kind_);
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

Output Output::to_stream(std::FILE* stream, TextKind kind) {
  Output output;
  output.kind_ = kind;
  output.file_ = stream;
  return output;
}

Output Output::to_file(const std::string& path, TextKind kind) {
  Output output;
  output.kind_ = kind;
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
  // The new file may be read by no more people than the one that it replaces.
  if (!output.temporary_.empty() && fs::exists(status)) fs::permissions(written, status.permissions(), error);
  return output;
}

Output Output::to_new_file(const std::string& path, TextKind kind) {
  std::error_code error;
  if (fs::exists(fs::symlink_status(path, error))) {
    Output output;
    output.path_ = path;
    errno = EEXIST;
    output.fail();
    return output;
  }
  Output output = to_file(path, kind);
  output.only_new_ = true;
  return output;
}

void Output::fail() {
  if (error_.empty()) error_ = (path_.empty() ? "" : path_ + ": ") + std::strerror(errno);
}

void Output::write(const StyledText& text) {
  if (failed()) return;
  if (!print(file_, text, kind_)) fail();
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
  if (only_new_) {  // link() does not replace a file, as rename() does; not every file system has links
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

namespace {

class SingleDestination : public report::Destination {
 public:
  explicit SingleDestination(Output output) : output_(std::move(output)) {}
  void write(const StyledText& text) override { output_.write(text); }
  bool commit() override { return output_.commit(); }
  bool failed() const override { return output_.failed(); }
  std::string error() const override { return output_.error(); }

 private:
  Output output_;
};

class FolderDestination : public report::Destination {
 public:
  explicit FolderDestination(std::string folder) : folder_(std::move(folder)) {
    std::error_code error;
    for (fs::path missing = fs::path(folder_).lexically_normal(); !missing.empty() && !fs::exists(missing, error);
         missing = missing.parent_path())
      made_.push_back(missing);
    fs::create_directories(folder_, error);
    if (error || !fs::is_directory(folder_, error))
      error_ = folder_ + ": " + (error ? error : std::make_error_code(std::errc::not_a_directory)).message();
  }
  FolderDestination(const FolderDestination&) = delete;
  FolderDestination& operator=(const FolderDestination&) = delete;
  ~FolderDestination() override {
    if (committed_) return;
    outputs_.clear();  // removes their files
    std::error_code error;
    for (const fs::path& made : made_) fs::remove(made, error);  // only empty folders
  }

  bool is_folder() const override { return true; }
  void begin_file(const std::string& name) override {
    if (error_.empty()) outputs_.push_back(Output::to_file(folder_ + "/" + name));
  }
  void write(const StyledText& text) override {
    if (error_.empty()) outputs_.back().write(text);
  }
  bool commit() override {
    // Names change only when every file is complete.
    for (Output& output : outputs_)
      if (error_.empty() && !output.close()) error_ = output.error();
    for (Output& output : outputs_)
      if (error_.empty() && !output.publish()) error_ = output.error();
    committed_ = error_.empty();
    return committed_;
  }
  bool failed() const override { return !error_.empty() || (!outputs_.empty() && outputs_.back().failed()); }
  std::string error() const override { return error_; }

 private:
  std::string folder_, error_;
  std::vector<Output> outputs_;
  std::vector<fs::path> made_;  // folders that did not exist before, the innermost first
  bool committed_ = false;
};

}  // namespace

std::unique_ptr<report::Destination> destination_of(Output output) {
  return std::make_unique<SingleDestination>(std::move(output));
}
std::unique_ptr<report::Destination> folder_destination(const std::string& folder) {
  return std::make_unique<FolderDestination>(folder);
}

}  // namespace cepol::cli
