// The interface to which reports write their text. The command line implements it (interpreter/cli/output.hpp);
// interpreter/report opens no file.
#pragma once

#include <string>
#include <string_view>

#include "lang/base/styled_text.hpp"

namespace cepol::report {

class Destination {
 public:
  Destination() = default;
  Destination(const Destination&) = delete;
  Destination& operator=(const Destination&) = delete;
  virtual ~Destination() = default;  // without commit() everything written is discarded

  // True: a folder, in which each table is a file of its own; `begin_file` comes before the text of each.
  virtual bool is_folder() const { return false; }
  virtual void begin_file(const std::string& /*name*/) {}
  virtual void write(const StyledText& text) = 0;
  // For a library that writes a file by itself: names by which it can open the file and its folder. Empty: there is no
  // file that can be written at any place, as for a pipe.
  virtual std::string file() const { return {}; }
  virtual std::string folder() const { return {}; }
  virtual bool commit() = 0;  // makes everything visible; false: see error()
  virtual bool failed() const = 0;
  virtual std::string error() const = 0;
};

}  // namespace cepol::report
