// Recognises the clause markers of English notices at the start of a line: Article 3, Sec. 4, (a), (i), A., I., 1.1.
#include <array>
#include <cctype>

#include "lang/base/text.hpp"
#include "lang/notice/clause_markers.hpp"

namespace cepol::notice {

namespace {

constexpr int most_roman = 39;

bool upper(char c) { return c >= 'A' && c <= 'Z'; }
bool lower(char c) { return c >= 'a' && c <= 'z'; }

std::string roman(int number) {
  constexpr std::array<std::string_view, 10> ones{"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
  return std::string(static_cast<std::size_t>(number / 10), 'x') +
         std::string(ones[static_cast<std::size_t>(number % 10)]);
}
std::optional<int> roman_number(std::string_view text) {
  for (int number = 1; number <= most_roman; ++number)
    if (roman(number) == text) return number;
  return std::nullopt;
}
// a .. z, then aa .. zz.
std::optional<int> letter_number(std::string_view text) {
  if (text.size() == 1) return text[0] - 'a' + 1;
  if (text.size() == 2 && text[0] == text[1]) return text[0] - 'a' + 27;
  return std::nullopt;
}
std::string letters(int number) {
  return number <= 26 ? std::string(1, static_cast<char>('a' + number - 1))
                      : std::string(2, static_cast<char>('a' + number - 27));
}
std::string lowered(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
  return result;
}
std::string raised(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
  return result;
}

// Is the text after a number English, or empty? Else the marker, (a) in a Chinese notice, is not a clause marker.
bool english_follows(std::string_view rest) {
  rest.remove_prefix(blanks(rest));
  const auto quoted = [&](std::string_view quote) { return rest.starts_with(quote); };
  return rest.empty() || static_cast<unsigned char>(rest.front()) < 0x80 || quoted("“") || quoted("‘") || quoted("§");
}
bool title_follows(std::string_view rest) {
  if (blanks(rest) == 0) return false;
  rest.remove_prefix(blanks(rest));
  if (rest.empty()) return false;
  return upper(rest.front()) || rest.front() == '"' || rest.front() == '(' || rest.starts_with("“");
}

// 4, 4.2, 1910-12, 5A
std::size_t number_length(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && is_digit(text[length])) ++length;
  if (length == 0 || length > 6) return 0;
  while (length + 1 < text.size() && (text[length] == '.' || text[length] == '-') && is_digit(text[length + 1])) {
    ++length;
    while (length < text.size() && is_digit(text[length])) ++length;
  }
  if (length < text.size() && upper(text[length]) &&
      (length + 1 == text.size() || !std::isalnum(static_cast<unsigned char>(text[length + 1]))))
    ++length;
  return length;
}
int leading_number(std::string_view text) {
  int number = 0;
  for (std::size_t i = 0; i < text.size() && is_digit(text[i]); ++i) number = number * 10 + (text[i] - '0');
  return number;
}

void add_lettered(std::vector<ClauseMarker>& markers, std::string_view text, std::size_t length, char32_t letter_kind,
                  char32_t roman_kind, bool brackets) {
  const std::string low = lowered(text);
  auto add = [&](std::optional<int> number, char32_t kind) {
    if (!number) return;
    ClauseMarker marker{Level::nested, brackets ? "(" + std::string(text) + ")" : std::string(text), *number, length,
                        kind};
    marker.english = true;
    markers.push_back(std::move(marker));
  };
  add(letter_number(low), letter_kind);
  add(roman_number(low), roman_kind);
}

std::optional<ClauseMarker> decimal(std::string_view line) {
  ClauseMarker marker{Level::nested, {}, 0, 0, kinds::decimal};
  marker.english = true;
  std::size_t at = 0;
  for (;;) {
    const std::size_t begin = at;
    while (at < line.size() && is_digit(line[at])) ++at;
    if (at == begin || at - begin > 3) break;
    marker.parts.push_back(leading_number(line.substr(begin, at - begin)));
    marker.length = at;
    if (at + 1 >= line.size() || line[at] != '.' || !is_digit(line[at + 1])) break;
    ++at;
  }
  if (marker.parts.size() < 2 || marker.length != at) return std::nullopt;
  marker.label = line.substr(0, at);
  marker.number = marker.parts.back();
  if (at < line.size() && line[at] == '.') ++marker.length;
  if (!title_follows(line.substr(marker.length))) return std::nullopt;
  return marker;
}

}  // namespace

std::optional<ClauseMarker> heading_marker_of(std::string_view line) {
  struct HeadingWord {
    std::string_view written, label;
  };
  constexpr std::array<HeadingWord, 8> words{HeadingWord{"article", "Article"},
                                             {"section", "Section"},
                                             {"sec.", "Section"},
                                             {"rule", "Rule"},
                                             {"part", "Part"},
                                             {"chapter", "Chapter"},
                                             {"§§", {}},
                                             {"§", ""}};
  const std::string low = lowered(line.substr(0, 16));
  for (const HeadingWord& word : words) {
    if (!low.starts_with(word.written)) continue;
    if (word.label.data() == nullptr) return std::nullopt;
    if (!word.label.empty() && !upper(line.front())) return std::nullopt;
    std::size_t at = word.written.size();
    const std::size_t gap = blanks(line.substr(at));
    if (gap == 0 && !word.label.empty()) return std::nullopt;
    at += gap;
    std::size_t length = number_length(line.substr(at));
    int number = leading_number(line.substr(at, length));
    if (length == 0 && !word.label.empty()) {
      while (at + length < line.size() && upper(line[at + length])) ++length;
      number = roman_number(lowered(line.substr(at, length))).value_or(0);
      if (number == 0) return std::nullopt;
    }
    if (length == 0) return std::nullopt;
    ClauseMarker marker{Level::chapter, std::string(word.label) + std::string(line.substr(at, length)), number,
                        at + length, word.label.empty() ? U'§' : static_cast<char32_t>(word.label.front())};
    marker.english = true;
    std::string_view rest = line.substr(marker.length);
    for (std::string_view sign : {".", ":", "—", "–"})
      if (rest.starts_with(sign)) {
        marker.length += sign.size();
        rest.remove_prefix(sign.size());
        if (!english_follows(rest)) return std::nullopt;
        return marker;
      }
    if (rest.starts_with("(")) return marker;  // Section 4(a)
    for (std::string_view sign : {"- ", "— ", "– "})
      if (blanks(rest) > 0 && rest.substr(blanks(rest)).starts_with(sign)) {
        marker.length += blanks(rest) + sign.size();
        return marker;
      }
    if (!rest.empty() && !title_follows(rest)) return std::nullopt;
    return marker;
  }
  return std::nullopt;
}

std::optional<ClauseMarker> bare_marker_of(std::string_view line) {
  std::size_t length = 0;
  while (length < line.size() && is_digit(line[length])) ++length;
  if (length == 0 || length > 3 || !title_follows(line.substr(length))) return std::nullopt;
  ClauseMarker marker{Level::item, std::string(line.substr(0, length)), leading_number(line.substr(0, length)), length};
  marker.plain = false;
  return marker;
}

std::optional<ClauseMarker> lettered_marker_of(std::string_view line) {
  if (line.size() < 3 || !upper(line[0]) || line[1] != '.') return std::nullopt;
  std::size_t at = 1;
  while (at + 1 < line.size() && line[at] == '.' && is_digit(line[at + 1])) {
    const std::size_t begin = ++at;
    while (at < line.size() && is_digit(line[at])) ++at;
    if (at - begin > 3) return std::nullopt;
  }
  if (at == 1) return std::nullopt;
  ClauseMarker marker{Level::nested, std::string(line.substr(0, at)), 0, at, kinds::lettered};
  marker.english = true;
  marker.number = leading_number(line.substr(line.rfind('.', at - 1) + 1));
  if (at < line.size() && line[at] == '.') ++marker.length;
  if (!title_follows(line.substr(marker.length))) return std::nullopt;
  return marker;
}

std::vector<ClauseMarker> nested_markers_of(std::string_view line) {
  std::vector<ClauseMarker> markers;
  if (line.empty()) return markers;
  if (is_digit(line.front())) {
    if (auto marker = decimal(line)) markers.push_back(std::move(*marker));
    return markers;
  }
  const bool brackets = line.front() == '(';
  const std::size_t begin = brackets ? 1 : 0;
  std::size_t end = begin;
  while (end < line.size() && end - begin < 6 && (lower(line[begin]) ? lower(line[end]) : upper(line[end]))) ++end;
  if (end == begin || end == line.size() || line[end] != (brackets ? ')' : '.')) return markers;
  const std::string_view text = line.substr(begin, end - begin), rest = line.substr(end + 1);
  const bool small = lower(text.front());
  if (brackets ? !english_follows(rest) : small || !title_follows(rest)) return markers;
  if (brackets)
    add_lettered(markers, text, end + 1, small ? kinds::letter : kinds::capital,
                 small ? kinds::roman : kinds::capital_roman, true);
  else
    add_lettered(markers, text, end + 1, kinds::heading, kinds::roman_heading, false);
  return markers;
}

std::string label_after(const ClauseMarker& marker) {
  const bool is_roman =
      marker.kind == kinds::roman || marker.kind == kinds::capital_roman || marker.kind == kinds::roman_heading;
  const std::string next = is_roman ? roman(marker.number + 1) : letters(marker.number + 1);
  if (marker.kind == kinds::letter || marker.kind == kinds::roman) return "(" + next + ")";
  if (marker.kind == kinds::capital || marker.kind == kinds::capital_roman) return "(" + raised(next) + ")";
  return raised(next);
}

}  // namespace cepol::notice
