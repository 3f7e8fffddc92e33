// Where results are written: standard output, a file or a folder of files. A regular file is written under a temporary
// name beside it (temporary_file.hpp) and takes its own name only when it is complete, so that a failed run leaves no
// partial file. A full disk or a closed pipe is an error, and so is an output that would replace what was read.
#pragma once

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "interpreter/cli/read_files.hpp"
#include "interpreter/cli/temporary_file.hpp"
#include "interpreter/cli/text_stream.hpp"
#include "interpreter/report/destination.hpp"

namespace cepol::cli {

class Output {
 public:
  Output() = default;
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  Output(Output&& other) noexcept;
  Output& operator=(Output&& other) noexcept;
  ~Output();  // without publish(): the temporary file is removed

  // `read`, here and below: what may not be replaced, looked at when the output is made and when it is complete; null:
  // it is written over what was read, on purpose. A stream is in conflict where the shell leads it to a file that was
  // read.
  // `masked`: ID numbers are, these words too; null: they are not.
  static Output to_stream(std::FILE* stream, TextKind kind, const ReadFiles* read,
                          std::shared_ptr<const IdWords> masked = nullptr);
  // A device or pipe is written in place; a pipe that nothing reads is an error. Of a link its target is written. A
  // file that is replaced keeps its permissions. failed(): it cannot be made.
  static Output to_file(const std::string& path, TextKind kind, const ReadFiles* read);
  // Replaces no file: failed() when the name is taken, also when it was taken in the meantime (not noticed only on file
  // systems without hard links, at the same instant).
  static Output to_new_file(const std::string& path, TextKind kind, const ReadFiles* read);

  void write(const StyledText& text);
  // As of report::Destination: of a temporary file.
  std::string file() const;
  std::string folder() const;
  // Flushes, and completes a file. False: see error().
  bool close();
  // After close(): the file takes its name.
  bool publish();
  bool commit() { return close() && publish(); }
  bool failed() const { return !error_.empty(); }
  const std::string& error() const { return error_; }  // the path, if it is a file, and the system's words

 private:
  void fail();
  void fail(const std::string& why);
  bool in_conflict();
  std::FILE* file_ = nullptr;  // of `temporary_`, or a stream
  TextKind kind_ = TextKind::exact;
  bool owned_ = false, only_new_ = false;
  std::shared_ptr<const IdWords> masked_;
  std::optional<TemporaryFile> temporary_;
  const ReadFiles* read_ = nullptr;
  std::string path_, error_;
};

// A destination that writes one stream or file.
std::unique_ptr<report::Destination> destination_of(Output output);
// A destination with a file for each table. The folder is made when it is missing, and removed again when nothing was
// committed; all files take their names together. `read`: as of Output::to_file.
std::unique_ptr<report::Destination> folder_destination(const std::string& folder, TextKind kind,
                                                        const ReadFiles* read);

}  // namespace cepol::cli
