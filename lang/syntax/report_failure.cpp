// Error messages for text that the grammar does not accept: from the farthest position that any rule reached and the
// set of tokens expected there, with suggestions for frequent mistakes.
#include <algorithm>

#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"
#include "lang/syntax/tree_builder.hpp"
#include "lang/syntax/written_dates.hpp"

namespace cepol::syntax {
namespace {

std::string code_point_name(char32_t value) {
  static constexpr char hex[] = "0123456789ABCDEF";
  std::string digits;
  for (char32_t rest = value; rest != 0 || digits.size() < 4; rest >>= 4)
    digits.insert(digits.begin(), hex[rest & 0xF]);
  return "U+" + digits;
}

std::string in_quotes(std::string_view text) { return "“" + std::string(text) + "”"; }

std::string words_of(std::size_t expected, Language of_file, Language language) {
  const bool zh = language == Language::zh;
  if (expected < static_cast<std::size_t>(ExpectedToken::signs))
    return in_quotes(spelling(static_cast<Keyword>(expected), of_file));
  if (expected < static_cast<std::size_t>(ExpectedToken::name))
    return in_quotes(std::string(1, static_cast<char>(expected - static_cast<std::size_t>(ExpectedToken::signs))));
  switch (static_cast<ExpectedToken>(expected)) {
    case ExpectedToken::name: return zh ? "名称" : "a name";
    case ExpectedToken::string: return zh ? "引号里的文字" : "text in quotes";
    case ExpectedToken::number: return zh ? "数" : "a number";
    case ExpectedToken::date: return zh ? "日期" : "a date";
    case ExpectedToken::path: return zh ? "政策或模块的短名" : "the short name of a policy or module";
    case ExpectedToken::clause: return zh ? "条款，如 §三(五)" : "a clause such as §3(5)";
    case ExpectedToken::cell: return zh ? "值" : "a value";
    case ExpectedToken::type: return zh ? "类型（文本、数、日期等）" : "a type (text, number, date, …)";
    case ExpectedToken::expression: return zh ? "值或算式" : "a value or a formula";
    case ExpectedToken::row: return zh ? "换行" : "a new line";
    case ExpectedToken::signs:
    case ExpectedToken::count: break;  // no expectation: the bounds of the ranges
  }
  return {};
}

std::string listed(const ExpectedSet& set, Language of_file, Language language) {
  constexpr std::size_t most = 8;
  const bool zh = language == Language::zh;
  std::vector<std::string> words;
  for (std::size_t i = set.size(); i-- > 0;)
    if (set[i]) words.push_back(words_of(i, of_file, language));
  const bool cut = words.size() > most;
  if (cut) words.resize(most);
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() && !cut ? (zh ? "或" : " or ") : (zh ? "、" : ", ");
    text += words[i];
  }
  return cut ? text + (zh ? "等" : ", …") : text;
}

}  // namespace

void add_look_alike(Problems& problems, const Scanner& scan, SourceId source, Offset at) {
  const auto [value, length] = scan.letter(at);
  const std::string meant = meant_by(value);
  problems
      .add(Code::look_alike, {source, at, at + length},
           {code_point_name(value), std::string(scan.piece(at, at + length)), meant})
      .suggest(meant);
}

Diagnostic& TreeBuilder::add(Code code, Offset begin, Offset end, std::vector<std::string> arguments) {
  return problems.add(code, span(begin, end), std::move(arguments));
}

// Reports text that is not a token: an unfinished string, a character that looks like another one. False: the text at
// `at` is a token.
bool TreeBuilder::report_character(Offset at) {
  if (at >= scan.size()) return false;
  const auto [value, length] = scan.letter(at);
  if (scan.opens_quote(at)) {
    if (scan.string(at) != at || scan.name(at) != at) return false;
    const Offset end = scan.line_end(at);
    const bool name = value == U'「';
    if (name && scan.piece(at, end).find("」") != std::string_view::npos) return false;
    add(name ? Code::unterminated_name : Code::unterminated_string, at, end);
    return true;
  }
  if (const Offset end = scan.word(at); end != at) {
    const Offset odd = scan.odd_letter(at, end);
    if (odd != end) add_look_alike(problems, scan, source_, odd);
    return odd != end;
  }
  if (scan.sign(at).length != 0 || scan.operator_at(at).keyword != Keyword::none_ || value == U'§') return false;
  const std::string name = code_point_name(value), shown(scan.piece(at, at + length));
  if (is_invisible(value)) {
    add(Code::invisible_character, at, at + length, {name});
  } else if (!meant_by(value).empty()) {
    add_look_alike(problems, scan, source_, at);
  } else if (value < 0x20 || value == 0x7F) {
    add(Code::control_character, at, at + length, {name});
  } else {
    add(Code::stray_character, at, at + length, {name, shown});
  }
  return true;
}

bool TreeBuilder::expects_closer() const {
  return farthest.open != nowhere &&
         farthest.expected[static_cast<std::size_t>(expected_sign(closer_of(scan.sign(farthest.open).value)))];
}

void TreeBuilder::also_open(Diagnostic& problem, Offset open) const {
  problem.also(span(open, open + scan.sign(open).length), "左括号在这里", "it is opened here");
}

bool TreeBuilder::report_unclosed(Offset at) {
  if (farthest.open == nowhere) return false;
  const char open = scan.sign(farthest.open).value, closer = closer_of(open), found = scan.sign(at).value;
  if (!expects_closer()) return false;
  const bool other_closer = found != closer && (found == ')' || found == ']' || found == '}');
  if (at < scan.size() && !other_closer && !declaration_line(at)) return false;
  also_open(add(Code::unclosed_bracket, at, scan.token(at), {std::string(1, open), std::string(1, closer)}),
            farthest.open);
  return true;
}

// The Chinese keyword that a word starts with, where that keyword is expected and a name is not: 当性别, 且乙.
std::string_view TreeBuilder::glued_keyword(std::string_view word) const {
  const auto wants = [this](ExpectedToken e) { return farthest.expected[static_cast<std::size_t>(e)]; };
  std::string_view longest;
  if (wants(ExpectedToken::name) || wants(ExpectedToken::expression)) return longest;
  for (const KeywordEntry& entry : cepol::syntax::keywords()) {
    const bool fits = wants(expected_keyword(entry.keyword)) || entry.reservation == Reservation::kept;
    if (fits && word.size() > entry.zh.size() && word.starts_with(entry.zh) && entry.zh.size() > longest.size())
      longest = entry.zh;
  }
  return longest;
}

// "f (x)": the blank before the bracket keeps it from being a call.
bool TreeBuilder::call_with_blank(Offset bracket) const {
  Offset at = bracket;
  while (at > 0 && (scan.byte(at - 1) == ' ' || scan.byte(at - 1) == '\t')) --at;
  if (at == bracket || at == 0) return false;
  Offset last = at - 1;
  while (last > 0 && (static_cast<unsigned char>(scan.byte(last)) & 0xC0) == 0x80) --last;
  return name_character(scan.letter(last).value);
}

void TreeBuilder::suggest_keyword(Diagnostic& problem, Offset at) const {
  const Offset end = scan.word(at);
  if (end == at) return;
  const std::string_view word = scan.piece(at, end);
  const auto is_expected = [this](Keyword keyword) {
    return farthest.expected[static_cast<std::size_t>(keyword)] ||
           (keyword == Keyword::not_ && farthest.expected[static_cast<std::size_t>(ExpectedToken::expression)]);
  };
  static constexpr std::pair<std::string_view, Keyword> guesses[] = {
#define GUESS(word, keyword) {word, Keyword::keyword},
#include "lang/syntax/guesses.def"
#undef GUESS
  };
  for (const auto& [guess, keyword] : guesses)
    if (guess == word && is_expected(keyword)) {
      problem.suggest(std::string(spelling(keyword, language_)));
      return;
    }
  std::vector<std::string> candidates;
  for (const KeywordEntry& entry : cepol::syntax::keywords())
    if (farthest.expected[static_cast<std::size_t>(entry.keyword)]) {
      candidates.emplace_back(entry.en);
      candidates.emplace_back(entry.zh);
    }
  if (auto nearest = nearest_name(word, candidates)) problem.suggest(*nearest);
}

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

// Suggests the operator for one of another language, at this place or one character before.
void TreeBuilder::suggest_sign(Diagnostic& problem, Offset at) const {
  struct Foreign {
    std::string_view sign, zh, en;
  };
  static constexpr Foreign signs[] = {
#define GUESS_SIGN(sign, zh, en) {sign, zh, en},
#include "lang/syntax/guesses.def"
#undef GUESS_SIGN
  };
  const auto end_of = [this](Offset from, std::string_view sign) {
    for (char c : sign) {
      const Sign found = scan.sign(from);
      if (found.value != c && scan.byte(from) != c) return nowhere;
      from += found.length == 0 ? 1 : found.length;
    }
    return from;
  };
  Offset before = at == 0 ? at : at - 1;
  while (before > 0 && (static_cast<unsigned char>(scan.byte(before)) & 0xC0) == 0x80) --before;
  for (const Foreign& foreign : signs)
    for (const Offset begin : {at, before}) {
      const Offset end = end_of(begin, foreign.sign);
      if (end == nowhere || end <= at) continue;
      problem.span = span(begin, end);
      problem.suggest(std::string(language_ == Language::zh ? foreign.zh : foreign.en));
      const std::string shown(scan.piece(begin, end));
      if (problem.code == Code::unexpected) problem.arguments[2] = problem.arguments[3] = in_quotes(shown);
      if (problem.code == Code::no_declaration) problem.arguments[0] = shown;
      return;
    }
}

void TreeBuilder::report_expected(Offset at) {
  const Offset end = scan.token(at);
  std::string_view text = scan.piece(at, end);
  std::string shown(text);
  if (text.size() > 60) {
    Offset cut = at;
    while (cut < at + 60) cut += scan.letter(cut).length;
    shown = std::string(scan.piece(at, cut)) + "…";
  }
  const auto found = [&](Language language) {
    if (at < scan.size()) return in_quotes(shown);
    return std::string(language == Language::zh ? "文件末尾" : "the end of the file");
  };
  Diagnostic& problem =
      add(Code::unexpected, at, end,
          {listed(farthest.expected, language_, Language::zh), listed(farthest.expected, language_, Language::en),
           found(Language::zh), found(Language::en)});
  if (expects_closer() && scan.line_end(farthest.open) < at) also_open(problem, farthest.open);
  suggest_keyword(problem, at);
}

void TreeBuilder::report(Offset start, FailedPart part) {
  if (stopped()) return;
  const Offset at = farthest.at;
  const auto wants = [this](ExpectedToken e) { return farthest.expected[static_cast<std::size_t>(e)]; };
  const std::string_view word = scan.piece(at, scan.word(at));
  const char sign = scan.sign(at).value;
  if (too_deep != nowhere) {
    add(too_long ? Code::chain_too_long : Code::nesting_too_deep, too_deep, scan.token(too_deep),
        {std::to_string(too_long ? max_height : max_depth)});
  } else if (report_character(at)) {
    if (problems.list.back().code == Code::stray_character) suggest_sign(problems.list.back(), at);
  } else if (part != FailedPart::header && (report_date(start) || report_phrase(start))) {
  } else if (part == FailedPart::header && at == start) {
    Diagnostic& problem = add(Code::missing_header, at, scan.token(at));
    suggest_keyword(problem, at);
  } else if (part == FailedPart::declaration && at == start && (sign == ')' || sign == ']' || sign == '}')) {
    add(Code::unmatched_bracket, at, scan.token(at), {std::string(1, sign)});
  } else if (const std::string_view keyword = glued_keyword(word); !keyword.empty()) {
    add(Code::blank_after_keyword, at, scan.token(at), {std::string(keyword)})
        .suggest(std::string(keyword) + " " + std::string(word.substr(keyword.size())));
  } else if (sign == '(' && call_with_blank(at)) {
    add(Code::blank_before_bracket, at, scan.token(at));
  } else if (part == FailedPart::declaration && at == start && !word.empty() && scan.first_of_line(at)) {
    Diagnostic& problem = add(starts_declaration(word) ? Code::misplaced_header : Code::unknown_declaration, at,
                              scan.token(at), {std::string(word)});
    suggest_keyword(problem, at);
  } else if (part == FailedPart::declaration && at == start) {
    suggest_sign(add(Code::no_declaration, at, scan.token(at), {std::string(scan.piece(at, scan.token(at)))}), at);
  } else if (report_unclosed(at)) {
  } else if (wants(ExpectedToken::name) && reserved(word)) {
    add(Code::reserved_word, at, scan.token(at), {std::string(word)}).suggest("「" + std::string(word) + "」");
  } else if (wants(ExpectedToken::name) && is_digit(scan.byte(at)) && !wants(ExpectedToken::number)) {
    add(Code::name_starts_with_digit, at, scan.token(at), {std::string(word)}).suggest("「" + std::string(word) + "」");
  } else if (const Offset behind_if = scan.keyword(at, Keyword::if_);
             behind_if != at && wants(ExpectedToken::expression)) {
    const bool chinese = word == spelling(Keyword::if_, Language::zh);
    const auto spelled = [&](Keyword one) { return std::string(spelling(one, chinese ? Language::zh : Language::en)); };
    add(Code::choice_without_brackets, at, behind_if,
        {spelled(Keyword::if_), spelled(Keyword::then_), spelled(Keyword::else_)});
  } else {
    report_expected(at);
    if (part == FailedPart::item || !wants(ExpectedToken::name)) suggest_sign(problems.list.back(), at);
  }
  if (stopped()) add(Code::too_many_errors, at, at, {std::to_string(max_errors)});
}

}  // namespace cepol::syntax
