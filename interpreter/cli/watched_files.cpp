#include "interpreter/cli/watched_files.hpp"

#include <filesystem>

#include "interpreter/files/read.hpp"

namespace cepol::cli {

namespace {

namespace fs = std::filesystem;

// Of files that cannot be looked at nothing: reading will tell.
std::uint64_t size_of(const fs::path& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    const auto size = fs::file_size(path, error);
    return error ? 0 : size;
  }
  std::uint64_t total = 0;
  for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error))
    if (files::is_table_file(at->path().string()) && !at->is_directory(error)) total += size_of(at->path());
  return total;
}

std::uint64_t size_of_all(const Io& io, const std::vector<std::string>& paths) {
  std::uint64_t total = 0;
  for (const std::string& path : paths) total += io.progress ? size_of(path) : 0;
  return total;
}

}  // namespace

class WatchedReader final : public files::Reader {
 public:
  WatchedReader(std::unique_ptr<files::Reader> reader, const WatchedFiles& files)
      : reader_(std::move(reader)), files_(files) {}
  std::size_t read(char* space, std::size_t size) override {
    const std::size_t count = reader_->read(space, size);
    files_.count(at_, at_ + count);
    at_ += count;
    return count;
  }
  // What is read once more is counted once more.
  bool seek(std::size_t byte) override {
    if (!reader_->seek(byte)) return false;
    files_.count(at_, byte);
    at_ = byte;
    return true;
  }
  std::string error() const override { return reader_->error(); }
  std::size_t size() const override { return reader_->size(); }

 private:
  std::unique_ptr<files::Reader> reader_;
  const WatchedFiles& files_;
  std::size_t at_ = 0;
};

WatchedFiles::WatchedFiles(const Io& io, const std::vector<std::string>& paths)
    : files_(*io.files),
      progress_(io, std::string(io.say("读数据", "reading")), size_of_all(io, paths), ProgressUnit::bytes) {}

std::unique_ptr<files::Reader> WatchedFiles::open(const std::string& path, std::string& why) const {
  auto reader = files_.open(path, why);
  return reader ? std::make_unique<WatchedReader>(std::move(reader), *this) : nullptr;
}

std::unique_ptr<files::Reader> WatchedFiles::open_resolved(const std::string& path, std::string& why) const {
  auto reader = files_.open_resolved(path, why);
  return reader ? std::make_unique<WatchedReader>(std::move(reader), *this) : nullptr;
}

void WatchedFiles::count(std::size_t from, std::size_t to) const {
  const std::scoped_lock held(mutex_);
  read_ = read_ + to - from;
  progress_.at(read_);
}

}  // namespace cepol::cli
