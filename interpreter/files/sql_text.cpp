// Finds the ends of statements outside of quotes and comments, in the forms of PostgreSQL and SQLite.
#include "interpreter/files/sql_text.hpp"

#include <algorithm>

#include "lang/base/text.hpp"

namespace cepol::files {

namespace {

bool is_sql_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }
bool is_sql_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

class SqlScanner {
 public:
  explicit SqlScanner(std::string_view text) : text_(text) {}

  std::size_t at() const { return at_; }
  bool at_end() const { return at_ >= text_.size(); }

  void skip_blanks_and_comments() {
    while (!at_end() && (is_sql_blank(text_[at_]) || skip_comment())) at_ += is_blank_here() ? 1 : 0;
  }

  // Past a piece of a statement: a quoted text, a name, another character.
  void skip_piece() {
    const char c = text_[at_];
    if (c == '\'') {
      // E'…\'…'
      const bool escapes =
          at_ > 0 && (text_[at_ - 1] == 'E' || text_[at_ - 1] == 'e') && (at_ < 2 || !is_sql_name_byte(text_[at_ - 2]));
      return skip_quoted(c, escapes);
    }
    if (c == '"' || c == '`') return skip_quoted(c, false);
    if (c == '$' && (at_ == 0 || !is_sql_name_byte(text_[at_ - 1])) && skip_dollar_quoted()) return;
    ++at_;
  }

 private:
  bool starts(std::string_view what) const { return text_.substr(at_).starts_with(what); }
  bool is_blank_here() const { return !at_end() && is_sql_blank(text_[at_]); }

  bool skip_comment() {
    if (starts("--")) {
      at_ = std::min(text_.find('\n', at_), text_.size());
      return true;
    }
    if (!starts("/*")) return false;
    std::size_t depth = 0;
    do {
      if (starts("/*")) {
        ++depth;
        at_ += 2;
      } else if (starts("*/")) {
        --depth;
        at_ += 2;
      } else {
        ++at_;
      }
    } while (depth > 0 && !at_end());
    return true;
  }

  // A doubled quote is two texts side by side.
  void skip_quoted(char quote, bool escapes) {
    for (++at_; !at_end() && text_[at_] != quote; ++at_)
      if (escapes && text_[at_] == '\\') ++at_;
    at_ = std::min(at_ + 1, text_.size());
  }

  // $tag$ … $tag$
  bool skip_dollar_quoted() {
    std::size_t end = at_ + 1;
    while (end < text_.size() && is_sql_name_byte(text_[end])) ++end;
    if (end >= text_.size() || text_[end] != '$' || is_digit(text_[at_ + 1])) return false;
    const std::string_view tag = text_.substr(at_, end + 1 - at_);
    const std::size_t close = text_.find(tag, end + 1);
    at_ = close == std::string_view::npos ? text_.size() : close + tag.size();
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

bool may_begin_query(std::string_view statement) {
  if (statement.starts_with('(')) return true;
  std::string word;
  for (const char c : statement.substr(0, statement.find_first_of(" \t\r\n\f\v(*'\"/-")))
    word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  const std::string_view words[] = {"select", "with", "values", "table"};
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

}  // namespace

std::variant<std::string, QueryProblem> single_query(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  SqlScanner scanner(text);
  scanner.skip_blanks_and_comments();
  const std::size_t begin = scanner.at();
  std::size_t end = begin;
  while (!scanner.at_end() && text[scanner.at()] != ';') {
    scanner.skip_piece();
    end = scanner.at();
    scanner.skip_blanks_and_comments();
  }
  if (end == begin) return QueryProblem::none;
  while (!scanner.at_end()) {
    if (text[scanner.at()] != ';') return QueryProblem::several;
    scanner.skip_piece();
    scanner.skip_blanks_and_comments();
  }
  std::string statement(text.substr(begin, end - begin));
  if (!may_begin_query(statement)) return QueryProblem::other;
  return statement;
}

}  // namespace cepol::files
