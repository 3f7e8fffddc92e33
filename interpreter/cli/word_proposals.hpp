// What a word of an office may mean. A proposal only: it is never taken without the clerk.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cepol::cli {

struct WordChoice {
  std::string meant;
  std::vector<std::string> words;  // for it; its own name too
};

// Those that the text is like, best first, at most three. It is like one that differs in case, width, punctuation or
// traditional forms alone; that stands in it, or in which it stands; with which it has more than half of its
// characters in common, or two Chinese ones next to each other that are half of it; or that has a word for the same.
std::vector<std::string> proposals_for(std::string_view text, const std::vector<WordChoice>& choices);

}  // namespace cepol::cli
