#include "lang/syntax/synonyms.hpp"

#include "lang/base/text.hpp"
#include "lang/syntax/keywords.hpp"

namespace cepol::syntax {

namespace {

struct Synonym {
  std::string_view words;
  Keyword sign;
};
constexpr Synonym comparisons[] = {
#define SYNONYM(words, sign) {words, Keyword::sign},
#include "lang/syntax/synonyms.def"
#undef SYNONYM
};
constexpr Synonym connectives[] = {{"并且", Keyword::and_}, {"而且", Keyword::and_}, {"或者", Keyword::or_}};

// Where the words end; `at` if they do not stand there. A number may follow Chinese ones at once (不少于90).
Offset end_of_words(const Scanner& scan, Offset at, std::string_view words) {
  Offset end = at;
  for (bool first = true; !words.empty(); first = false) {
    const std::size_t length = std::min(words.find(' '), words.size());
    const std::string_view word = words.substr(0, length);
    words.remove_prefix(std::min(length + 1, words.size()));
    const Offset begin = first ? at : scan.blanks(end);
    if (scan.byte(begin) != word.front()) return at;  // nearly always: no word has to be found
    const std::string_view found = scan.piece(begin, scan.word(begin));
    const bool chinese = static_cast<unsigned char>(word.front()) >= 0x80;
    const bool glued = chinese && found.size() > word.size() && found.starts_with(word) && is_digit(found[word.size()]);
    if (found != word && !glued) return at;
    end = begin + static_cast<Offset>(word.size());
  }
  return end;
}

template <std::size_t Count>
Operator longest_of(const Scanner& scan, Offset at, const Synonym (&all)[Count]) {
  Operator longest{Keyword::none_, at};
  for (const Synonym& one : all)
    if (const Offset end = end_of_words(scan, at, one.words); end > longest.end) longest = {one.sign, end};
  return longest;
}

std::string_view sign_of(Keyword keyword) {
  switch (keyword) {
    case Keyword::at_least: return ">=";
    case Keyword::at_most_sign: return "<=";
    case Keyword::greater: return ">";
    case Keyword::less: return "<";
    case Keyword::equal: return "=";
    case Keyword::not_equal: return "!=";
    default: return {};
  }
}

}  // namespace

Operator worded_comparison(const Scanner& scan, Offset at) {
  const Offset is = scan.keyword(at, Keyword::is);
  const Operator found = longest_of(scan, is != at && scan.byte(at) == 'i' ? scan.blanks(is) : at, comparisons);
  if (found.keyword == Keyword::none_) return {Keyword::none_, at};
  const Offset next = scan.layout(found.end);
  const bool names_a_case = scan.string(next) != next || scan.keyword(next, Keyword::otherwise) != next;
  return names_a_case ? Operator{Keyword::none_, at} : found;
}

Operator worded_connective(const Scanner& scan, Offset at) { return longest_of(scan, at, connectives); }

std::string_view settled_comparison(std::string_view written) {
  const Scanner scan(written);
  const Operator found = worded_comparison(scan, 0);
  return found.end == written.size() ? sign_of(found.keyword) : std::string_view{};
}

std::string_view settled_connective(std::string_view written) {
  const Scanner scan(written);
  const Operator found = worded_connective(scan, 0);
  return found.keyword == Keyword::none_ ? std::string_view{} : spelling(found.keyword, Language::zh);
}

}  // namespace cepol::syntax
