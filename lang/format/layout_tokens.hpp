// LayoutToken: a token or comment of a text with the white space that preceded it in the source. Only lang/format
// includes this header.
#pragma once

#include <string>
#include <vector>

#include "lang/format/format.hpp"

namespace cepol::format {

struct LayoutToken {
  bool comment = false;
  syntax::TokenKind kind = syntax::TokenKind::word;
  std::string text;              // keywords respelled by FormatOptions; without line ends
  std::size_t lines_before = 0;  // line ends since the last token
  bool gap = false;              // white space or a comment preceded it on its line
  bool item = false;             // begins a declaration, or an item of a block
  bool tight = false;            // a bracket of a set of values, without inner spaces: 属于 {高级, 中级}
  syntax::Keyword keyword = syntax::Keyword::none_;
};

std::vector<LayoutToken> pieces_of(const syntax::Tree& tree, const FormatOptions& options);

// The space between two tokens of one line.
std::string_view between(const LayoutToken& before, const LayoutToken& after);

char opened_by(const LayoutToken& piece);  // '{', '[' or '(' for half- and full-width brackets; 0: no opening bracket
bool closes(const LayoutToken& piece);

}  // namespace cepol::format
