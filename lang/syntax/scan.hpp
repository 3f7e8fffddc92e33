// The scanner: token recognisers over valid UTF-8. Each returns where the token that starts at `at` ends, or `at` if
// there is none; none skips blanks before a token. The grammar's leaf rules, the recovery after errors and the error
// messages all use them, so they agree about what a token is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "lang/diagnostics/diagnostic.hpp"
#include "lang/syntax/tree.hpp"

namespace cepol::syntax {

using Offset = std::uint32_t;

struct Sign {  // a punctuation mark: its half-width twin and its length; value 0: none
  char value = 0;
  Offset length = 0;
};
constexpr char closer_of(char open) { return open == '(' ? ')' : open == '[' ? ']' : '}'; }

struct Letter {
  char32_t value = 0;
  Offset length = 0;
};

struct Operator {
  Keyword keyword = Keyword::none_;
  Offset end = 0;
};

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  Offset size() const { return static_cast<Offset>(text_.size()); }
  std::string_view text() const { return text_; }
  std::string_view piece(Offset begin, Offset end) const { return text_.substr(begin, end - begin); }
  char byte(Offset at) const { return at < text_.size() ? text_[at] : '\0'; }
  Letter letter(Offset at) const;  // the code point there; length 0 at the end

  Offset layout(Offset at) const;  // after blanks, line ends and comments
  Offset blanks(Offset at) const;  // after blanks of this line
  bool at_line_end(Offset at) const;
  Offset line_end(Offset at) const;
  bool first_of_line(Offset at) const;  // nothing but blanks before it on its line
  bool column_one(Offset at) const;

  // A declaration's keyword in the first column with a name, string or clause after it on the line. It is not a name,
  // whatever the grammar expects, so that an unfinished declaration does not consume the next one.
  bool declaration_head(Offset at) const;

  Sign sign(Offset at) const;
  Operator operator_at(Offset at) const;
  Offset word(Offset at) const;  // name characters, digits among them
  Offset name(Offset at) const;  // a name, or 「…」 or `…`
  Offset unit(Offset at) const;  // a name that may follow a number
  Offset keyword(Offset at, Keyword keyword) const;
  Offset string(Offset at) const;
  Offset number(Offset at) const;
  Offset date(Offset at) const;
  Offset path(Offset at) const;
  Offset clause(Offset at) const;
  Offset cell(Offset at, bool in_table) const;
  Offset balanced(Offset at) const;  // from a { to the end of its }; `at` if there is no { or it is not closed
  Offset token(Offset at) const;     // what a message shows as found: a word, a string, a number, one character
  // The first Cyrillic or Greek letter that looks Latin in a word that has Latin letters; `end`: none.
  Offset odd_letter(Offset begin, Offset end) const;
  bool opens_quote(Offset at) const;  // ", “, 「 or `

 private:
  Offset raw_cell(Offset at, bool in_table, bool pairing) const;
  Offset spelled(Offset at, std::string_view words) const;
  Offset clause_word(Offset at) const;

  std::string_view text_;
  mutable Offset layout_from_ = UINT32_MAX, layout_to_ = 0;
};

// Text that could not stand as a name by itself, in the quotes that names have in a policy of the language.
std::string quoted_name(std::string_view text, Language language);

bool name_character(char32_t value);
// The character that a character looks like, which is to be written instead: of the language, or the ordinary
// ideograph; "" if none.
std::string meant_by(char32_t value);

}  // namespace cepol::syntax
