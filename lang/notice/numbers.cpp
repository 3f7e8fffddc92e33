// Scans a clause from left to right for dates, and for numbers with their suffixes (decimals, fractions, percents, 万,
// 半). Ordinals and approximate numbers are marked as not exact.
#include "lang/notice/numbers.hpp"

#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"
#include "lang/notice/number_words.hpp"

namespace cepol::notice {

namespace {

constexpr std::string_view percent_of = "百分之", part_of = "分之", ordinal = "第", half = "半", point = "点";

bool ends_with(std::string_view text, std::size_t at, std::string_view with) {
  return text.substr(0, at).ends_with(with);
}

// 三十余, 40多: approximate numbers.
bool about(std::string_view text, std::size_t at) {
  for (const std::string_view word : {"余", "多", "几", "来"})
    if (text.substr(at).starts_with(word)) return true;
  return false;
}

// Suffixes of the digits read so far that change the number: decimals, a fraction bar, %, 万.
void read_on(std::string_view text, std::int64_t whole, WrittenNumber& number) {
  const std::size_t end = number.end;
  if (end + 1 < text.size() && (text[end] == '.' || text[end] == '/') && is_digit(text[end + 1])) {
    const auto rest = digits_at(text, end + 1);
    if (!rest) return;
    if (const auto value = parse_exact(text.substr(number.begin, rest->end - number.begin))) {
      number.value = *value;
      number.end = rest->end;
      constexpr std::int64_t most = 10;  // a larger denominator is a date or a document number
      number.fraction = text[end] == '/' && whole > 0 && whole < rest->value && rest->value <= most;
    }
  } else if (whole < 1000 && end < text.size() && text[end] == ',') {  // 1,000
    std::int64_t value = whole;
    std::size_t at = end;
    while (at < text.size() && text[at] == ',') {
      const auto group = digits_at(text, at + 1);
      if (!group || group->digits != 3 || value > 1'000'000'000) break;
      value = value * 1000 + group->value;
      at = group->end;
    }
    number.value = Exact(value);
    number.end = at;
  }
  if (text.substr(number.end).starts_with("万"))
    if (const auto value = times(number.value, Exact(10000))) {
      number.value = *value;
      number.end += std::string_view("万").size();
    }
}

void read_percent(std::string_view text, WrittenNumber& number) {
  const std::size_t at = over_blanks(text, number.end);
  std::size_t end = 0;
  if (at < text.size() && text[at] == '%') end = at + 1;
  if (word_at(text, at, "percent")) end = at + 7;
  if (word_at(text, at, "per") && word_at(text, over_blanks(text, at + 3), "cent")) end = over_blanks(text, at + 3) + 4;
  if (end == 0) return;
  if (const auto value = over(number.value, Exact(100))) {
    number.value = *value;
    number.percent = true;
    number.end = end;
  }
}

// 半 as half of the amount before it; not 半年.
bool is_half(std::string_view text, std::size_t at) {
  return text.substr(at).starts_with(half) && !text.substr(at + half.size()).starts_with("年");
}

// 十二点五, 三点二五; not the time of day 八点五分, 十点三十分.
void read_chinese_decimals(std::string_view text, WrittenNumber& number) {
  if (!text.substr(number.end).starts_with(point)) return;
  const auto digits = chinese_at(text, number.end + point.size());
  constexpr std::size_t most_digits = 4;
  if (!digits || digits->digits == 0 || digits->digits > most_digits || text.substr(digits->end).starts_with("分"))
    return;
  std::int64_t below = 1;
  for (std::size_t i = 0; i < digits->digits; ++i) below *= 10;
  if (const auto value = plus(number.value, *Exact::ratio(digits->value, below))) {
    number.value = *value;
    number.end = digits->end;
  }
}

// Can a number or a date begin here? So that most characters of a notice are looked at once.
bool may_begin(std::string_view text, std::size_t at) {
  if (static_cast<unsigned char>(text[at]) < 0x80) return is_digit(text[at]) || latin(text, at);
  constexpr std::u32string_view signs = U"〇零一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟半";
  return signs.find(code_point_at(text, at).value) != std::u32string_view::npos;
}

std::optional<WrittenNumber> number_at(std::string_view text, std::size_t at) {
  WrittenNumber number;
  number.begin = at;
  if (text.substr(at).starts_with(percent_of)) {
    const std::size_t from = at + percent_of.size();
    auto whole = digits_at(text, from);
    if (!whole) whole = chinese_at(text, from);
    if (!whole) return std::nullopt;
    number.value = *Exact::ratio(whole->value, 100);
    number.end = whole->end;
    number.percent = true;
    return number;
  }
  if (const auto digits = digits_at(text, at)) {
    number.value = Exact(digits->value);
    number.end = digits->end;
    read_on(text, digits->value, number);
    read_percent(text, number);
  } else if (const auto chinese = chinese_at(text, at)) {
    number.value = Exact(chinese->value);
    number.end = chinese->end;
    if (text.substr(chinese->end).starts_with(part_of)) {  // 三分之一
      const auto top = chinese_at(text, chinese->end + part_of.size());
      const auto value = top ? Exact::ratio(top->value, chinese->value) : std::nullopt;
      if (value) {
        number.value = *value;
        number.end = top->end;
        number.fraction = true;
      }
    } else if (chinese->value == 1 && is_half(text, chinese->end)) {  // 一半
      number.end += half.size();
      number.value = *Exact::ratio(1, 2);
      number.fraction = true;
    } else {
      read_chinese_decimals(text, number);
    }
  } else if (text.substr(at).starts_with(half)) {
    number.value = *Exact::ratio(1, 2);
    number.end = at + half.size();
    number.exact = number.fraction = ends_with(text, at, "减") && is_half(text, at);
    if (number.fraction) number.begin -= std::string_view("减").size();
  } else if (latin(text, at) && (at == 0 || !latin(text, at - 1))) {
    const auto english = english_number_at(text, at);
    if (!english) return std::nullopt;
    number = *english;
    read_percent(text, number);
  } else {
    return std::nullopt;
  }
  if (ends_with(text, at, ordinal) || about(text, number.end) || number.value == Exact(1)) number.exact = false;
  return number;
}

}  // namespace

Numbers numbers_of(std::string_view clause) {
  Numbers found;
  found.text = folded(clause);
  const std::string_view text = found.text;
  for (std::size_t at = 0; at < text.size();) {
    const bool within_word = latin(text, at) && at > 0 && latin(text, at - 1);
    const bool within_number = is_digit(text[at]) && at > 0 && (is_digit(text[at - 1]) || latin(text, at - 1));
    if (!within_word && !within_number && may_begin(text, at)) {
      if (auto date = date_at(text, at)) {
        while (date) {
          at = date->end;
          found.dates.push_back(*date);
          date = date_after(text, found.dates.back());
        }
        continue;
      }
      if (const auto number = number_at(text, at)) {
        found.numbers.push_back(*number);
        at = number->end;
        continue;
      }
    }
    at += code_point_at(text, at).length;
  }
  return found;
}

}  // namespace cepol::notice
