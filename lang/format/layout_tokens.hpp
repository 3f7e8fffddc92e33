// The tokens and comments of a text, with the blanks and line ends before each. Only lang/format includes this header.
#pragma once

#include <string>
#include <vector>

#include "lang/format/format.hpp"

namespace cepol::format {

struct LayoutToken {
  bool comment = false;
  syntax::TokenKind kind = syntax::TokenKind::word;
  std::string text;              // a keyword in the requested spelling; without line ends
  std::size_t lines_before = 0;  // line ends since the previous token
  bool gap = false;              // blanks before it on its line
  bool item = false;             // begins a declaration or an item of a block
  bool tight = false;            // a bracket of a set of values: 属于 {高级, 中级}
  syntax::Keyword keyword = syntax::Keyword::none_;
};

std::vector<LayoutToken> layout_tokens_of(const syntax::Tree& tree, const Options& options);

// The text between two tokens of one line.
std::string_view between(const LayoutToken& before, const LayoutToken& after);

char opened_by(const LayoutToken& token);  // { [ ( of their half- and full-width signs; 0: opens nothing
bool closes(const LayoutToken& token);

}  // namespace cepol::format
