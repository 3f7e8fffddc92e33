// Two versions of a text as HTML in which the words that only one of them has are marked: <del>, <ins>. Only
// interpreter/pages includes this header.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace cepol::pages {

// Nothing is marked where the two have little in common.
std::pair<std::string, std::string> marked_difference(const std::string& before, const std::string& after);
// Of long texts, line by line first; lines that only one side has are marked whole.
std::pair<std::string, std::string> marked_lines(const std::vector<std::string>& before,
                                                 const std::vector<std::string>& after);

}  // namespace cepol::pages
