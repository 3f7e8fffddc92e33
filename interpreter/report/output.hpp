// Where results go: standard output or a file. A file is written under a temporary name beside it and takes its own
// name only when all is there, so that a failed run leaves no half file. A full disk or a closed pipe is an error.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace cepol::report {

class Output {
 public:
  Output() = default;
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  Output(Output&& other) noexcept;
  Output& operator=(Output&& other) noexcept;
  ~Output();  // without publish(): the temporary file is removed

  static Output to_stream(std::FILE* stream);
  // A device or pipe is written as it is; a link's target is what is written. Who may read a file stays as it was.
  static Output to_file(const std::string& path);  // failed() when it cannot be made
  // Never takes the place of anything: failed() when the name is taken, also when it was taken in the meantime.
  static Output to_new_file(const std::string& path);

  void write(std::string_view text);
  // Everything has arrived: flush and, a file, close. False: see error().
  bool close();
  // After close(): the file takes its name.
  bool publish();
  bool commit() { return close() && publish(); }
  bool failed() const { return !error_.empty(); }
  const std::string& error() const { return error_; }  // the path, if it is a file, and the system's words

 private:
  void fail();
  bool take_name();
  std::FILE* file_ = nullptr;
  bool owned_ = false, only_new_ = false;
  std::string path_, temporary_, error_;
};

}  // namespace cepol::report
