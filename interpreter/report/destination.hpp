// Where a report's text is written. The shell implements it (interpreter/cli/output.hpp); this room opens no file.
#pragma once

#include <string>
#include <string_view>

namespace cepol::report {

class Destination {
 public:
  Destination() = default;
  Destination(const Destination&) = delete;
  Destination& operator=(const Destination&) = delete;
  virtual ~Destination() = default;  // without commit(): nothing of what was written stays

  // True: a folder, in which each table is a file of its own; `begin_file` comes before the text of each.
  virtual bool is_folder() const { return false; }
  virtual void begin_file(const std::string& /*name*/) {}
  virtual void write(std::string_view text) = 0;
  virtual bool commit() = 0;  // makes everything visible; false: see error()
  virtual bool failed() const = 0;
  virtual std::string error() const = 0;
};

}  // namespace cepol::report
