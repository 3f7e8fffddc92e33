// A policy's text laid out in one way: how deep a line stands, what stands between two words, one empty line at most,
// the columns of an example's rows and comments at the ends of neighbouring lines one below the other. Where a line
// ends is the author's; words, strings, comments and their order are not touched.
#pragma once

#include <optional>
#include <string>

#include "lang/diagnostics/diagnostic.hpp"
#include "lang/syntax/tree.hpp"

namespace cepol::format {

struct Options {
  std::optional<Language> keywords;  // all keywords in this spelling; nullopt: as they are
};

// Of a tree that was read without error. What comes out reads as the same tree, and laid out again is the same text.
std::string formatted(const syntax::Tree& tree, const Options& options = {});

}  // namespace cepol::format
