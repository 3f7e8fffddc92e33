// How messages are told apart in a stream of bytes: one a line, or with the header of the protocol of editors.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cepol::service {

enum class Framing : std::uint8_t {
  lines,   // a message ends with a line end
  header,  // Content-Length: N, an empty line, N bytes
};

class MessageReader {
 public:
  explicit MessageReader(Framing framing) : framing_(framing) {}

  void add(std::string_view bytes) { buffer_ += bytes; }
  // The next message, if it has arrived whole.
  std::optional<std::string> next();
  // The stream is no sequence of messages from here on: a header without a length, or with one beyond longest_message.
  bool broken() const { return broken_; }

 private:
  std::optional<std::string> next_line();
  std::optional<std::string> next_framed();

  Framing framing_;
  std::string buffer_;
  std::size_t read_ = 0;  // bytes of the buffer
  bool broken_ = false;
};

std::string framed(std::string_view message, Framing framing);

}  // namespace cepol::service
