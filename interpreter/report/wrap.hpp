// Line wrapping by display width, for CJK and Western text.
#pragma once

#include <string>
#include <vector>

namespace cepol::report {

// A text on one line: data may hold line breaks and control characters.
std::string one_line(const std::string& text);
// The pieces of a text that fit into a width: CJK breaks anywhere but before a closing or after an opening sign,
// Western words are not split if they fit.
std::vector<std::string> wrapped(const std::string& text, std::size_t width);

}  // namespace cepol::report
