#include "interpreter/files/code_counts.hpp"

namespace cepol::files {

void Utf8Counts::feed(unsigned char byte, std::uint64_t line) {
  if (wanted_ > 0) {
    if (byte >= lowest_ && byte <= highest_) {
      lowest_ = 0x80;
      highest_ = 0xBF;
      well += --wanted_ == 0 ? 1 : 0;
      return;
    }
    wanted_ = 0;
    bad(line);
  }
  if (byte < 0x80) {
    ++ascii;
    return;
  }
  if (byte < 0xC2 || byte > 0xF4) return bad(line);
  wanted_ = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
  lowest_ = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80;   // no longer than needed
  highest_ = byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF;  // no surrogates, nothing above U+10FFFF
}

void Utf8Counts::end(std::uint64_t line) {
  if (wanted_ > 0) bad(line);
}

namespace {

// Has the character of four bytes a place in Unicode?
bool is_assigned(const unsigned char* first, unsigned char last) {
  const std::uint32_t place =
      (((first[0] - 0x81U) * 10 + (first[1] - 0x30U)) * 126 + (first[2] - 0x81U)) * 10 + (last - 0x30U);
  constexpr std::uint32_t last_of_plane_0 = 39419, first_beyond = 189'000, last_of_all = 1'237'575;
  return place <= last_of_plane_0 || (place >= first_beyond && place <= last_of_all);
}

}  // namespace

void Gb18030Counts::feed(unsigned char byte, std::uint64_t line) {
  const bool is_digit = byte >= 0x30 && byte <= 0x39, is_lead = byte >= 0x81 && byte <= 0xFE;
  if (length_ == 1 && !is_digit && byte >= 0x40 && byte <= 0xFE && byte != 0x7F) {
    ++well;
    ++two_bytes;
    gb2312 += before_[0] >= 0xA1 && byte >= 0xA1 ? 1 : 0;
    length_ = 0;
    return;
  }
  if (length_ == 3 && is_digit) {
    if (is_assigned(before_, byte))
      ++well;
    else
      bad(line);
    length_ = 0;
    return;
  }
  if ((length_ == 1 && is_digit) || (length_ == 2 && is_lead)) {
    before_[length_++] = byte;
    return;
  }
  if (length_ > 0) bad(line);
  length_ = 0;
  if (is_lead)
    before_[length_++] = byte;
  else if (byte < 0x80)
    ++ascii;
  else
    bad(line);
}

void Gb18030Counts::end(std::uint64_t line) {
  if (length_ > 0) bad(line);
}

void Utf16Counts::feed(unsigned char byte, std::uint64_t) {
  odd_ = !odd_;
  if (odd_) {
    first_ = byte;
    return;
  }
  const unsigned unit = big_endian_ ? first_ * 256U + byte : byte * 256U + first_;
  const bool is_high = unit >= 0xD800 && unit < 0xDC00, is_low = unit >= 0xDC00 && unit < 0xE000;
  if (high_ != is_low) bad(lines);
  if (high_ && is_low) ++well;
  high_ = is_high;
  if (unit == '\n') ++lines;
  if (unit == 0 || unit >= 0xFFFE) bad(lines);
  ascii += unit > 0 && unit < 0x80 ? 1 : 0;
  well += unit >= 0x80 && !is_high && !is_low ? 1 : 0;
}

void Utf16Counts::end(std::uint64_t) {
  if (odd_ || high_) bad(lines);
}

}  // namespace cepol::files
