// Recognises the clause markers of Chinese notices at the start of a line: 附件1, 第一条, 一、, （一）, 1., （1）. Each
// kind has one function, tried in order.
#include "lang/notice/clause_markers.hpp"

#include <array>

#include "lang/base/text.hpp"

namespace cepol::notice {

namespace {

struct Number {
  int value = 0;
  std::size_t length = 0;  // bytes; 0: there is none
};

constexpr std::size_t most_certain = 3, most_figures = 6;  // four digits may be a year

Number arabic(std::string_view text, std::size_t most) {
  Number number;
  while (number.length < text.size() && text[number.length] >= '0' && text[number.length] <= '9') {
    if (number.length < most_figures) number.value = number.value * 10 + (text[number.length] - '0');
    ++number.length;
  }
  return number.length <= most ? number : Number{};
}

// 三, 十二, 二十, 一百零五, 一千二百六十
Number chinese(std::string_view text) {
  constexpr std::array<std::string_view, 10> digits{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  Number number;
  int digit = 0;
  while (number.length < text.size()) {
    const std::string_view rest = text.substr(number.length, 3);
    int value = -1;
    for (std::size_t i = 0; i < digits.size(); ++i)
      if (rest == digits[i]) value = static_cast<int>(i);
    if (value >= 0) {
      digit = value;
    } else if (rest == "十" || rest == "百" || rest == "千") {
      number.value += (digit == 0 ? 1 : digit) * (rest == "十" ? 10 : rest == "百" ? 100 : 1000);
      digit = 0;
    } else if (rest != "零") {
      break;
    }
    number.length += 3;
    if (number.length > 21) return {};
  }
  number.value += digit;
  return number;
}

bool ends_or_blank(std::string_view text) {
  return text.empty() || text.front() == ' ' || text.front() == '\t' || text.starts_with("\u3000");
}

// 第十二条, 第3章
std::optional<ClauseMarker> article(std::string_view line) {
  constexpr std::string_view first = "第";
  if (!line.starts_with(first)) return std::nullopt;
  const std::string_view rest = line.substr(first.size());
  const Number zh = chinese(rest), number = zh.length > 0 ? zh : arabic(rest, most_figures);
  if (number.length == 0) return std::nullopt;
  for (std::string_view kind : {"编", "章", "节", "条"}) {
    if (!rest.substr(number.length).starts_with(kind)) continue;
    const std::size_t length = first.size() + number.length + kind.size();
    ClauseMarker marker{Level::chapter, std::string(line.substr(0, length)), number.value, length,
                        code_point_at(kind, 0).value};
    marker.plain = ends_or_blank(line.substr(length));
    return marker;
  }
  return std::nullopt;
}

// 附件 2 alone on its line; 附件2：…; 附件：1. …
std::optional<ClauseMarker> annex(std::string_view line) {
  constexpr std::string_view word = "附件";
  if (!line.starts_with(word)) return std::nullopt;
  std::size_t at = word.size() + blanks(line.substr(word.size()));
  const Number zh = chinese(line.substr(at)), number = zh.length > 0 ? zh : arabic(line.substr(at), most_certain);
  const std::string label = std::string(word) + std::string(line.substr(at, number.length));
  at += number.length;
  at += blanks(line.substr(at));
  const std::string_view after = line.substr(at);
  if (after.empty()) return ClauseMarker{Level::annex, label, number.value, line.size()};
  if (!after.starts_with(":")) return std::nullopt;
  ClauseMarker marker{Level::annex, label, number.value, at + 1};
  marker.annex_list = number.length == 0 && after.size() > 1;
  return marker;
}

// （五） or （1）
std::optional<ClauseMarker> bracketed(std::string_view line) {
  if (!line.starts_with("(")) return std::nullopt;
  std::size_t at = 1 + blanks(line.substr(1));
  const Number zh = chinese(line.substr(at)), number = zh.length > 0 ? zh : arabic(line.substr(at), most_figures);
  if (number.length == 0) return std::nullopt;
  const std::string label = "(" + std::string(line.substr(at, number.length)) + ")";
  at += number.length;
  at += blanks(line.substr(at));
  if (!line.substr(at).starts_with(")")) return std::nullopt;
  ClauseMarker marker{zh.length > 0 ? Level::part : Level::point, label, number.value, at + 1};
  marker.large = zh.length == 0 && number.length > most_certain;
  return marker;
}

// 一、 1. 1、
std::optional<ClauseMarker> listed(std::string_view line) {
  const Number zh = chinese(line), number = zh.length > 0 ? zh : arabic(line, most_figures);
  if (number.length == 0) return std::nullopt;
  constexpr std::string_view comma = "、";
  const std::string_view rest = line.substr(number.length);
  std::size_t length = 0;
  if (rest.starts_with(comma)) length = comma.size();
  if (rest.starts_with(".") && !(rest.size() > 1 && rest[1] >= '0' && rest[1] <= '9')) length = 1;
  if (length == 0) return std::nullopt;
  ClauseMarker marker{zh.length > 0 ? Level::chapter : Level::item, std::string(line.substr(0, number.length)),
                      number.value, number.length + length};
  marker.large = zh.length == 0 && number.length > most_certain;
  return marker;
}

}  // namespace

std::optional<ClauseMarker> marker_of(std::string_view line) {
  if (auto marker = article(line)) return marker;
  if (auto marker = annex(line)) return marker;
  if (auto marker = bracketed(line)) return marker;
  return listed(line);
}

}  // namespace cepol::notice
