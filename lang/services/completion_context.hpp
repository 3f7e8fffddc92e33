// Where in a text completion is asked for: what the grammar accepts there, and the words before it.
#pragma once

#include <string>
#include <vector>

#include "lang/services/view.hpp"
#include "lang/syntax/expected.hpp"

namespace cepol::services {

struct ContextWord {
  std::string text;  // a name without 「」; a sign in its half-width form
  bool sign = false;
};
struct CompletionContext {
  Span replaced;         // the word that is being typed; empty: none yet
  bool in_text = false;  // within quotes or a comment: nothing is proposed
  syntax::ExpectedAt expected;
  std::vector<ContextWord> words;                         // of the declaration, up to the place
  syntax::NodeKind declaration = syntax::NodeKind::file;  // `file`: between declarations, or the header

  const ContextWord* before(std::size_t count) const {  // 1: the last
    return words.size() >= count ? &words[words.size() - count] : nullptr;
  }
  bool last_is(syntax::Keyword keyword) const { return is_at(keyword, words.size()); }
  // Are the words before the word of that index the keyword?
  bool is_at(syntax::Keyword keyword, std::size_t end) const;
  // The signs of the brackets open at the place, the outermost first, with the index of the word before each.
  std::vector<std::pair<char, std::size_t>> open_brackets() const;
};

CompletionContext completion_context(const std::string& text, SourceId file, std::uint32_t offset);

// The language of a file's keywords, by its first word.
Language language_of_text(std::string_view text);

}  // namespace cepol::services
