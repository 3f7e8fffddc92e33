// Implements text.hpp: decoding and validation of UTF-8 by hand, display widths from utf8proc, the nearest name by
// optimal string alignment distance.
#include "lang/base/text.hpp"

#include <utf8proc.h>

#include <algorithm>

namespace cepol {

namespace {

// The length of the valid sequence at `at`, or 0.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  auto follows = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  const unsigned lead = byte(at);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return follows(at + 1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (!follows(at + 1) || !follows(at + 2)) return 0;
    if (lead == 0xE0 && byte(at + 1) < 0xA0) return 0;
    if (lead == 0xED && byte(at + 1) >= 0xA0) return 0;
    return 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (!follows(at + 1) || !follows(at + 2) || !follows(at + 3)) return 0;
    if (lead == 0xF0 && byte(at + 1) < 0x90) return 0;
    if (lead == 0xF4 && byte(at + 1) >= 0x90) return 0;
    return 4;
  }
  return 0;
}

std::vector<char32_t> characters(std::string_view text) {
  std::vector<char32_t> result;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    result.push_back(point.value);
    at += point.length;
  }
  return result;
}

// Of the usual texts neither holds.
bool may_begin_blank(char first) {
  const unsigned byte = static_cast<unsigned char>(first);
  return byte <= ' ' || byte == 0xC2 || byte == 0xE2 || byte == 0xE3;
}
bool may_end_blank(std::string_view text) {
  const std::size_t size = text.size();
  if (static_cast<unsigned char>(text.back()) < 0x80) return text.back() <= ' ';
  return size > 1 && (text[size - 2] == '\xC2' || (size > 2 && may_begin_blank(text[size - 3])));
}

}  // namespace

std::optional<std::size_t> invalid_utf8(std::string_view text) {
  const auto follows = [&](std::size_t i) { return (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U; };
  for (std::size_t at = 0; at < text.size();) {
    // Nearly all there is: ASCII, and three bytes of which any two may follow the first.
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) {
      ++at;
      continue;
    }
    if (lead > 0xE0 && lead < 0xED && at + 2 < text.size() && follows(at + 1) && follows(at + 2)) {
      at += 3;
      continue;
    }
    const std::size_t length = sequence_length(text, at);
    if (length == 0) return at;
    at += length;
  }
  return std::nullopt;
}

CodePoint code_point_at(std::string_view text, std::size_t offset) {
  const std::size_t length = sequence_length(text, offset);
  auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[offset + i])); };
  if (length == 2) return {((byte(0) & 0x1F) << 6) | (byte(1) & 0x3F), 2};
  if (length == 3) return {((byte(0) & 0x0F) << 12) | ((byte(1) & 0x3F) << 6) | (byte(2) & 0x3F), 3};
  if (length == 4)
    return {((byte(0) & 0x07) << 18) | ((byte(1) & 0x3F) << 12) | ((byte(2) & 0x3F) << 6) | (byte(3) & 0x3F), 4};
  return {byte(0), 1};  // ASCII, or an invalid byte
}

std::string to_utf8(char32_t value) {
  std::string text;
  auto put = [&](char32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0 | (value >> 6));
    put(0x80 | (value & 0x3F));
  } else if (value < 0x10000) {
    put(0xE0 | (value >> 12));
    put(0x80 | ((value >> 6) & 0x3F));
    put(0x80 | (value & 0x3F));
  } else {
    put(0xF0 | (value >> 18));
    put(0x80 | ((value >> 12) & 0x3F));
    put(0x80 | ((value >> 6) & 0x3F));
    put(0x80 | (value & 0x3F));
  }
  return text;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    at += point.length;
    // Chinese quotation marks and dashes have width 1, as in terminals and utf8proc, though Chinese fonts draw them
    // wide.
    const int columns = utf8proc_charwidth(static_cast<utf8proc_int32_t>(point.value));
    if (columns > 0) width += static_cast<std::size_t>(columns);
  }
  return width;
}

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool is_blank(char32_t value) {
  return value == ' ' || (value >= 0x09 && value <= 0x0D) || value == 0xA0 || (value >= 0x2000 && value <= 0x200A) ||
         value == 0x2028 || value == 0x2029 || value == 0x202F || value == 0x205F || value == 0x3000;
}

std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

std::string_view trimmed(std::string_view text) {
  if (text.empty() || !(may_begin_blank(text.front()) || may_end_blank(text))) return text;
  std::size_t begin = 0, end = text.size();
  while (begin < end) {
    const CodePoint first = code_point_at(text, begin);
    if (!is_blank(first.value) || (first.length == 1 && first.value >= 0x80)) break;
    begin += first.length;
  }
  while (end > begin) {
    std::size_t last = end - 1;
    while (last > begin && end - last < 4 && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
    const CodePoint point = code_point_at(text, last);
    if (last + point.length != end || !is_blank(point.value) || (point.length == 1 && point.value >= 0x80)) break;
    end = last;
  }
  return text.substr(begin, end - begin);
}

std::string on_one_line(std::string_view text) {
  std::string line;
  bool blank = false;  // seen since the last sign
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      blank = !line.empty();
      continue;
    }
    if (blank) line += ' ';
    blank = false;
    line += c;
  }
  return line;
}

std::size_t length_before(std::string_view text, std::string_view other, std::size_t length) {
  std::size_t at = 0;
  for (std::size_t characters = character_count(other.substr(0, length)); characters > 0 && at < text.size();
       --characters)
    at += code_point_at(text, at).length;
  return at;
}

std::optional<std::string> nearest_name(std::string_view name, const std::vector<std::string>& candidates) {
  const std::string small = ascii_lower(name);
  for (const std::string& candidate : candidates)
    if (candidate != name && ascii_lower(candidate) == small) return candidate;
  const auto wanted = characters(name);
  const std::size_t allowed = std::max<std::size_t>(1, wanted.size() / 3);
  std::optional<std::string> best;
  std::size_t best_distance = allowed + 1;
  for (const std::string& candidate : candidates) {
    const auto other = characters(candidate);
    const std::size_t longer = std::max(wanted.size(), other.size()), shorter = std::min(wanted.size(), other.size());
    if (longer - shorter >= best_distance || candidate == name) continue;
    // Optimal string alignment distance, with three rows of the table.
    std::vector<std::size_t> before_last(other.size() + 1), last(other.size() + 1), row(other.size() + 1);
    for (std::size_t j = 0; j <= other.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= wanted.size(); ++i) {
      row[0] = i;
      for (std::size_t j = 1; j <= other.size(); ++j) {
        row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (wanted[i - 1] == other[j - 1] ? 0 : 1)});
        if (i > 1 && j > 1 && wanted[i - 1] == other[j - 2] && wanted[i - 2] == other[j - 1])
          row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
      before_last = last;
      last = row;
    }
    // A name without a character in common is not near.
    if (last.back() < best_distance && last.back() < longer) {
      best_distance = last.back();
      best = candidate;
    }
  }
  return best;
}

}  // namespace cepol
