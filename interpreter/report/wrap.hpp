// Lines of a width, for text in any script.
#pragma once

#include <string>
#include <vector>

namespace cepol::report {

// The pieces of a text that fit into a width: CJK breaks anywhere but before a closing or after an opening sign,
// Western words stay whole.
std::vector<std::string> wrapped(const std::string& text, std::size_t width);

}  // namespace cepol::report
