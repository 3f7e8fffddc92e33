// Error messages for text that the grammar does not accept: from the farthest position that any rule reached and the
// set of tokens expected there, with suggestions for frequent mistakes.
#include <algorithm>

#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"
#include "lang/syntax/tree_builder.hpp"

namespace cepol::syntax {
namespace {

std::string code_point_name(char32_t value) {
  static constexpr char hex[] = "0123456789ABCDEF";
  std::string digits;
  for (char32_t rest = value; rest != 0 || digits.size() < 4; rest >>= 4)
    digits.insert(digits.begin(), hex[rest & 0xF]);
  return "U+" + digits;
}

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
    const bool name = value == U'「' || value == U'`';
    const std::string closer = value == U'`' ? "`" : "」";
    if (name && scan.piece(at + length, end).find(closer) != std::string_view::npos) return false;
    if (name)
      add(Code::unterminated_name, at, end, {std::string(scan.piece(at, at + length)), closer});
    else
      add(Code::unterminated_string, at, end);
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

bool TreeBuilder::stands_behind(Offset at, Keyword keyword) const {
  const std::string_view before = trimmed(scan.piece(0, at));
  return before.ends_with(spelling(keyword, Language::zh)) || before.ends_with(spelling(keyword, Language::en));
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
  if (const Offset string = scan.string(at);
      string != at && farthest.expected[static_cast<std::size_t>(ExpectedToken::name)])
    suggest_name(problem, scan.piece(at, string));
  else
    suggest_keyword(problem, at);
}

// A string where a name belongs: a name with blanks in it has quotes of its own.
void TreeBuilder::suggest_name(Diagnostic& problem, std::string_view string) const {
  const std::size_t quote = string.starts_with('"') ? 1 : std::string_view("“").size();
  const std::string_view text = string.substr(quote, string.size() - 2 * quote);
  if (text.empty()) return;
  const bool plain = Scanner(text).name(0) == text.size();
  problem.suggest(plain ? std::string(text) : quoted_name(text, language_));
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
  } else if (part != FailedPart::header && report_misplaced(start, part)) {
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
    add(Code::reserved_word, at, scan.token(at), {std::string(word)}).suggest(quoted_name(word, language_));
  } else if (wants(ExpectedToken::name) && is_digit(scan.byte(at)) && !wants(ExpectedToken::number)) {
    add(Code::name_starts_with_digit, at, scan.token(at), {std::string(word)}).suggest(quoted_name(word, language_));
  } else if (sign == '{' && wants(ExpectedToken::expression) && stands_behind(at, Keyword::change)) {
    const Offset balanced = scan.balanced(at), end = balanced == at ? scan.token(at) : balanced;
    std::string_view values = scan.piece(at + scan.sign(at).length, end);
    if (values.ends_with("}")) values.remove_suffix(1);
    add(Code::choice_in_column, at, end, {on_one_line(trimmed(values))});
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
