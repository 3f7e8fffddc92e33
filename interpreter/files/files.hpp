// The interface to files, independent of where they are stored (disk, memory, a browser). All code below the command
// line reads through it; workspace/disk_files.hpp implements it for the disk. Paths are UTF-8 with '/' between their
// parts (path.hpp). No function throws; an error is returned as the message of the system. Only regular files are
// opened: a device may act when it is opened, and a pipe waits for a writer that may never come.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cepol::files {

enum class FileKind : std::uint8_t {
  missing,
  regular,
  folder,
  other,     // a device, a pipe, a socket
  database,  // of a server, by its address (address.hpp): list() names its tables
  rows,      // of a table or query of such a database, as CSV in UTF-8 under the names of the columns
};

// An open file.
class Reader {
 public:
  Reader() = default;
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  virtual ~Reader() = default;
  // Fills the space with the next bytes, at least one unless there are none left or reading failed.
  virtual std::size_t read(char* space, std::size_t size) = 0;
  // Goes on reading at that byte. False: it cannot.
  virtual bool seek(std::size_t byte) = 0;
  // Why reading failed; empty: it did not.
  virtual std::string error() const = 0;
  // Bytes in all, as far as is known beforehand; 0: not known.
  virtual std::size_t size() const = 0;
};

// The message for what is neither a file nor a folder.
inline constexpr const char* no_regular_file = "it is no file but a pipe or a device";

// Why there is no .xlsx of an old workbook: nothing on the machine makes one; or it cannot be made, or not surely.
inline constexpr const char* no_old_workbooks = "no program here reads old workbooks";
inline constexpr const char* old_workbook_refused = "the old workbook could not be converted";

// The rest of a file, at most `most` bytes; less if reading fails, see Reader::error().
std::string read_all(Reader& reader, std::size_t most);

class Files {
 public:
  Files() = default;
  Files(const Files&) = delete;
  Files& operator=(const Files&) = delete;
  virtual ~Files() = default;

  virtual FileKind kind(const std::string& path) const = 0;  // links followed
  // Null with `why`: it cannot be opened, or is no regular file. Links are followed. Never waits.
  virtual std::unique_ptr<Reader> open(const std::string& path, std::string& why) const = 0;
  // Likewise for a path that resolve() returned: null also where a part of it has become a link since then, so that
  // what is opened is what was judged by its path.
  virtual std::unique_ptr<Reader> open_resolved(const std::string& path, std::string& why) const;
  // The names in a folder, or of the tables of a database, in order; nullopt with `why`.
  virtual std::optional<std::vector<std::string>> list(const std::string& folder, std::string& why) const = 0;
  // The same of a folder of which no file is read for that: to suggest a name.
  virtual std::optional<std::vector<std::string>> look_around(const std::string& folder, std::string& why) const {
    return list(folder, why);
  }
  // The bytes of an old workbook (.xls) as those of a new one (.xlsx); null with `why`, one of those above.
  virtual std::unique_ptr<Reader> new_workbook(Reader& bytes, std::string& why) const;
  // The absolute path without links, `.` and `..`: the same for the same file. Nullopt: there is no such file.
  virtual std::optional<std::string> resolve(const std::string& path) const = 0;

  // The first `most` bytes; nullopt with `why`.
  std::optional<std::string> read(const std::string& path, std::size_t most, std::string& why) const;
};

}  // namespace cepol::files
