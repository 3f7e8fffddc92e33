// Implements Output: a regular file is a temporary file that takes its name at the end; devices and pipes are written
// in place. Then the two destinations: one file, a folder of files.
#include "interpreter/cli/output.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>
#include <utility>
#include <vector>

#include "lang/base/fold.hpp"

namespace cepol::cli {

namespace fs = std::filesystem;

Output::Output(Output&& other) noexcept { *this = std::move(other); }

Output& Output::operator=(Output&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(kind_, other.kind_);
  std::swap(owned_, other.owned_);
  std::swap(only_new_, other.only_new_);
  std::swap(masked_, other.masked_);
  std::swap(temporary_, other.temporary_);
  std::swap(read_, other.read_);
  std::swap(path_, other.path_);
  std::swap(error_, other.error_);
  return *this;
}

Output::~Output() {
  if (owned_ && file_ != nullptr) std::fclose(file_);
}

Output Output::to_stream(std::FILE* stream, TextKind kind, const ReadFiles* read,
                         std::shared_ptr<const IdWords> masked) {
  Output output;
  output.masked_ = std::move(masked);
  output.kind_ = kind;
  output.file_ = stream;
  output.read_ = read;
  if (!output.in_conflict() && !print_begin(stream, kind)) output.fail();
  return output;
}

Output Output::to_file(const std::string& path, TextKind kind, const ReadFiles* read) {
  Output output;
  output.kind_ = kind;
  output.path_ = path;
  output.read_ = read;
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (fs::is_directory(status)) {
    errno = EISDIR;
    output.fail();
    return output;
  }
  if (output.in_conflict()) return output;
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    output.owned_ = true;
    output.file_ = open_in_place(path);
    if (output.file_ == nullptr)
      output.fail(errno == ENXIO ? no_reader : std::strerror(errno));
    else if (!print_begin(output.file_, kind))
      output.fail();
    return output;
  }
  if (fs::exists(status))
    if (const fs::path target = fs::canonical(path, error); !error) output.path_ = target.string();
  output.temporary_ = TemporaryFile::create(output.path_);
  if (output.temporary_) output.file_ = output.temporary_->stream();
  if (!output.temporary_ || !print_begin(output.file_, kind)) output.fail();
  return output;
}

Output Output::to_new_file(const std::string& path, TextKind kind, const ReadFiles* read) {
  std::error_code error;
  if (fs::exists(fs::symlink_status(path, error))) {
    Output output;
    output.path_ = path;
    errno = EEXIST;
    output.fail();
    return output;
  }
  Output output = to_file(path, kind, read);
  output.only_new_ = true;
  return output;
}

void Output::fail() { fail(std::strerror(errno)); }
void Output::fail(const std::string& why) {
  if (error_.empty()) error_ = (path_.empty() ? "" : path_ + ": ") + why;
}

bool Output::in_conflict() {
  if (read_ == nullptr) return false;
  switch (path_.empty() ? read_->conflict_of(file_) : read_->conflict_of(path_)) {
    case ReadFiles::Conflict::none: return false;
    case ReadFiles::Conflict::replaces: fail(would_replace_input); return true;
    case ReadFiles::Conflict::joins: fail(would_join_data); return true;
  }
  return false;
}

void Output::write(const StyledText& text) {
  if (failed()) return;
  if (!print(file_, masked_ ? without_ids(text, *masked_) : text, kind_)) fail();
}

std::string Output::file() const { return temporary_ && !failed() ? temporary_->name_to_open() : std::string(); }

std::string Output::folder() const {
  const fs::path folder = fs::path(path_).parent_path();
  return folder.empty() ? "." : folder.string();
}

bool Output::close() {
  if (failed()) return false;
  if (temporary_ ? !temporary_->complete() : std::fflush(file_) != 0) fail();
  if (owned_ && std::fclose(std::exchange(file_, nullptr)) != 0) fail();
  return !failed();
}

bool Output::publish() {
  if (failed()) return false;
  if (!temporary_) return owned_ || !in_conflict();
  if (!in_conflict() &&
      !temporary_->publish(only_new_ ? TemporaryFile::Place::only_new : TemporaryFile::Place::replace))
    fail();
  temporary_.reset();
  return !failed();
}

namespace {

class SingleDestination : public report::Destination {
 public:
  explicit SingleDestination(Output output) : output_(std::move(output)) {}
  void write(const StyledText& text) override { output_.write(text); }
  std::string file() const override { return output_.file(); }
  std::string folder() const override { return output_.folder(); }
  bool commit() override { return output_.commit(); }
  bool failed() const override { return output_.failed(); }
  std::string error() const override { return output_.error(); }

 private:
  Output output_;
};

class FolderDestination : public report::Destination {
 public:
  FolderDestination(std::string folder, TextKind kind, const ReadFiles* read)
      : folder_(std::move(folder)), kind_(kind), read_(read) {
    std::error_code error;
    for (fs::path missing = fs::path(folder_).lexically_normal(); !missing.empty() && !fs::exists(missing, error);
         missing = missing.parent_path()) {
      made_.push_back(missing);
      removed_.emplace_back(RemovedOnSignal::What::folder, fs::absolute(missing, error).string());
    }
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
    if (!names_.insert(without_case(name)).second && error_.empty())
      error_ = folder_ + "/" + name + ": " + would_share_file;
    if (error_.empty()) outputs_.push_back(Output::to_file(folder_ + "/" + name, kind_, read_));
  }
  void write(const StyledText& text) override {
    if (error_.empty()) outputs_.back().write(text);
  }
  bool commit() override {
    // Names change only when every file is complete.
    for (Output& output : outputs_)
      if (error_.empty() && !output.close()) error_ = output.error();
    const HeldSignals held;
    for (Output& output : outputs_)
      if (error_.empty() && !output.publish()) error_ = output.error();
    committed_ = error_.empty();
    if (committed_) removed_.clear();
    return committed_;
  }
  bool failed() const override { return !error_.empty() || (!outputs_.empty() && outputs_.back().failed()); }
  std::string error() const override { return error_; }

 private:
  std::string folder_, error_;
  TextKind kind_;
  const ReadFiles* read_;
  std::vector<Output> outputs_;
  std::set<std::string> names_;  // of the files, without case and width: some disks do not tell them apart
  std::vector<fs::path> made_;   // folders that did not exist before, the innermost first
  std::vector<RemovedOnSignal> removed_;
  bool committed_ = false;
};

}  // namespace

std::unique_ptr<report::Destination> destination_of(Output output) {
  return std::make_unique<SingleDestination>(std::move(output));
}
std::unique_ptr<report::Destination> folder_destination(const std::string& folder, TextKind kind,
                                                        const ReadFiles* read) {
  return std::make_unique<FolderDestination>(folder, kind, read);
}

}  // namespace cepol::cli
