// Counts the characters of a text under each of the encodings that it may be in, byte by byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

namespace cepol::files {

// Of the characters that are not ASCII: how many are well formed, and how often bytes are no character.
struct CodeCounts {
  std::uint64_t well = 0, ill = 0;
  std::uint64_t ascii = 0;
  std::optional<std::uint64_t> bad_line;  // of the first bytes that are none

  void bad(std::uint64_t line) {
    ++ill;
    if (!bad_line) bad_line = line;
  }
};

// Of each: feed() takes the next byte, end() is called after the last one. `line` is that of the byte.
class Utf8Counts : public CodeCounts {
 public:
  void feed(unsigned char byte, std::uint64_t line);
  void end(std::uint64_t line);

 private:
  int wanted_ = 0;                            // bytes until the character is complete
  unsigned char lowest_ = 0, highest_ = 255;  // of the next one
};

class Gb18030Counts : public CodeCounts {
 public:
  void feed(unsigned char byte, std::uint64_t line);
  void end(std::uint64_t line);
  std::uint64_t gb2312 = 0, two_bytes = 0;

 private:
  unsigned char before_[3] = {};
  std::size_t length_ = 0;  // of what is there of a character
};

class Utf16Counts : public CodeCounts {
 public:
  explicit Utf16Counts(bool big_endian) : big_endian_(big_endian) {}
  void feed(unsigned char byte, std::uint64_t line);
  void end(std::uint64_t line);
  std::uint64_t lines = 1;  // its own: a line feed is a unit

 private:
  bool big_endian_, odd_ = false, high_ = false;  // in a unit; after the first half of a pair of surrogates
  unsigned char first_ = 0;
};

}  // namespace cepol::files
