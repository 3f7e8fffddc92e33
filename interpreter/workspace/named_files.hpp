// The files that a policy names. A policy may come from a stranger, so it is decided here, and nowhere else, which
// files it may have read: regular files below the folder of the policy (or another root that the construct has), where
// links have been resolved. The text of such a file is only given for a NamedFile, which only find_named() makes;
// tests/architecture sees to it that the loader reads nothing in another way.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/files/files.hpp"
#include "lang/syntax/parse.hpp"

namespace cepol::workspace {

constexpr std::size_t most_bytes_of_table = std::size_t{64} * 1024 * 1024;  // of a table beside a policy

enum class NamedBy : std::uint8_t {
#define NAMED_FILE(name, missing, outside, unreadable, most) name,
#include "interpreter/workspace/named_files.def"
#undef NAMED_FILE
};

enum class Located : std::uint8_t {
  found,
  missing,
  outside,  // a name with `.` or `..`, an absolute or hidden one; a link that leads out of the root
  no_file,  // a folder, a pipe, a device, a socket
};

class NamedFile {
 public:
  NamedBy by() const { return by_; }
  Located state() const { return state_; }
  bool found() const { return state_ == Located::found; }
  const std::string& path() const { return path_; }  // absolute, links resolved; empty unless found

 private:
  friend NamedFile find_named(const files::Files& files, NamedBy by, const std::string& root, const std::string& name);
  NamedFile(NamedBy by, Located state, std::string path) : by_(by), state_(state), path_(std::move(path)) {}
  NamedBy by_;
  Located state_;
  std::string path_;
};

// The file `name` in the folder `root` or below it.
NamedFile find_named(const files::Files& files, NamedBy by, const std::string& root, const std::string& name);
// In the first of the roots in which it is not missing.
NamedFile find_named(const files::Files& files, NamedBy by, const std::vector<std::string>& roots,
                     const std::string& name);

// The text without BOM. Nullopt with `why` in both languages: the file is not found, too large, or cannot be read. No
// link is followed any more, and what is opened is a regular file.
std::optional<std::string> read_named(const files::Files& files, const NamedFile& file, std::string& why);

// The problem of a file that is not found, or (`why` is not empty) cannot be read. `name`: as it is written.
void report_named(Problems& problems, const NamedFile& file, Span span, const std::string& name,
                  const std::string& why = {});

}  // namespace cepol::workspace
