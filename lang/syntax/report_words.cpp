// Reports the words in which notices are written, where the language has a sign, a date or a keyword: 不少于 90 学时,
// 31 May 2025. The message shows what is meant as it is to be written.
#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/syntax/keywords.hpp"
#include "lang/syntax/scan.hpp"
#include "lang/syntax/tree_builder.hpp"
#include "lang/syntax/written_dates.hpp"

namespace cepol::syntax {

namespace {

struct Phrase {
  std::string_view words, zh, en;
};
constexpr Phrase all_phrases[] = {
#define GUESS_PHRASE(words, zh, en) {words, zh, en},
#include "lang/syntax/guesses.def"
#undef GUESS_PHRASE
};

struct WordsAt {
  Offset end = 0;    // of the words; where they do not stand: the place itself
  Offset reach = 0;  // of the text that was read as a name: with the number that follows at once, and with （含）
};

// The words at the place, with any blanks between them; a number may follow Chinese ones at once (不少于90).
WordsAt words_at(const Scanner& scan, Offset at, std::string_view words) {
  Offset to = at, reach = at;
  while (!words.empty()) {
    const std::size_t length = std::min(words.find(' '), words.size());
    const std::string_view word = words.substr(0, length);
    words.remove_prefix(std::min(length + 1, words.size()));
    const Offset begin = to == at ? at : scan.blanks(to), end = scan.word(begin);
    const std::string_view found = scan.piece(begin, end);
    const bool glued = words.empty() && found.size() > word.size() && found.starts_with(word) &&
                       static_cast<unsigned char>(word[0]) >= 0x80 && is_digit(found[word.size()]);
    if (found != word && !glued) return {at, at};
    to = begin + static_cast<Offset>(word.size());
    reach = end;
  }
  if (scan.sign(reach).value == '(') {
    const Offset inner = reach + scan.sign(reach).length, closer = scan.word(inner);
    if (closer != inner && scan.sign(closer).value == ')') reach = closer + scan.sign(closer).length;
  }
  return {to, reach};
}

// The tokens of the line up to the place.
std::vector<Offset> tokens_before(const Scanner& scan, Offset place) {
  Offset at = place;
  while (at > 0 && scan.byte(at - 1) != '\n') --at;
  std::vector<Offset> tokens;
  for (at = scan.blanks(at); at <= place && at < scan.size();) {
    tokens.push_back(at);
    const Offset end = scan.token(at);
    if (end == at) break;
    at = scan.blanks(end);
  }
  return tokens;
}

}  // namespace

// "hours at least 20 hours": the text before the words is a whole expression, and the words were read as the next
// item's name. The message shows the comparison as it is to be written.
bool TreeBuilder::report_phrase(Offset item) {
  const std::vector<Offset> tokens = tokens_before(scan, std::max(farthest.at, item));
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    const Phrase* longest = nullptr;
    Offset end = tokens[i];
    for (const Phrase& phrase : all_phrases) {
      const WordsAt found = words_at(scan, tokens[i], phrase.words);
      const Offset next = scan.layout(found.reach);
      const bool read_as_name = item >= tokens[i] && item <= next;
      const auto all = cepol::syntax::keywords();
      const bool keyword = std::any_of(all.begin(), all.end(), [&](const KeywordEntry& one) {
        return one.en == phrase.words || one.zh == phrase.words;
      });
      if (found.end <= end || next < farthest.at || !(read_as_name || (tokens[i] == farthest.at && !keyword))) continue;
      longest = &phrase;
      end = found.end;
    }
    if (longest == nullptr) continue;
    const std::string_view meant = language_ == Language::zh ? longest->zh : longest->en;
    Diagnostic& problem = add(Code::no_declaration, tokens[i], end, {std::string(longest->words)});
    const Offset value = scan.blanks(end);
    const Offset value_end = std::max({scan.date(value), scan.number(value), scan.word(value)});
    if (meant.find("…") != std::string_view::npos || value_end == value) {
      problem.suggest(std::string(meant));
      return true;
    }
    std::size_t first = i;  // the name before it, with its row
    while (first >= 3 && scan.byte(tokens[first - 2]) == '.') first -= 2;
    const std::string_view before = scan.piece(tokens[first - 1], scan.word(tokens[first - 1]));
    const Offset begin = !before.empty() && !reserved(before) ? tokens[first - 1] : tokens[i];
    const Offset unit = scan.number(value) == value_end ? scan.unit(scan.blanks(value_end)) : value_end;
    const Offset last = std::max(unit, value_end);
    problem.span = span(begin, last);
    std::string right(scan.piece(begin, tokens[i]));
    // `total at least 90 hours`: the item says it already.
    if (before != spelling(Keyword::total, Language::zh) && before != spelling(Keyword::total, Language::en))
      right += std::string(meant) + " ";
    problem.suggest(right + std::string(scan.piece(value, last)));
    return true;
  }
  return false;
}

// A date that is not written as the language writes it, in which the text could not be read.
bool TreeBuilder::report_date(Offset item) {
  const Offset failed = std::max(farthest.at, item);
  for (const Offset at : tokens_before(scan, failed)) {
    std::size_t length = 0;
    const auto date = meant_date(scan.piece(at, scan.line_end(at)), length);
    if (!date || scan.layout(at + static_cast<Offset>(length)) < farthest.at) continue;
    const Offset end = at + static_cast<Offset>(length);
    const std::string shown = in_quotes(scan.piece(at, end));
    add(Code::unexpected, at, end, {"日期（写成 2025-05-31）", "a date, written as 2025-05-31", shown, shown})
        .suggest(*date);
    return true;
  }
  return false;
}

}  // namespace cepol::syntax
