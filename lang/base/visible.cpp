// Writes hidden characters out. Valid stretches are found by invalid_utf8(), so a byte that is not UTF-8 costs no
// second look at the rest.
#include "lang/base/visible.hpp"

#include <cstdint>
#include <iterator>
#include <optional>

#include "lang/base/text.hpp"

namespace cepol {

namespace {

struct HiddenRange {
  char32_t first, last;
};
constexpr HiddenRange hidden_ranges[] = {{0x0000, 0x001F}, {0x007F, 0x009F}, {0x00AD, 0x00AD},  {0x061C, 0x061C},
                                         {0x180E, 0x180E}, {0x200B, 0x200F}, {0x2028, 0x202E},  {0x2060, 0x206F},
                                         {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F}};

void append_hexadecimal(std::string& text, std::uint32_t value, int least_digits) {
  constexpr char digits[] = "0123456789ABCDEF";
  int count = least_digits;
  while (count < 8 && value >> (4 * count) != 0) ++count;
  while (count-- > 0) text += digits[value >> (4 * count) & 15u];
}

void append_valid(std::string& shown, std::string_view text, bool keeps_lines) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    if (!is_hidden(point.value) || (keeps_lines && (point.value == '\n' || point.value == '\t'))) {
      shown += text.substr(at, point.length);
    } else {
      shown += "<U+";
      append_hexadecimal(shown, static_cast<std::uint32_t>(point.value), 4);
      shown += '>';
    }
    at += point.length;
  }
}

std::string shown(std::string_view text, bool keeps_lines) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const std::optional<std::size_t> invalid = invalid_utf8(text);
    append_valid(result, text.substr(0, invalid.value_or(text.size())), keeps_lines);
    if (!invalid) break;
    result += "<0x";
    append_hexadecimal(result, static_cast<unsigned char>(text[*invalid]), 2);
    result += '>';
    text.remove_prefix(*invalid + 1);
  }
  return result;
}

}  // namespace

bool is_hidden(char32_t character) {
  if (character >= 0x20 && character < 0x7F) return false;
  for (const HiddenRange& range : hidden_ranges)
    if (character >= range.first && character <= range.last) return true;
  return false;
}

std::string visible(std::string_view text) { return shown(text, true); }
std::string visible_line(std::string_view text) { return shown(text, false); }

std::string shortened(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  std::size_t at = 0, count = 0, cut = 0;  // cut: the last place where most - 1 characters or fewer may end
  for (; at < text.size() && count < most; ++count) {
    const std::size_t length = code_point_at(text, at).length;
    if (count < most && display_width(text.substr(at, length)) > 0) cut = at;
    at += length;
  }
  if (at >= text.size()) return std::string(text);
  return std::string(text.substr(0, cut)) + "…";
}

std::string quotable(std::string_view text, std::size_t most) {
  // A character takes up at most four bytes, and no byte becomes nothing.
  return shortened(visible_line(text.substr(0, 4 * most + 4)), most);
}

}  // namespace cepol
