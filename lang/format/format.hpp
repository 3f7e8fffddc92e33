// The formatter: normalises indentation, the spaces between tokens, and empty lines (one at most), and aligns the
// columns of example tables and the comments at the ends of consecutive lines. Line breaks are kept; tokens, comments
// and their order are not changed.
#pragma once

#include <optional>
#include <string>

#include "lang/diagnostics/diagnostic.hpp"
#include "lang/syntax/tree.hpp"

namespace cepol::format {

struct FormatOptions {
  std::optional<Language> keywords;  // respell all keywords in this language; nullopt: keep them
};

// `tree` has no errors. The result parses to the same tree, and formatting it again does not change it.
std::string formatted(const syntax::Tree& tree, const FormatOptions& options = {});
// `made` with the line ends of `text`: CRLF where its first line ends so.
std::string with_line_ends_of(const std::string& text, std::string made);

}  // namespace cepol::format
