// How files are written: the POSIX calls of the command line are in temporary_file.cpp, those for signals in
// removal.cpp.
#pragma once

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "interpreter/cli/removal.hpp"

namespace cepol::cli {

// A device or a pipe, to write to. Null: errno says why; ENXIO: nothing reads the pipe (to open it would wait for
// that).
std::FILE* open_in_place(const std::string& path);

// Is the stream open on a regular file; on the one with the path?
bool is_open_on_file(std::FILE* stream);
bool is_open_on(std::FILE* stream, const std::string& path);

// A file that is written under a temporary name in the folder where it is to be, and takes its own name when it is
// complete. The temporary name cannot be guessed, nobody else can read the file, and it goes when the process ends in
// whatever way: by the destructor, by a signal (removal.hpp), or else by the next run that writes to the folder.
class TemporaryFile {
 public:
  // For a file that is to be `target` (which is not followed where it is a link). What killed runs left in the folder
  // is removed first. Nullopt: errno says why.
  static std::optional<TemporaryFile> create(const std::string& target);
  TemporaryFile(TemporaryFile&& other) noexcept { *this = std::move(other); }
  TemporaryFile& operator=(TemporaryFile&& other) noexcept;
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile();

  std::FILE* stream() const { return stream_.get(); }
  // A name by which libraries that open files themselves open this one.
  std::string name_to_open() const;
  // Everything is written to the disk. False: errno says why.
  bool complete();
  enum class Place { replace, only_new };
  // After complete(): the file gets its name, and the permissions of the file that it replaces, or those of a new file.
  // Removed if it fails; errno says why.
  bool publish(Place place);

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  TemporaryFile() = default;
  void remove();

  std::string name_, target_;  // in the folder
  int folder_ = -1;            // its descriptor, so that the folder may be renamed
  std::unique_ptr<std::FILE, Close> stream_;
  std::optional<RemovedOnSignal> removed_;
};

}  // namespace cepol::cli
