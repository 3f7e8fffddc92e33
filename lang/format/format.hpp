// The formatter: indentation, blanks between tokens, at most one empty line, aligned rows of an example's table,
// aligned comments at the ends of neighbouring lines. Line breaks stay where the author put them; tokens, comments and
// their order are not changed.
#pragma once

#include <optional>
#include <string>

#include "lang/diagnostics/diagnostic.hpp"
#include "lang/syntax/tree.hpp"

namespace cepol::format {

struct Options {
  std::optional<Language> keywords;  // all keywords in this spelling; nullopt: as they are
};

// `tree`: parsed without errors. The result parses to the same tree, and formatting it again does not change it.
std::string formatted(const syntax::Tree& tree, const Options& options = {});

}  // namespace cepol::format
