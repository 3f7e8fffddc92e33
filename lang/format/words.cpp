#include "lang/format/words.hpp"

#include <algorithm>

#include "lang/format/layout_tokens.hpp"

namespace cepol::format {

namespace {

// Without comments. A line end counts as a gap before the next token.
std::vector<LayoutToken> words_alone(const syntax::Tree& tree, const Options& options) {
  std::vector<LayoutToken> tokens = layout_tokens_of(tree, options);
  std::erase_if(tokens, [](const LayoutToken& token) { return token.comment; });
  for (LayoutToken& token : tokens) token.gap = token.gap || token.lines_before > 0;
  return tokens;
}

}  // namespace

Words::Words(const syntax::Tree& tree, const Options& options)
    : tree_(tree), tokens_(std::make_shared<const std::vector<LayoutToken>>(words_alone(tree, options))) {}

std::vector<Word> Words::from_to(std::uint32_t begin, std::uint32_t end, const std::vector<Span>& left_out) const {
  const auto& read = tree_.tokens;
  const auto first = std::lower_bound(read.begin(), read.end(), begin,
                                      [](const syntax::Token& one, std::uint32_t place) { return one.begin < place; });
  std::vector<Word> words;
  const LayoutToken* before = nullptr;
  for (auto at = first; at != read.end() && at->end <= end; ++at) {
    if (std::any_of(left_out.begin(), left_out.end(),
                    [&](const Span& span) { return at->begin >= span.begin && at->end <= span.end; }))
      continue;
    const LayoutToken& token = (*tokens_)[static_cast<std::size_t>(at - read.begin())];
    words.push_back(
        {token.text, at->kind == syntax::TokenKind::keyword, before != nullptr && !between(*before, token).empty()});
    before = &token;
  }
  return words;
}

}  // namespace cepol::format
