// Computes the formatted token list of a whole tree once (without comments); from_to() selects a range of it by binary
// search over the tree's tokens.
#include "lang/format/formatted_words.hpp"

#include <algorithm>

#include "lang/format/layout_tokens.hpp"

namespace cepol::format {

namespace {

// A line end counts as a gap, so that tokens of two lines do not run together.
std::vector<LayoutToken> tokens_without_comments(const syntax::Tree& tree, const FormatOptions& options) {
  std::vector<LayoutToken> pieces = pieces_of(tree, options);
  std::erase_if(pieces, [](const LayoutToken& piece) { return piece.comment; });
  for (LayoutToken& piece : pieces) piece.gap = piece.gap || piece.lines_before > 0;
  return pieces;
}

}  // namespace

FormattedWords::FormattedWords(const syntax::Tree& tree, const FormatOptions& options)
    : tree_(tree), pieces_(std::make_shared<const std::vector<LayoutToken>>(tokens_without_comments(tree, options))) {}

std::vector<FormattedWord> FormattedWords::from_to(std::uint32_t begin, std::uint32_t end,
                                                   const std::vector<Span>& left_out) const {
  const auto& tokens = tree_.tokens;
  const auto first = std::lower_bound(tokens.begin(), tokens.end(), begin,
                                      [](const syntax::Token& one, std::uint32_t at) { return one.begin < at; });
  std::vector<FormattedWord> words;
  const LayoutToken* before = nullptr;
  for (auto token = first; token != tokens.end() && token->end <= end; ++token) {
    if (std::any_of(left_out.begin(), left_out.end(),
                    [&](const Span& span) { return token->begin >= span.begin && token->end <= span.end; }))
      continue;
    const LayoutToken& piece = (*pieces_)[static_cast<std::size_t>(token - tokens.begin())];
    words.push_back(
        {piece.text, token->kind == syntax::TokenKind::keyword, before != nullptr && !between(*before, piece).empty()});
    before = &piece;
  }
  return words;
}

}  // namespace cepol::format
