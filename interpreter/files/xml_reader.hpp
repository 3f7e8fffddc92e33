// Reads XML from a stream of bytes (expat), and calls a handler for elements and texts. Names are without their prefix.
// A DTD is refused, so that there are no entities but those of XML itself; depth and the length of a tag are bounded.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "interpreter/files/files.hpp"
#include "interpreter/files/trouble.hpp"

namespace cepol::files {

// Of an element: name, value, name, value, ..., null.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  std::string_view operator[](std::string_view name) const;  // empty: it is not there

 private:
  const char** pairs_;
};

class XmlHandler {
 public:
  XmlHandler() = default;
  XmlHandler(const XmlHandler&) = delete;
  XmlHandler& operator=(const XmlHandler&) = delete;
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view) {}
  virtual void text(std::string_view) {}
};

class XmlReader {
 public:
  // Both must outlive it.
  XmlReader(Reader& bytes, XmlHandler& handler);
  ~XmlReader();
  // Reads some of the file. False: there is no more, or there was trouble.
  bool step();
  void read_all() {
    while (step()) {
    }
  }
  void stop(Trouble trouble);  // by the handler; none: it has all that it wants
  Trouble trouble() const;     // of the XML; what the bytes have to say is not in it

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cepol::files
