// Text from outside as people may be shown it. What a terminal would obey or hide instead of showing it is written out:
// <U+001B> for a character, <0x9B> for a byte that is not UTF-8. What comes out is valid UTF-8, and comes out of these
// functions again as it is.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cepol {

// Control characters (C0, DEL, C1), characters of no width that join, divide or direct text, line and paragraph
// separators, language tags.
bool is_hidden(char32_t character);

std::string visible(std::string_view text);       // lines of text: line feeds and tabs stay
std::string visible_line(std::string_view text);  // of one line: they are written out too

// At most `most` characters; where some are left out, an ellipsis is the last of them. Cuts before a character of its
// own, not before a mark that belongs to the one before it.
std::string shortened(std::string_view text, std::size_t most);

// What a message quotes (a name, a cell, a path): on one line, of bounded length.
constexpr std::size_t longest_quoted = 300;  // characters
std::string quotable(std::string_view text, std::size_t most = longest_quoted);

}  // namespace cepol
