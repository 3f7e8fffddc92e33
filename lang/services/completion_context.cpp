// Reads the text before the place by the scanner alone, so that it does not matter whether it parses.
#include "lang/services/completion_context.hpp"

#include <algorithm>

#include "lang/services/names.hpp"
#include "lang/syntax/keywords.hpp"

namespace cepol::services {

using syntax::Keyword;
using syntax::NodeKind;
using syntax::Offset;

namespace {

bool continues_word(char32_t value) { return syntax::name_character(value); }

// Where the word begins that ends at the place.
Offset begin_of_word(const syntax::Scanner& scan, Offset at) {
  Offset begin = at;
  while (begin > 0) {
    Offset before = begin - 1;
    while (before > 0 && (static_cast<unsigned char>(scan.byte(before)) & 0xC0) == 0x80) --before;
    const char32_t value = scan.letter(before).value;
    if (value == U'「') return before;
    if (!continues_word(value)) break;
    begin = before;
  }
  // §三(五: the word of a clause begins at its sign.
  for (Offset sign = begin; sign > 0 && at - sign < 40;) {
    Offset before = sign - 1;
    while (before > 0 && (static_cast<unsigned char>(scan.byte(before)) & 0xC0) == 0x80) --before;
    const char32_t value = scan.letter(before).value;
    if (value == U'§') return before;
    if (!continues_word(value) && std::u32string_view(U"()（）./").find(value) == std::u32string_view::npos) break;
    sign = before;
  }
  return begin;
}

// The line of the declaration that the place is in; 0: the header.
Offset begin_of_declaration(const syntax::Scanner& scan, Offset at) {
  Offset line = at;
  for (;;) {
    while (line > 0 && scan.byte(line - 1) != '\n') --line;
    const std::string_view word = scan.piece(line, scan.word(line));
    if (line < at && syntax::starts_declaration(word)) return line;
    if (line == 0) return 0;
    --line;
  }
}

bool within_quotes(const syntax::Scanner& scan, Offset line, Offset at) {
  for (Offset i = scan.blanks(line); i < at;) {
    if (scan.sign(i).value == '#') return true;
    if (scan.opens_quote(i) && scan.letter(i).value != U'「') {
      const Offset end = scan.string(i);
      if (end == i || end > at || (end == at && end - i == 1)) return true;
      i = end;
    } else {
      i += std::max<Offset>(scan.letter(i).length, 1);
    }
  }
  return false;
}

NodeKind kind_of(std::string_view word) {
  for (const Keyword keyword : syntax::keywords_spelled(word)) {
    switch (keyword) {
      case Keyword::unit: return NodeKind::unit;
      case Keyword::enumeration: return NodeKind::enumeration;
      case Keyword::record: return NodeKind::record;
      case Keyword::reading: return NodeKind::reading;
      case Keyword::define: return NodeKind::define;
      case Keyword::credit: return NodeKind::credit;
      case Keyword::equivalence: return NodeKind::equivalence;
      case Keyword::assessment: return NodeKind::assessment;
      case Keyword::requirement: return NodeKind::requirement;
      case Keyword::waiver: return NodeKind::waiver;
      case Keyword::decision: return NodeKind::decision;
      case Keyword::lookup_table: return NodeKind::table;
      case Keyword::warning: return NodeKind::warning;
      case Keyword::quota: return NodeKind::quota;
      case Keyword::results: return NodeKind::results;
      case Keyword::roster: return NodeKind::roster;
      case Keyword::inert: return NodeKind::inert;
      case Keyword::known: return NodeKind::known;
      case Keyword::example: return NodeKind::example;
      default: break;  // starts an amendment, or nothing
    }
  }
  return NodeKind::file;
}

}  // namespace

bool CompletionContext::is_at(Keyword keyword, std::size_t end) const {
  if (end == 0 || end > words.size() || words[end - 1].sign) return false;
  const std::string& last = words[end - 1].text;
  const syntax::KeywordEntry& entry = syntax::entry_of(keyword);
  if (last == entry.zh || last == entry.en) return true;
  // English keywords of several words.
  const std::size_t blank = entry.en.rfind(' ');
  return blank != std::string_view::npos && end > 1 && last == entry.en.substr(blank + 1) &&
         entry.en.ends_with(words[end - 2].text + " " + last);
}

std::vector<std::pair<char, std::size_t>> CompletionContext::open_brackets() const {
  std::vector<std::pair<char, std::size_t>> open;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words[i].sign || words[i].text.size() != 1) continue;
    const char c = words[i].text[0];
    if (c == '(' || c == '[' || c == '{') open.emplace_back(c, i);
    if ((c == ')' || c == ']' || c == '}') && !open.empty()) open.pop_back();
  }
  return open;
}

CompletionContext completion_context(const std::string& text, SourceId file, std::uint32_t offset) {
  const syntax::Scanner scan(text);
  CompletionContext context;
  const Offset begin = begin_of_word(scan, offset);
  context.replaced = {file, begin, offset};
  Offset line = offset;
  while (line > 0 && scan.byte(line - 1) != '\n') --line;
  context.in_text = within_quotes(scan, line, offset);
  if (context.in_text) return context;
  const Offset from = begin_of_declaration(scan, begin);
  context.expected = syntax::expected_at(text, from, begin);
  for (Offset at = scan.layout(from); at < begin;) {
    const Offset end = std::max(scan.token(at), at + 1);
    const char sign = scan.sign(at).value;
    if (sign != 0)
      context.words.push_back({std::string(1, sign), true});
    else
      context.words.push_back({unquoted(scan.piece(at, end)), false});
    at = scan.layout(sign != 0 ? at + scan.sign(at).length : end);
  }
  if (from < begin && !context.words.empty()) context.declaration = kind_of(context.words.front().text);
  return context;
}

Language language_of_text(std::string_view text) {
  const syntax::Scanner scan(text);
  for (Offset at = scan.layout(0); at < scan.size(); at = scan.layout(scan.line_end(at))) {
    const std::string_view word = scan.piece(at, scan.word(at));
    if (syntax::starts_declaration(word))
      return static_cast<unsigned char>(word[0]) < 0x80 ? Language::en : Language::zh;
  }
  return Language::zh;
}

}  // namespace cepol::services
