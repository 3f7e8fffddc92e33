// Cuts a stream of bytes into messages.
#include "interpreter/service/framing.hpp"

#include <charconv>

#include "interpreter/service/service.hpp"

namespace cepol::service {

namespace {

constexpr std::size_t longest_header = 4096;
constexpr std::string_view length_field = "content-length:";

std::string_view without_end(std::string_view line) {
  return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// The length that a line of a header gives; nullopt: it gives none.
std::optional<std::size_t> length_of(std::string_view line) {
  if (line.size() < length_field.size()) return std::nullopt;
  for (std::size_t i = 0; i < length_field.size(); ++i)
    if (small(line[i]) != length_field[i]) return std::nullopt;
  line.remove_prefix(length_field.size());
  while (line.starts_with(' ')) line.remove_prefix(1);
  std::size_t length = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), length);
  if (error != std::errc() || end != line.data() + line.size()) return std::nullopt;
  return length;
}

}  // namespace

std::optional<std::string> MessageReader::next() {
  if (broken_) return std::nullopt;
  auto message = framing_ == Framing::lines ? next_line() : next_framed();
  if (!message && read_ > 0) {
    buffer_.erase(0, read_);
    read_ = 0;
  }
  return message;
}

std::optional<std::string> MessageReader::next_line() {
  for (;;) {
    const std::size_t end = buffer_.find('\n', read_);
    if (end == std::string::npos) {
      broken_ = buffer_.size() - read_ > longest_message;
      return std::nullopt;
    }
    std::string line(without_end(std::string_view(buffer_).substr(read_, end - read_)));
    read_ = end + 1;
    if (!line.empty()) return line;
  }
}

std::optional<std::string> MessageReader::next_framed() {
  std::optional<std::size_t> length;
  for (std::size_t line = read_;;) {
    const std::size_t end = buffer_.find('\n', line);
    if (end == std::string::npos) {
      broken_ = buffer_.size() - read_ > longest_header && !length;
      return std::nullopt;
    }
    const std::string_view text = without_end(std::string_view(buffer_).substr(line, end - line));
    line = end + 1;
    if (!text.empty()) {
      if (const auto given = length_of(text)) length = given;
      broken_ = line - read_ > longest_header;
      if (broken_) return std::nullopt;
      continue;
    }
    broken_ = !length || *length > longest_message;
    if (broken_ || buffer_.size() - line < *length) return std::nullopt;
    read_ = line + *length;
    return buffer_.substr(line, *length);
  }
}

std::string framed(std::string_view message, Framing framing) {
  if (framing == Framing::lines) return std::string(message) + "\n";
  return "Content-Length: " + std::to_string(message.size()) + "\r\n\r\n" + std::string(message);
}

}  // namespace cepol::service
