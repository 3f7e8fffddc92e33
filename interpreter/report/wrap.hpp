// Line wrapping by display width, for CJK and Western text.
#pragma once

#include <string>
#include <vector>

namespace cepol::report {

// A text on one line, visible (lang/base/visible.hpp): a line end or a tab in it is a blank. Widths are of this text.
std::string one_line(const std::string& text);
// A cell of a table for people: the same, of at most so many characters.
constexpr std::size_t longest_cell = 4'000;
std::string shown_cell(const std::string& text, std::size_t most = longest_cell);
// A column is aligned up to this width, so that one long cell does not make every row as long.
constexpr std::size_t widest_column = 200;
// The pieces of a text that fit into a width: CJK breaks anywhere but before a closing or after an opening sign,
// Western words are not split if they fit.
std::vector<std::string> wrapped(const std::string& text, std::size_t width);

}  // namespace cepol::report
