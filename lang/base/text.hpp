// UTF-8 text: validation, code points, display width, blanks, and the nearest of a set of names.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cepol {

// The offset of the first byte that is not valid UTF-8 (overlong forms and surrogates are invalid); nullopt: all valid.
std::optional<std::size_t> invalid_utf8(std::string_view text);
// The code point at `offset` and its length in bytes; text must be valid and offset < size.
struct CodePoint {
  char32_t value;
  std::size_t length;
};
CodePoint code_point_at(std::string_view text, std::size_t offset);
std::string to_utf8(char32_t value);
std::size_t display_width(std::string_view text);  // terminal columns: CJK counts 2, combining marks 0
std::size_t character_count(std::string_view text);
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
// Space, tab, line ends, U+00A0, U+2000..U+200A, U+2028, U+2029, U+202F, U+205F, U+3000.
bool is_blank(char32_t value);
// Without blanks at both ends.
std::string_view trimmed(std::string_view text);
// The letters A to Z as small ones; all else as it is.
std::string ascii_lower(std::string_view text);
// Collapses each run of blanks (space, tab, CR, LF) to one space and removes those at the ends.
std::string on_one_line(std::string_view text);
// The length of the prefix of `text` that corresponds to the first `length` bytes of `other`, a form of it with as many
// characters (folded(), fold.hpp).
std::size_t length_before(std::string_view text, std::string_view other, std::size_t length);
// The candidate that differs from `name` in capitals alone; else the one, other than `name` itself, with the least edit
// distance (a swap of neighbours counts 1), the first of several; nullopt when all are further than a third of the
// name's length (at least 1) or share no character with it.
std::optional<std::string> nearest_name(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace cepol
