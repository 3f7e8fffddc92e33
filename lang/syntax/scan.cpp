// The token recognisers, written by hand over code points: names, numbers, dates, strings, paths, clauses, table cells,
// keywords of one or several words, blanks and comments. layout() caches its last result.
#include "lang/syntax/scan.hpp"

#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"
#include "lang/syntax/keywords.hpp"
#include "lang/syntax/synonyms.hpp"
#include "lang/syntax/written_dates.hpp"

namespace cepol::syntax {
namespace {

bool blank(char32_t c) { return c == ' ' || c == '\t' || c == 0xA0 || c == 0x3000; }
bool opening(char c) { return c == '(' || c == '[' || c == '{'; }
bool closing(char c) { return c == ')' || c == ']' || c == '}'; }

constexpr std::string_view left_quote = "“", right_quote = "”", left_corner = "「", right_corner = "」",
                           backquote = "`";

}  // namespace

std::string quoted_name(std::string_view text, Language language) {
  const bool corners = language == Language::zh || text.find(backquote) != std::string_view::npos;
  return corners ? std::string(left_corner) + std::string(text) + std::string(right_corner)
                 : std::string(backquote) + std::string(text) + std::string(backquote);
}

Letter Scanner::letter(Offset at) const {
  if (at >= text_.size()) return {};
  const auto byte_at = [this](Offset i) { return i < text_.size() ? static_cast<unsigned char>(text_[i]) : 0u; };
  const char32_t lead = byte_at(at);
  if (lead < 0x80) return {lead, 1};
  const auto more = [&](Offset i) { return static_cast<char32_t>(byte_at(at + i) & 0x3F); };
  if (lead < 0xE0) return {(lead & 0x1F) << 6 | more(1), 2};
  if (lead < 0xF0) return {(lead & 0x0F) << 12 | more(1) << 6 | more(2), 3};
  return {(lead & 0x07) << 18 | more(1) << 12 | more(2) << 6 | more(3), 4};
}

Offset Scanner::layout(Offset at) const {
  if (at == layout_from_) return layout_to_;
  const Offset from = at;
  if (at == 0 && text_.starts_with("\xEF\xBB\xBF")) at = 3;
  for (;;) {
    at = blanks(at);
    if (at_line_end(at) && at < size())
      ++at;
    else if (sign(at).value == '#')
      at = line_end(at);
    else
      break;
  }
  layout_from_ = from;
  layout_to_ = at;
  return at;
}

Offset Scanner::blanks(Offset at) const {
  for (;;) {
    const char c = byte(at);
    if (c == ' ' || c == '\t')
      ++at;
    else if (c == '\xC2' && byte(at + 1) == '\xA0')
      at += 2;
    else if (c == '\xE3' && byte(at + 1) == '\x80' && byte(at + 2) == '\x80')
      at += 3;
    else
      return at;
  }
}

bool Scanner::at_line_end(Offset at) const { return at >= size() || text_[at] == '\n' || text_[at] == '\r'; }

Offset Scanner::line_end(Offset at) const {
  while (!at_line_end(at)) ++at;
  return at;
}

bool Scanner::first_of_line(Offset at) const {
  while (at > 0 && text_[at - 1] != '\n' && text_[at - 1] != '\r') {
    Offset start = at - 1;
    while (start > 0 && (static_cast<unsigned char>(text_[start]) & 0xC0) == 0x80) --start;
    const char32_t c = letter(start).value;
    if (!blank(c) && !(start == 0 && c == 0xFEFF)) return false;
    at = start;
  }
  return true;
}

bool Scanner::column_one(Offset at) const {
  return at == 0 || text_[at - 1] == '\n' || text_[at - 1] == '\r' || (at == 3 && text_.starts_with("\xEF\xBB\xBF"));
}

Sign Scanner::sign(Offset at) const {
  const char c = byte(at);
  if (static_cast<unsigned char>(c) < 0x80) {
    static constexpr std::string_view signs = "(){}[],:;=<>+-*/|#%!.";
    return c != '\0' && signs.find(c) != std::string_view::npos ? Sign{c, 1} : Sign{};
  }
  if (c != '\xEF' && c != '\xC3' && c != '\xE3') return {};
  const Letter found = letter(at);
  if (found.value >= 0xFF01 && found.value <= 0xFF5E) {
    static constexpr std::string_view twins = "(){}[],:;=<>+-/|#%!";
    const char twin = static_cast<char>(found.value - 0xFEE0);
    return twins.find(twin) != std::string_view::npos ? Sign{twin, 3} : Sign{};
  }
  if (found.value == U'、') return {',', 3};
  if (found.value == U'×') return {'*', 2};
  if (found.value == U'÷') return {'/', 2};
  return {};
}

Operator Scanner::operator_at(Offset at) const {
  if (byte(at) == '\xE2') {
    const char32_t c = letter(at).value;
    return {c == U'≥'   ? Keyword::at_least
            : c == U'≤' ? Keyword::at_most_sign
            : c == U'≠' ? Keyword::not_equal
                        : Keyword::none_,
            at + 3};
  }
  const Sign first = sign(at);
  const Offset end = at + first.length;
  const Sign second = sign(end);
  const bool equals = second.value == '=';
  switch (first.value) {
    case '+': return {Keyword::plus, end};
    case '-': return {Keyword::minus, end};
    case '*': return {Keyword::times_sign, end};
    case '/': return {Keyword::divide, end};
    case '=': return {Keyword::equal, end};
    case '<': return equals ? Operator{Keyword::at_most_sign, end + second.length} : Operator{Keyword::less, end};
    case '>': return equals ? Operator{Keyword::at_least, end + second.length} : Operator{Keyword::greater, end};
    case '!': return equals ? Operator{Keyword::not_equal, end + second.length} : Operator{};
    default: return {};
  }
}

Offset Scanner::word(Offset at) const {
  for (;;) {
    const Letter next = letter(at);
    if (next.length == 0 || !name_character(next.value)) return at;
    at += next.length;
  }
}

bool Scanner::declaration_head(Offset at) const {
  if (!column_one(at)) return false;
  const Offset end = word(at);
  if (!starts_declaration(piece(at, end))) return false;
  const Offset next = blanks(end);
  return next != end && (name(next) != next || string(next) != next || clause(next) != next);
}

Offset Scanner::name(Offset at) const {
  for (const auto& [open, close] : {std::pair(left_corner, right_corner), std::pair(backquote, backquote)}) {
    if (text_.substr(at, open.size()) != open) continue;
    const Offset begin = at + static_cast<Offset>(open.size());
    for (Offset end = begin; !at_line_end(end); end += letter(end).length)
      if (text_.substr(end, close.size()) == close) return end == begin ? at : end + static_cast<Offset>(close.size());
    return at;
  }
  if (is_digit(byte(at))) return at;
  const Offset end = word(at);
  if (end == at || reserved(piece(at, end)) || keyword(at, Keyword::per_year) != at || declaration_head(at)) return at;
  return end;
}

Offset Scanner::unit(Offset at) const {
  const Offset end = name(at);
  if (end == at || cannot_be_unit(piece(at, end))) return at;
  if (worded_comparison(*this, at).keyword != Keyword::none_) return at;
  for (Keyword several : {Keyword::at_most, Keyword::each_year, Keyword::each_at_least, Keyword::needs_nothing})
    if (spelled(at, entry_of(several).en) != at) return at;
  return end;
}

// The words of an English keyword, blanks and line ends between them.
Offset Scanner::spelled(Offset at, std::string_view words) const {
  Offset end = at;
  while (true) {
    const std::size_t gap = words.find(' ');
    const std::string_view first = words.substr(0, gap);
    if (text_.substr(end, first.size()) != first) return at;
    end += static_cast<Offset>(first.size());
    const Letter after = letter(end);
    if (after.length != 0 && name_character(after.value)) return at;
    if (gap == std::string_view::npos) return end;
    words.remove_prefix(gap + 1);
    while (end < size() && (blank(letter(end).value) || at_line_end(end))) end += letter(end).length;
  }
}

Offset Scanner::keyword(Offset at, Keyword wanted) const {
  const KeywordEntry& entry = entry_of(wanted);
  const char c = byte(at);
  if (c == entry.en[0]) return spelled(at, entry.en);
  if (c != entry.zh[0] || text_.substr(at, entry.zh.size()) != entry.zh) return at;
  const Offset end = at + static_cast<Offset>(entry.zh.size());
  const Letter after = letter(end);
  if (after.length != 0 && name_character(after.value) &&
      !(after.value >= '0' && after.value <= '9' && entry.reservation != Reservation::open))
    return at;
  return end;
}

bool Scanner::opens_quote(Offset at) const {
  return byte(at) == '"' || byte(at) == '`' || text_.substr(at, 3) == left_quote || text_.substr(at, 3) == left_corner;
}

Offset Scanner::string(Offset at) const {
  const bool curly = text_.substr(at, left_quote.size()) == left_quote;
  if (!curly && byte(at) != '"') return at;
  for (Offset end = at + (curly ? 3 : 1); !at_line_end(end);) {
    if (text_[end] == '\\' && !at_line_end(end + 1)) {
      end += 1 + letter(end + 1).length;
    } else if (curly ? text_.substr(end, right_quote.size()) == right_quote : text_[end] == '"') {
      return end + (curly ? 3 : 1);
    } else {
      end += letter(end).length;
    }
  }
  return at;
}

Offset Scanner::number(Offset at) const {
  Offset end = at;
  while (is_digit(byte(end))) ++end;
  if (end == at) return at;
  if (byte(end) == '.' && is_digit(byte(end + 1))) {
    ++end;
    while (is_digit(byte(end))) ++end;
  }
  return end;
}

Offset Scanner::date(Offset at) const {
  const auto digits = [this](Offset& end, Offset most) {
    const Offset begin = end;
    while (is_digit(byte(end)) && end - begin < most) ++end;
    return end > begin && !is_digit(byte(end));
  };
  std::size_t length = 0;
  const bool may_begin = is_digit(byte(at)) || (byte(at) >= 'A' && byte(at) <= 'Z');
  if (may_begin && accepted_date(text_.substr(at, line_end(at) - at), length)) return at + static_cast<Offset>(length);
  Offset end = at;
  if (!digits(end, 4) || end - at != 4) return at;
  if (const Sign dash = sign(end); dash.value == '-') {
    end += dash.length;
    if (!digits(end, 2)) return at;
    const Sign second = sign(end);
    if (second.value != '-') return at;
    end += second.length;
    return digits(end, 2) ? end : at;
  }
  for (std::string_view mark : {"年", "月", "日"}) {
    if (text_.substr(end, 3) != mark) return at;
    end += 3;
    if (mark != "日" && !digits(end, 2)) return at;
  }
  return end;
}

// Words with - between them, as folders are named: hefei-shushan/2023.
Offset Scanner::path(Offset at) const {
  if (declaration_head(at)) return at;
  Offset end = word(at);
  while (end != at && (sign(end).value == '/' || byte(end) == '-')) {
    const Offset next = end + (byte(end) == '-' ? 1 : sign(end).length);
    const Offset part = word(next);
    if (part == next) return at;
    end = part;
  }
  return end;
}

// Name characters, and ideographs copied from a PDF: the clause's number may be (§⼀).
Offset Scanner::clause_word(Offset at) const {
  for (;;) {
    const Letter next = letter(at);
    if (next.length == 0 || !(name_character(next.value) || ordinary_ideograph(next.value) != 0)) return at;
    at += next.length;
  }
}

// Of another policy's notice: its path before the sign. A # right behind it with more (§一#2) is part of it, not a
// comment: it is then the path of no clause, and that is reported.
Offset Scanner::clause(Offset at) const {
  Offset mark = at;
  if (text_.substr(mark, 2) != "§") {
    mark = path(at);
    if (mark == at || text_.substr(mark, 2) != "§") return at;
  }
  const Offset begin = blanks(mark + 2);
  Offset end = begin, balanced = begin;
  for (int depth = 0;;) {
    const Sign found = sign(end);
    const Offset part = clause_word(end);
    if (part != end) {
      end = part;
    } else if (found.value == '(' || (found.value == ')' && depth > 0)) {
      depth += found.value == '(' ? 1 : -1;
      end += found.length;
    } else if (end != begin && (byte(end) == '.' || byte(end) == '-') && clause_word(end + 1) != end + 1) {
      ++end;
    } else if (depth == 0 && end != begin && found.value == '#' &&
               clause_word(end + found.length) != end + found.length) {
      return clause_word(end + found.length);
    } else {
      return balanced == begin ? at : balanced;
    }
    if (depth == 0) balanced = end;
  }
}

Offset Scanner::cell(Offset at, bool in_table) const {
  if (byte(at) == '"' || text_.substr(at, 3) == left_quote) {
    const Offset end = string(at);
    const Sign after = sign(end);
    const bool ended = at_line_end(end) || blanks(end) != end || closing(after.value) || after.value == '#' ||
                       (!in_table && (after.value == ',' || after.value == ';'));
    return ended ? end : at;
  }
  // Brackets that pair up belong to the cell with all between them; if they do not pair up, they are plain characters.
  const Offset paired = raw_cell(at, in_table, true);
  return paired != at ? paired : raw_cell(at, in_table, false);
}

Offset Scanner::raw_cell(Offset at, bool in_table, bool pairing) const {
  std::string open;
  Offset end = at, last = at;  // last: after the last character that is not a blank
  while (!at_line_end(end)) {
    const char found = sign(end).value;
    const bool is_blank = blanks(end) != end;
    if (found == '#' && (last != end || end == at)) break;
    if (open.empty() && closing(found)) break;
    if (in_table ? is_blank : open.empty() && (found == ',' || found == ';')) break;
    if (pairing && opening(found)) open += found;
    if (pairing && closing(found)) {
      if (found != closer_of(open.back())) return at;
      open.pop_back();
    }
    end += letter(end).length;
    if (!is_blank) last = end;
  }
  return open.empty() ? last : at;
}

Offset Scanner::balanced(Offset at) const {
  if (sign(at).value != '{') return at;
  std::string open;
  for (Offset end = at; end < size(); end = layout(end)) {
    const Sign found = sign(end);
    if (opens_quote(end)) {
      const Offset quoted = string(end) != end ? string(end) : name(end);
      end = quoted != end ? quoted : line_end(end);  // an open quote is reported when the block is parsed
      continue;
    }
    if (opening(found.value)) open += found.value;
    if (closing(found.value)) {
      if (found.value != closer_of(open.back())) return at;
      open.pop_back();
    }
    end += found.length != 0 ? found.length : letter(end).length;
    if (open.empty()) return end;
  }
  return at;
}

Offset Scanner::odd_letter(Offset begin, Offset end) const {
  bool latin = false;
  Offset odd = end;
  for (Offset at = begin; at < end;) {
    const auto [value, length] = letter(at);
    latin = latin || (value < 0x80 && value > '9');
    if (odd == end && value >= 0x370 && value < 0x590 && !meant_by(value).empty()) odd = at;
    at += length;
  }
  return latin ? odd : end;
}

Offset Scanner::token(Offset at) const {
  if (at >= size()) return at;
  for (Offset end : {clause(at), word(at), string(at), name(at)})
    if (end != at) return end;
  if (sign(at).length != 0) return at + sign(at).length;
  return at + letter(at).length;
}

}  // namespace cepol::syntax
