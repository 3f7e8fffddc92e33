// Recognises a date at a position of running text: Chinese (2017年5月31日), numeric (2017-05-31, 5/31/2017) and English
// (June 30, 2017) forms, with the year or day possibly omitted.
#include <array>

#include "lang/base/date.hpp"
#include "lang/notice/number_words.hpp"

namespace cepol::notice {

namespace {

constexpr std::array<std::string_view, 12> months{"january",   "february", "march",    "april",
                                                  "may",       "june",     "july",     "august",
                                                  "september", "october",  "november", "december"};

// A full stop may follow them; May has no abbreviation.
constexpr std::array<std::string_view, 12> short_months{"jan", "feb", "mar",  "apr", "",    "jun",
                                                        "jul", "aug", "sept", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 6> range_signs{"至", "到", "-", "—", "–", "~"};

bool starts(std::string_view text, std::size_t at, std::string_view with) { return text.substr(at).starts_with(with); }

std::optional<WholeNumber> whole_at(std::string_view text, std::size_t at) {
  if (const auto digits = digits_at(text, at)) return digits;
  return chinese_at(text, at);
}

bool year_like(const WholeNumber& whole) { return whole.digits == 4 && whole.value >= 1900 && whole.value < 2100; }

// Reads 31日, 31号 at `at` into `date`.
bool read_day(std::string_view text, std::size_t at, WrittenDate& date) {
  const auto day = whole_at(text, over_blanks(text, at));
  if (!day || day->value < 1 || day->value > 99) return false;
  const std::size_t sign = over_blanks(text, day->end);
  if (!starts(text, sign, "日") && !starts(text, sign, "号")) return false;
  date.day = static_cast<int>(day->value);
  date.end = sign + std::string_view("日").size();
  return true;
}

// Reads the 20 of 6月20-31日, where only the last day is followed by 日.
bool read_first_of_days(std::string_view text, std::size_t at, WrittenDate& date) {
  const auto day = whole_at(text, over_blanks(text, at));
  if (!day || day->value < 1 || day->value > 31) return false;
  const std::size_t end = over_blanks(text, day->end);
  for (const std::string_view sign : range_signs) {
    WrittenDate last;
    if (!starts(text, end, sign) || !read_day(text, end + sign.size(), last)) continue;
    date.day = static_cast<int>(day->value);
    date.end = day->end;
    return true;
  }
  return false;
}

std::optional<WrittenDate> chinese_date(std::string_view text, std::size_t at) {
  const auto first = whole_at(text, at);
  if (!first) return std::nullopt;
  WrittenDate date;
  date.begin = at;
  std::size_t sign = over_blanks(text, first->end);
  const std::size_t length = std::string_view("年").size();
  std::optional<WholeNumber> month = first;
  if (starts(text, sign, "年") && year_like(*first)) {
    date.year = static_cast<int>(first->value);
    date.end = sign + length;
    month = whole_at(text, over_blanks(text, date.end));
    if (!month) return date;
    sign = over_blanks(text, month->end);
  }
  const bool of_month = starts(text, sign, "月") && month->value >= 1 && month->value <= 99 && month->digits <= 2;
  if (!of_month) return date.year != 0 ? std::optional(date) : std::nullopt;
  WrittenDate to_month = date;
  to_month.month = static_cast<int>(month->value);
  to_month.end = sign + length;
  if (starts(text, to_month.end, "份")) to_month.end += std::string_view("份").size();
  if (read_day(text, to_month.end, to_month) || read_first_of_days(text, to_month.end, to_month)) return to_month;
  if (to_month.month <= 12) return to_month;  // 24月: a number of months, not a date
  return date.year != 0 ? std::optional(date) : std::nullopt;
}

// 2017-05-31, 2017/5/31, 2017.5.31; 5/31/2017.
std::optional<WrittenDate> date_in_digits(std::string_view text, std::size_t at) {
  const auto first = digits_at(text, at);
  if (!first || first->end >= text.size()) return std::nullopt;
  const char between = text[first->end];
  if (between != '-' && between != '/' && between != '.') return std::nullopt;
  const auto second = digits_at(text, first->end + 1);
  if (!second || second->digits > 2 || second->end >= text.size() || text[second->end] != between) return std::nullopt;
  const auto third = digits_at(text, second->end + 1);
  if (!third) return std::nullopt;
  const std::size_t after = third->end;
  if (after < text.size() && (text[after] == between || latin(text, after)) && after + 1 < text.size() &&
      text[after + 1] >= '0' && text[after + 1] <= '9')
    return std::nullopt;  // 1.2.3.4
  if (text.substr(0, at).ends_with("第") || starts(text, over_blanks(text, after), "号"))
    return std::nullopt;  // 第2025-11-31号文件: a document's number
  const bool year_first = year_like(*first) && third->digits <= 2;
  const bool year_last = between == '/' && year_like(*third) && first->digits <= 2;
  if (!year_first && !year_last) return std::nullopt;
  WrittenDate date;
  date.begin = at;
  date.end = after;
  date.year = static_cast<int>(year_first ? first->value : third->value);
  date.month = static_cast<int>(year_first ? second->value : first->value);
  date.day = static_cast<int>(year_first ? third->value : second->value);
  const bool likely = date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= 31;
  return likely ? std::optional(date) : std::nullopt;
}

int month_word(std::string_view text, std::size_t at, std::size_t& end) {
  for (std::size_t i = 0; i < months.size(); ++i)
    if (word_at(text, at, months[i])) {
      end = at + months[i].size();
      return static_cast<int>(i) + 1;
    }
  constexpr int september = 9;
  const auto shortened = [&](std::string_view word, int month) {
    if (word.empty() || !word_at(text, at, word)) return 0;
    end = at + word.size();
    if (end < text.size() && text[end] == '.') ++end;
    return month;
  };
  for (std::size_t i = 0; i < short_months.size(); ++i)
    if (const int month = shortened(short_months[i], static_cast<int>(i) + 1); month != 0) return month;
  return shortened("sep", september);
}

// The position after an optional st, nd, rd, th.
std::size_t over_ending(std::string_view text, std::size_t at) {
  for (const std::string_view ending : {"st", "nd", "rd", "th"})
    if (word_at(text, at, ending)) return at + ending.size();
  return at;
}

// June 30, 2017; Jun. 30; June 2017; 30 June 2017; 30th of June, 2017. A name of a month alone may be another word.
std::optional<WrittenDate> english_date(std::string_view text, std::size_t at) {
  WrittenDate date;
  date.begin = at;
  std::size_t end = at;
  if (const auto day = digits_at(text, at); day && day->digits <= 2 && day->value >= 1 && day->value <= 31) {
    std::size_t next = over_blanks(text, over_ending(text, day->end));
    if (word_at(text, next, "of")) next = over_blanks(text, next + 2);
    date.month = month_word(text, next, end);
    if (date.month == 0) return std::nullopt;
    date.day = static_cast<int>(day->value);
  } else {
    date.month = month_word(text, at, end);
    if (date.month == 0) return std::nullopt;
    const auto number = digits_at(text, over_blanks(text, end));
    if (!number) return std::nullopt;
    if (year_like(*number)) {
      date.year = static_cast<int>(number->value);
      date.end = number->end;
      return date;
    }
    if (number->digits > 2 || number->value < 1 || number->value > 31) return std::nullopt;
    date.day = static_cast<int>(number->value);
    end = over_ending(text, number->end);
  }
  date.end = end;
  std::size_t next = over_blanks(text, end);
  if (next < text.size() && text[next] == ',') next = over_blanks(text, next + 1);
  if (const auto year = digits_at(text, next); year && year_like(*year)) {
    date.year = static_cast<int>(year->value);
    date.end = year->end;
  }
  return date;
}

}  // namespace

bool WrittenDate::exists() const {
  if (month == 0) return true;
  if (month > 12) return false;
  constexpr int leap_year = 2000;
  return day <= days_in_month(year == 0 ? leap_year : year, month);
}

std::optional<WrittenDate> date_at(std::string_view text, std::size_t at) {
  if (const auto date = chinese_date(text, at)) return date;
  if (const auto date = date_in_digits(text, at)) return date;
  return english_date(text, at);
}

std::optional<WrittenDate> date_after(std::string_view text, const WrittenDate& before) {
  if (before.day == 0) return std::nullopt;
  const std::size_t at = over_blanks(text, before.end);
  for (const std::string_view sign : range_signs) {
    if (!starts(text, at, sign)) continue;
    WrittenDate date = before;
    date.begin = over_blanks(text, at + sign.size());
    if (read_day(text, date.begin, date)) return date;
  }
  return std::nullopt;
}

}  // namespace cepol::notice
