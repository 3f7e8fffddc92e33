#include "tests/fuzz/mutate.hpp"

#include <algorithm>
#include <vector>

#include "lang/base/text.hpp"
#include "lang/syntax/keywords.hpp"
#include "tests/fuzz/sections.hpp"

namespace cepol::fuzz {

namespace {

using test::Random;
using Pieces = std::vector<std::string>;

constexpr std::string_view edge_numbers[] = {"0",
                                             "1",
                                             "-1",
                                             "2",
                                             "62",
                                             "63",
                                             "64",
                                             "100",
                                             "200",
                                             "201",
                                             "1000",
                                             "1900",
                                             "9999",
                                             "10000",
                                             "2147483647",
                                             "4294967295",
                                             "0.5",
                                             "1/3",
                                             "0.0001",
                                             "0.00001",
                                             "1e3",
                                             "1e400",
                                             "1.0E-4",
                                             "-0",
                                             "100%",
                                             "00",
                                             "2024-02-29",
                                             "2023-02-29",
                                             "0001-01-01",
                                             "9999-12-31",
                                             "2024-13",
                                             "2026",
                                             "1e18",
                                             "１２",
                                             "三",
                                             "2024年",
                                             "2024-01",
                                             "9223372036854775807",
                                             "9223372036854775808"};
constexpr std::string_view policy_signs[] = {"{", "}",  "(",  ")",  "[",  "]", ",",  ";", ":",  "\"", "「", "」",
                                             "+", "-",  "*",  "/",  "=",  "<", "<=", ">", ">=", "|",  "§",  "#",
                                             ".", "，", "；", "（", "）", "“", "\n", " ", "%",  "_"};
constexpr std::string_view notice_signs[] = {
    "一、",   "二、",  "三、",   "（一）",     "（二）",      "(1)",  "(2)",     "1.",       "2.",      "1.1 ",
    "1.2 ",   "(a) ",  "(b) ",   "(i) ",       "(ii) ",       "A. ",  "（1）",   "第一条",   "第二条 ", "第一章",
    "第一节", "附件1", "附件：", "Article 1 ", "Section 2. ", "§ 3 ", "Rule 5 ", "Part II ", "* ",      "# ",
    "- ",     "|",     "\t",     "\f",         "\n",          "\n\n", "。",      "，",       "；",      "：",
    "\r\n",   "⼈",    "\u200B", "①",          "十二、",      "Ⅱ"};
constexpr std::string_view table_signs[] = {
    ",", "\"", "\"\"", "\n",     "\r\n",   "\r", " ",  "\t", "合计", "小计",         "填表人：", "?", "？",
    "-", "—",  "\xFF", "\u00A0", "\u200B", "是", "否", "无", "'",    "\xEF\xBB\xBF", "，",       "、"};
constexpr std::string_view json_signs[] = {"{",    "}",    "[",     "]",       ",",       ":",  "\"",
                                           "null", "true", "false", "\\u0000", "\\ud800", "\\", "\n",
                                           "{}",   "[]",   "\"\"",  "\xFF",    "1e999",   "-",  "\t"};

template <class List>
const auto& any_of(const List& list, Random& random) {
  return list[random.below(std::size(list))];
}

enum class Kind { word, number, blank, sign };

Kind kind_of(char32_t c) {
  if (c >= '0' && c <= '9') return Kind::number;
  if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_') return Kind::word;
  if (c == ' ' || c == '\n' || c == '\r' || c == '\t') return Kind::blank;
  if (c < 0x80 || (c >= 0x2000 && c < 0x3040) || c >= 0xFF00) return Kind::sign;
  return Kind::word;
}

// Words, numbers, runs of blanks, single signs; bytes that are not UTF-8 are signs.
Pieces tokens_of(std::string_view text) {
  Pieces tokens;
  const std::size_t valid = invalid_utf8(text).value_or(text.size());
  Kind last = Kind::sign;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint one = at < valid ? code_point_at(text, at) : CodePoint{0xFFFD, 1};
    const Kind kind = kind_of(one.value);
    if (kind == Kind::sign || kind != last || tokens.empty()) tokens.emplace_back();
    tokens.back() += text.substr(at, one.length);
    last = kind;
    at += one.length;
  }
  return tokens;
}
bool is_word(const std::string& token) {
  return !token.empty() && !invalid_utf8(token) && kind_of(code_point_at(token, 0).value) == Kind::word;
}
bool is_number(const std::string& token) { return !token.empty() && is_digit(token[0]); }

// Each with its line end.
Pieces lines_of(std::string_view text) {
  Pieces lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    lines.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return lines;
}

// Lines that begin in the first column, with those below that do not.
Pieces declarations_of(std::string_view text) {
  Pieces declarations;
  for (std::string& line : lines_of(text))
    if (declarations.empty() || (line[0] != ' ' && line[0] != '}' && line[0] != '\n'))
      declarations.push_back(std::move(line));
    else
      declarations.back() += line;
  return declarations;
}

// Cells with the signs that end them.
Pieces cells_of(std::string_view text) {
  Pieces cells;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(",\n", at), text.size() - 1) + 1;
    cells.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return cells;
}

std::string whole(const Pieces& pieces) {
  std::string text;
  for (const std::string& piece : pieces) text += piece;
  return text;
}

void rearrange(Pieces& pieces, Random& random) {
  if (pieces.empty()) return;
  const std::size_t one = random.below(pieces.size()), other = random.below(pieces.size());
  const auto at = [&](std::size_t index) { return pieces.begin() + static_cast<std::ptrdiff_t>(index); };
  switch (random.below(4)) {
    case 0: std::swap(pieces[one], pieces[other]); return;
    case 1: pieces.insert(at(other), std::string(pieces[one])); return;
    case 2: pieces.erase(at(one)); return;
    default: pieces[one] = std::string(pieces[other]); return;
  }
}

std::string any_keyword(Random& random) {
  const auto& entry = any_of(syntax::keywords(), random);
  return std::string(random.chance(2) ? entry.en : entry.zh);
}

std::string sign_for(Shape shape, Random& random) {
  switch (shape) {
    case Shape::notice: return std::string(any_of(notice_signs, random));
    case Shape::table: return std::string(any_of(table_signs, random));
    case Shape::json: return std::string(any_of(json_signs, random));
    case Shape::plain:
      return random.chance(2) ? to_utf8(static_cast<char32_t>(random.below(0xD800)))
                              : std::string(any_of(table_signs, random));
    case Shape::policy:
    case Shape::amendment:
    case Shape::variants: break;
  }
  return std::string(any_of(policy_signs, random));
}

bool of_policies(Shape shape) {
  return shape == Shape::policy || shape == Shape::amendment || shape == Shape::variants;
}

// One token becomes another, is joined by one, or goes.
void change_token(Shape shape, Pieces& tokens, Random& random) {
  if (tokens.empty()) return tokens.push_back(sign_for(shape, random));
  std::size_t at = random.below(tokens.size());
  while (at + 1 < tokens.size() && tokens[at][0] == ' ') ++at;
  std::string& token = tokens[at];
  const std::string& other = any_of(tokens, random);
  switch (random.below(8)) {
    case 0: token = is_number(token) ? std::string(any_of(edge_numbers, random)) : other; return;
    case 1: token += " " + (of_policies(shape) ? any_keyword(random) : sign_for(shape, random)) + " "; return;
    case 2: token = of_policies(shape) ? any_keyword(random) : sign_for(shape, random); return;
    case 3: token += sign_for(shape, random); return;
    case 4: token.clear(); return;
    case 5: token += other; return;
    default: break;
  }
  // A name by a name, a number by a number.
  const bool word = is_word(token), number = is_number(token);
  for (std::size_t tries = 0; tries < 20; ++tries) {
    const std::string& one = any_of(tokens, random);
    if ((word && is_word(one)) || (number && is_number(one))) {
      if (one != token) return void(token = std::string(one));
    }
  }
  if (number) token = any_of(edge_numbers, random);
}

// Most changes are made to inputs that are short, or are made so: a long one takes as long as several short ones, and
// what it reaches, short ones mostly reach too. One in so many stays as long as it is.
constexpr std::size_t usual_length = 700, one_long_in = 5;

// At most about so many bytes: the first declaration (or line), which mostly is the header, and some that follow one
// another.
std::string shortened(Shape shape, std::string_view text, std::size_t most, Random& random) {
  if (text.size() <= most) return std::string(text);
  const Pieces pieces = of_policies(shape) ? declarations_of(text) : lines_of(text);
  std::string kept = pieces[0];
  for (std::size_t at = 1 + random.below(pieces.size()); at < pieces.size() && kept.size() + pieces[at].size() <= most;
       ++at)
    kept += pieces[at];
  return kept;
}

std::string changed(Shape shape, std::string_view text, Random& random) {
  const std::size_t choice = random.below(10);
  Pieces pieces;
  if (choice < 5) {
    pieces = tokens_of(text);
    change_token(shape, pieces, random);
  } else {
    const bool table = shape == Shape::table;
    pieces = choice == 5                        ? tokens_of(text)
             : choice < 8 && of_policies(shape) ? declarations_of(text)
             : choice < 8 && table              ? cells_of(text)
                                                : lines_of(text);
    rearrange(pieces, random);
  }
  return whole(pieces);
}

}  // namespace

std::string mutated(Shape shape, std::string_view input, Random& random) {
  std::vector<std::string> sections;
  const auto given = sections_of(input);
  const bool stays_long = shape == Shape::variants || random.chance(one_long_in);
  for (const std::string_view section : given)
    sections.push_back(stays_long ? std::string(section)
                                  : shortened(shape, section, usual_length / given.size(), random));
  // The new policy is a variant of the old one.
  if (shape == Shape::variants && (sections.size() < 2 || random.chance(8))) {
    sections.resize(2);
    sections[1] = sections[0];
  }
  for (std::size_t count = 1 + random.below(4); count > 0; --count) {
    std::size_t at = random.below(sections.size());
    if (shape == Shape::variants && !random.chance(6)) at = 1;
    sections[at] = changed(shape, sections[at], random);
  }
  return joined(sections);
}

}  // namespace cepol::fuzz
